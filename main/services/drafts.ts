// What an agent is typing in a chat, kept so that nothing typed is ever lost; an empty text forgets it.
import type { Clock } from '../domain/clock.ts'
import type { ChatId } from '../domain/ids.ts'
import { isRefusal, type Refusal } from '../domain/refusal.ts'
import type { Store } from '../storage/store.ts'
import type { Actor, ChatVerbs, Done } from './verbs.ts'
import { seenChat } from './visibility.ts'

export const keepDraft = async (
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  actor: Actor,
  chatId: ChatId,
  draft: Parameters<ChatVerbs['saveDraft']>[2],
): Promise<Done | Refusal> => {
  const chat = await seenChat(store, actor, chatId)
  if (isRefusal(chat)) return chat
  const { agentId } = actor
  const at = clock.now()
  await store.transact(async tx => {
    if (draft.text === '') await tx.chats.deleteDraft(chatId, agentId)
    else await tx.chats.saveDraft({ ...draft, chatId, agentId, at })
    await tx.events.append({ type: 'draft.changed', at, audience: [agentId], chatId, agentId })
  })
  return undefined
}

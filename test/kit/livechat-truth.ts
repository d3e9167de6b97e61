// What a panel shows of LiveChat's chats, and what it should show by the licence's truth: both in one form, to be compared.
import { hasButtons } from '../../main/domain/message-content.ts'
import type { LiveChatDesk } from './livechat-desk.ts'
import { account } from './livechat-emulator/livechat-emulator.ts'
import { buttonsOf, type EmulatedChat, type EmulatedEvent, type EmulatedThread } from './livechat-emulator/shapes.ts'
import { presentIn } from './livechat-emulator/views.ts'

/** One conversation. `theirs` and `ours`: ids of events in order, marked where taken back, with the buttons that stand pressed. */
export interface Picture {
  readonly isOpen: boolean
  readonly theirs: readonly string[]
  readonly ours: readonly string[]
  readonly tags: readonly string[]
}

const isForPeople = ({ type }: { readonly type: string }) => type !== 'system_message' && type !== 'custom'

/** How the chat should look here; what colleagues had to the end is theirs, and may be known here in part. */
export const truthOf = (
  { livechat }: LiveChatDesk,
  chat: EmulatedChat,
  isKnown: (threadId: string) => boolean,
): Picture => {
  const last = chat.threads.at(-1)
  const present = presentIn(chat)
  const isOpen = last?.active === true && (present.length === 0 || present.includes(account))
  const whole = chat.threads.filter(thread => isKnown(thread.id) && isWhollyOurs(livechat, chat, thread))
  const events = whole.flatMap(thread => thread.events.filter(isForPeople))
  const customerId = chat.users.find(user => user.type === 'customer')?.id ?? ''
  const marked = (one: EmulatedEvent) => mark(one.id, one.deleted === true, pressedOf(one, customerId))
  return {
    isOpen,
    theirs: events.filter(event => event.author_id !== account).map(marked),
    ours: events.filter(event => event.author_id === account).map(marked),
    tags: isOpen ? last.tags.toSorted() : [],
  }
}

const mark = (id: string, isDeleted: boolean, pressed: readonly string[]): string =>
  [id, ...(isDeleted ? ['deleted'] : []), ...pressed].join(' ')

export const pressedOf = (event: EmulatedEvent, customerId: string): readonly string[] =>
  buttonsOf(event)
    .filter(button => button.user_ids.includes(customerId))
    .map(button => button.postback_id)

/** Nobody of LiveChat's own has it, or had it when it ended. */
export const isWhollyOurs = (
  { licence }: LiveChatDesk['livechat'],
  chat: EmulatedChat,
  thread: EmulatedThread,
): boolean => {
  const holders = thread.active ? presentIn(chat) : (licence.inAtEnd.get(thread.id) ?? [])
  return holders.length === 0 || holders.includes(account)
}

/** As it is stored; doubles stay doubles. */
export const pictureOf = async (
  { office, channelId, livechat }: LiveChatDesk,
  chat: EmulatedChat,
): Promise<{ readonly picture: Picture; readonly unsettled: readonly string[] }> => {
  const { store } = office
  const conversation = await store.contacts.conversationAt(channelId, chat.id)
  const nothing = { isOpen: false, theirs: [], ours: [], tags: [] }
  if (conversation === null) return { picture: nothing, unsettled: [] }
  const { messages } = await store.messages.page(conversation.id, { limit: 500 })
  const open = await store.chats.openOfConversation(conversation.id)
  const counted = new Set(chat.threads.filter(thread => isWhollyOurs(livechat, chat, thread)).map(thread => thread.id))
  const isCounted = (externalId: string | null) => externalId !== null && counted.has(externalId.split('_')[0] ?? '')
  const said = messages.filter(one => one.direction !== 'system')
  const marked = ({ externalId, deletedAt, content }: (typeof said)[number]) =>
    mark(externalId ?? '', deletedAt !== null, hasButtons(content) ? content.pressed.map(press => press.buttonId) : [])
  const sent = said.filter(one => one.agentId !== null && one.state !== 'failed')
  return {
    picture: {
      isOpen: open !== null,
      theirs: said.filter(one => one.agentId === null && isCounted(one.externalId)).map(marked),
      ours: sent.filter(one => isCounted(one.externalId)).map(marked),
      tags: open === null ? [] : (await store.protocol.tags(open.id)).toSorted(),
    },
    // Neither arrived nor given up.
    unsettled: sent.filter(one => one.state === 'queued').map(one => one.text),
  }
}

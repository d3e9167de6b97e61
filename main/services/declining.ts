// An agent says no to an offer, once; routing then asks the next.
import type { AgentId, ChatId } from '../domain/ids.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Transaction } from '../storage/store.ts'

export const declineOffer = async (
  tx: Transaction,
  { agentId, chatId, now }: { readonly agentId: AgentId; readonly chatId: ChatId; readonly now: number },
): Promise<Refusal | undefined> => {
  const offer = (await tx.offers.open(chatId)).find(one => one.agentId === agentId)
  if (offer === undefined || !(await tx.offers.end(offer.id, 'declined', now)))
    return refuse('conflict', 'This chat does not ring at you any more.')
  const facts = { outcome: 'declined' }
  await tx.events.append({ type: 'chat.offerEnded', at: now, audience: [agentId], chatId, agentId, facts })
  return undefined
}

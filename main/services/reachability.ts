// Whether a person can be written to: what a network says of it is kept with their address, and said in the open chat.
import type { ChannelId } from '../domain/ids.ts'
import type { InboundUpdate } from '../domain/unified-message.ts'
import type { Transaction } from '../storage/store.ts'
import { addSystemLine } from './system-lines.ts'

type Reachability = Omit<Extract<InboundUpdate, { type: 'reachability' }>, 'type'>

export const takeReachability = async (
  tx: Transaction,
  channelId: ChannelId,
  { address, reachable, reason }: Reachability,
  now: number,
): Promise<void> => {
  const identity = await tx.contacts.identityAt(channelId, address)
  const unreachableReason = reachable ? null : reason
  if (identity === null || identity.unreachableReason === unreachableReason) return
  await tx.contacts.updateIdentity(identity.id, { unreachableReason })
  const conversation = await tx.contacts.conversationAt(channelId, address)
  const chat = conversation === null ? null : await tx.chats.openOfConversation(conversation.id)
  if (chat === null) return
  await addSystemLine(
    tx,
    chat,
    { code: reachable ? 'reachable' : 'unreachable', reason },
    { at: now, audience: chat.ownerId === null ? [] : [chat.ownerId] },
  )
}

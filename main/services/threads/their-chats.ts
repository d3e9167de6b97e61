// Networks that keep chats of their own, such as LiveChat with its threads: ours follow theirs. One opens when theirs is ours to
// answer, closes when theirs ends or goes to somebody on the network's own screens, and opens anew when it comes back from there.
import type { Connector } from '../../channels/channel.ts'
import type { Chat, CloseReason } from '../../domain/chat.ts'
import type { ChannelId, ChatId, Ids } from '../../domain/ids.ts'
import type { Standing } from '../../domain/their-chat.ts'
import type { Channel, TheirChatRow, Transaction } from '../../storage/store.ts'
import { closeChat } from '../closing.ts'
import { openChat } from '../opening.ts'
import { addSystemLine } from '../system-lines.ts'
import { takeProperties, takeTags } from './their-keeping.ts'
import type { ToRoute } from './threads.ts'

export interface StandingChange {
  /** A chat that was opened here and is to be routed. */
  readonly toRoute: ToRoute | null
  /** A chat that was closed here. */
  readonly closed: Chat | null
}

interface Deed {
  readonly tx: Transaction
  readonly ids: Ids
  readonly now: number
}

const unchanged: StandingChange = { toRoute: null, closed: null }

export const takeStanding = async (
  deed: Deed,
  channel: Pick<Channel, 'id' | 'queueId'>,
  standing: Standing,
): Promise<StandingChange> => {
  const { tx } = deed
  const known = await tx.theirChats.get(channel.id, standing.theirChat)
  if (known !== null) await takeProperties(deed, known.chatId, standing.properties)
  // A thread never comes back to life; whoever says so speaks of the past.
  if (known?.state === 'ended') return unchanged
  if (known?.state === 'open') await takeTags(deed, known.chatId, standing.tags)
  if (standing.state !== 'open') return known === null ? unchanged : end(deed, known, standing)
  if (known?.state === 'open') return unchanged
  const change = await open(deed, channel, standing)
  const chat = await tx.theirChats.get(channel.id, standing.theirChat)
  if (chat !== null) {
    await takeTags(deed, chat.chatId, standing.tags)
    await takeProperties(deed, chat.chatId, standing.properties)
  }
  return change
}

const open = async (
  { tx, ids, now }: Deed,
  channel: Pick<Channel, 'id' | 'queueId'>,
  { address, at, sender, theirChat: theirId }: Standing,
): Promise<StandingChange> => {
  const toRoute = await openChat(tx, { ids, now }, channel, { type: 'opening', address, at, sender })
  const conversation = await tx.contacts.conversationAt(channel.id, address)
  const chat = conversation === null ? null : await tx.chats.openOfConversation(conversation.id)
  // None: what a banned contact writes is kept, and rings nowhere.
  if (chat !== null) await tx.theirChats.put({ channelId: channel.id, theirId, chatId: chat.id, state: 'open' })
  return { toRoute, closed: null }
}

const end = async (
  { tx, now }: { readonly tx: Transaction; readonly now: number },
  known: TheirChatRow,
  { state, endedBy, byName }: Standing,
): Promise<StandingChange> => {
  if (state === known.state) return unchanged
  await tx.theirChats.put({ ...known, state })
  const chat = await tx.chats.get(known.chatId)
  if (chat === null || chat.status === 'closed') return unchanged
  if (state === 'elsewhere' && byName !== undefined) {
    const line = { code: 'network', text: `${byName} has this chat now` } as const
    await addSystemLine(tx, chat, line, { at: now, audience: chat.ownerId === null ? [] : [chat.ownerId] })
  }
  const reason: CloseReason = state === 'elsewhere' ? 'handedOver' : (endedBy ?? 'timeout')
  const name = reason === 'agent' ? byName : undefined
  return (await closeChat(tx, chat, { by: null, reason }, now, name)) ? { toRoute: null, closed: chat } : unchanged
}

/** A chat that a message opened goes on in the network's own one, also where an earlier one of ours did. */
export const joinTheirChat = async (
  tx: Transaction,
  channelId: ChannelId,
  theirId: string,
  chatId: ChatId,
): Promise<void> => {
  const known = await tx.theirChats.get(channelId, theirId)
  if (known?.state !== 'ended') await tx.theirChats.put({ channelId, theirId, chatId, state: 'open' })
}

/** Whether notes of agents go to this network as well. */
export const takesNotes = (connectors: readonly Connector[], kind: Channel['kind'] | undefined): boolean =>
  connectors.some(one => one.kind === kind && one.takesNotes === true)

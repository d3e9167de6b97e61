// A customer's message as it came from its network -> as it is stored: every gap filled, over-long texts cut.
import { type AttachmentId, asId, type Ids } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import type { UnifiedMessage } from '../domain/unified-message.ts'
import type { Inbound } from '../storage/store.ts'
import { postbackOf } from './presses.ts'
import type { ThreadChannel } from './threads/threads.ts'

/** Longer texts are cut, with a mark: a stranger must not fill the desk. */
const longestInboundText = 100_000

export const cut = (text: string): string =>
  text.length > longestInboundText ? `${text.slice(0, longestInboundText)} […]` : text

/** Messages that it refers to, where they are here. */
export interface Mentioned {
  readonly quoted: Message | null
  /** Whose button it answers. */
  readonly answered: Message | null
}

export const inboundRecord = (
  channel: Pick<ThreadChannel, 'id' | 'queueId'>,
  update: UnifiedMessage,
  { quoted, answered }: Mentioned,
  { ids, now }: { readonly ids: Ids; readonly now: number },
): Inbound => {
  const { sender, postback, replyTo } = update
  return {
    address: update.address,
    sender: {
      name: sender.name,
      username: sender.username ?? null,
      language: sender.language ?? null,
      email: sender.email ?? null,
      phone: sender.phone ?? null,
    },
    queueId: channel.queueId,
    newIds: {
      contact: asId(ids.next()),
      identity: asId(ids.next()),
      conversation: asId(ids.next()),
      chat: asId(ids.next()),
    },
    message: {
      channelId: channel.id,
      kind: postback !== undefined && update.kind === 'text' ? 'button' : update.kind,
      text: cut(update.text),
      at: update.at,
      storedAt: now,
      authorName: sender.author ?? sender.name,
      attachments: (update.attachments ?? []).map(one => ({ ...one, id: asId<AttachmentId>(ids.next()) })),
      place: update.place ?? null,
      card: update.card ?? null,
      options: update.options ?? [],
      replyTo:
        replyTo === undefined
          ? null
          : { messageId: quoted?.id ?? null, excerpt: (replyTo.excerpt || (quoted?.text ?? '')).slice(0, 300) },
      albumId: update.albumId ?? null,
      forwardedFrom: update.forwardedFrom ?? null,
      content: update.content ?? null,
      postback: postback === undefined ? null : postbackOf(postback, answered),
      customId: update.customId ?? null,
      externalId: update.externalId,
    },
  }
}

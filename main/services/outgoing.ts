// A stored reply as it goes out to its network: where to, what it quotes, its file, and whether a person must be named as its author.
import type { Clock } from '../domain/clock.ts'
import type { ChannelId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import { allowsHumanAgent, humanWindowClosesAt, windowClosesAt, windowState } from '../domain/messaging-window.ts'
import type { OutgoingMessage, SendResult } from '../domain/unified-message.ts'
import type { FileStore, OutboxRow, Reads } from '../storage/store.ts'

type SendFailure = Extract<SendResult, { outcome: 'failed' }>

interface Ports {
  readonly store: Reads
  readonly files: FileStore
  readonly clock: Clock
}

/** Null: there is no such message any more. A failure: it cannot go out as it is. */
export const outgoingOf = async (ports: Ports, row: OutboxRow): Promise<OutgoingMessage | SendFailure | null> => {
  const { store, files } = ports
  const message = await store.messages.get(row.messageId)
  const conversation = message === null ? null : await store.contacts.conversation(message.conversationId)
  if (message === null || conversation === null) return null
  const quoted = message.replyTo?.messageId == null ? null : await store.messages.get(message.replyTo.messageId)
  const file = message.attachments[0]
  const fileId = file?.fileId ?? null
  if (file !== undefined && (fileId === null || (await files.size(fileId)) === null)) return withoutItsFile(file.name)
  return {
    messageId: message.id,
    channelId: row.channelId,
    address: conversation.identity.address,
    text: message.text,
    authorName: message.authorName ?? '',
    idempotencyKey: `parley:${message.id}`,
    attempt: row.attempts + 1,
    ...(message.direction === 'note' ? { note: true as const } : {}),
    ...(message.template === null ? {} : { template: message.template }),
    ...(message.content === null ? {} : { content: message.content }),
    ...((await isByHuman(ports, message, row.channelId)) ? { byHuman: true } : {}),
    ...(quoted?.externalId == null ? {} : { replyToExternalId: quoted.externalId }),
    ...(file === undefined || fileId === null
      ? {}
      : {
          attachment: {
            id: file.id,
            kind: file.kind,
            fileId,
            name: file.name,
            mime: file.mime,
            size: file.size ?? 0,
            read: async () => {
              const bytes = await files.read(fileId)
              if (bytes === null) throw new Error(`The bytes of ${file.id} went while it was being sent.`)
              return bytes
            },
          },
        }),
  }
}

/** An empty file, or the words without it, would be another message than the agent has written. */
const withoutItsFile = (name: string): SendFailure => ({
  outcome: 'failed',
  reason: `The file ${name} is not in Parley’s files any more, so nothing was sent. Attach it again.`,
  surelyNotArrived: true,
  retry: 'never',
})

/** Free replies are over by now, and a person wrote it. */
const isByHuman = async (
  { store, clock }: Ports,
  { agentId, conversationId, chatId }: Message,
  channelId: ChannelId,
): Promise<boolean> => {
  const channel = agentId === null ? null : await store.channels.get(channelId)
  if (channel === null || !allowsHumanAgent(channel.settings)) return false
  const chat = (await store.chats.openOfConversation(conversationId)) ?? (await store.chats.get(chatId))
  const last = chat?.lastInboundAt ?? null
  const until = humanWindowClosesAt(channel.kind, last, true)
  return windowState(windowClosesAt(channel.kind, last), clock.now(), until) === 'human'
}

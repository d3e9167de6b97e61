// What a process knows of its chat at the moment: the facts of process.ts, as FEEL reads them.
import { caseFromChat } from '../domain/case-from-chat.ts'
import type { Chat } from '../domain/chat.ts'
import type { AgentId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import { replyValuesOf } from '../domain/reply-variables.ts'
import type { Variables } from '../services/process-interpreter.ts'
import type { Reads } from '../storage/store.ts'

const messagesRead = 2_000
/** Characters; the end of a longer one. */
const longestTranscript = 200_000

export const factsOf = async (reads: Reads, chat: Chat, startedBy: AgentId): Promise<Variables> => {
  const [contact, channel, queue, agent, owner, messages] = await Promise.all([
    reads.contacts.get(chat.contactId),
    reads.channels.get(chat.channelId),
    reads.queues.get(chat.queueId),
    reads.agents.get(startedBy),
    chat.ownerId === null ? null : reads.agents.get(chat.ownerId),
    reads.messages.latestOfChat(chat.id, messagesRead),
  ])
  const isWhole = messages.length < messagesRead
  const first = isWhole ? messages : await reads.messages.ofChat(chat.id, messagesRead)
  const names = replyValuesOf({
    contactName: contact?.name ?? '',
    agentName: agent?.name ?? '',
    queueName: queue?.name ?? '',
    channelName: channel?.name ?? '',
    number: chat.number,
  })
  const inbound = messages.filter(({ direction, deletedAt }) => direction === 'in' && deletedAt === null)
  const question = caseFromChat(first)
  return {
    ChatId: chat.id,
    ContactId: chat.contactId,
    chat: {
      number: chat.number,
      queue: queue?.name ?? '',
      status: chat.status,
      openedAt: new Date(chat.openedAt).toISOString(),
      firstMessage: question.subject ?? '',
      question: question.description,
      lastMessage: inbound.at(-1)?.text ?? '',
      transcript: transcriptOf(messages, contact?.name ?? ''),
    },
    contact: {
      name: names['contact.name'],
      shownName: contact?.name ?? '',
      firstName: names['contact.firstName'],
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
      language: contact?.language ?? '',
      about: contact?.about ?? '',
      tags: contact?.tags ?? [],
    },
    agent: { name: names['agent.name'], firstName: names['agent.firstName'] },
    owner: { name: owner?.name ?? '' },
    channel: { name: names['channel.name'], kind: channel?.kind ?? '' },
  }
}

/** What customer and agents said to each other; notes and what Parley did stay inside. */
const transcriptOf = (messages: readonly Message[], contactName: string): string => {
  const lines = messages
    .filter(({ direction, deletedAt }) => (direction === 'in' || direction === 'out') && deletedAt === null)
    .map(({ at, direction, authorName, text, attachments }) => {
      const who = authorName ?? (direction === 'in' ? contactName : '')
      const files = attachments.map(({ name, kind }) => `[${name || kind}]`)
      return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} ${who}: ${[text, ...files].filter(Boolean).join(' ')}`
    })
  return lines.join('\n').slice(-longestTranscript)
}

// Stores system lines: in data for every screen's own language, and in English for search and exports.
import { assertNever } from '../domain/assert-never.ts'
import type { Chat, CloseReason } from '../domain/chat.ts'
import type { AgentId } from '../domain/ids.ts'
import type { SystemLine } from '../domain/message.ts'
import { programName } from '../domain/thread-control.ts'
import type { NewMessage, Transaction } from '../storage/store.ts'

/** Everything that a message without a network has in common. */
export const ownMessage = (
  chat: Pick<Chat, 'id' | 'conversationId' | 'channelId'>,
  at: number,
): Omit<NewMessage, 'direction' | 'text'> => ({
  chatId: chat.id,
  conversationId: chat.conversationId,
  channelId: chat.channelId,
  kind: 'text',
  at,
  storedAt: at,
  agentId: null,
  authorName: null,
  attachments: [],
  place: null,
  card: null,
  options: [],
  replyTo: null,
  albumId: null,
  forwardedFrom: null,
  template: null,
  state: null,
  system: null,
  externalId: null,
  idempotencyKey: null,
})

/** Stores the line and tells those whom it concerns. */
export const addSystemLine = async (
  tx: Transaction,
  chat: Pick<Chat, 'id' | 'conversationId' | 'channelId'>,
  line: SystemLine,
  { at, audience }: { readonly at: number; readonly audience: readonly AgentId[] },
): Promise<void> => {
  const stored = await tx.messages.insert({
    ...ownMessage(chat, at),
    direction: 'system',
    text: inEnglish(line),
    system: line,
  })
  await tx.events.append({
    type: 'message.added',
    at,
    audience,
    chatId: chat.id,
    conversationId: chat.conversationId,
    messageId: stored.id,
  })
}

const programInWords = (program: string | null): string =>
  programName(program) ?? (program === null ? 'another program' : 'a bot')

const closedBecause: Readonly<Record<CloseReason, string>> = {
  agent: 'Chat closed',
  supervisor: 'Chat closed by a supervisor',
  customer: 'The customer ended the chat',
  timeout: 'Chat closed, as no answer came',
  handedOver: 'Chat closed, as the bot handed over',
  banned: 'Chat closed: the contact is banned',
}

const inEnglish = (line: SystemLine): string => {
  switch (line.code) {
    case 'opened':
      return 'Chat opened'
    case 'customerClosed':
      return 'The customer ended the chat'
    case 'accepted':
      return `Accepted by ${line.agentName}`
    case 'transferred': {
      const to = line.toAgentName ?? line.toQueueName ?? ''
      return `Transferred by ${line.byName} to ${to}${line.comment === undefined ? '' : `: ${line.comment}`}`
    }
    case 'takenOver':
      return `${line.agentName} took over from ${line.fromName}`
    case 'handedBack':
      return `Handed back from ${line.agentName}: ${line.reason}`
    case 'closed':
      if (line.reason === 'banned') return `Closed: ${line.agentName ?? 'somebody'} banned the contact`
      return line.agentName === undefined ? closedBecause[line.reason] : `Chat closed by ${line.agentName}`
    case 'heldBack':
      return 'From a banned contact: kept, and rings nowhere'
    case 'outOfHours':
      return `Sent by ${line.queueName} outside of working hours`
    case 'process':
    case 'network':
      return line.text
    case 'program':
      return line.text || line.type
    case 'unreachable':
    case 'reachable':
      return line.reason
    case 'heldByOthers':
      return `${programInWords(line.program)} holds this conversation now`
    case 'handedToUs':
      return `Handed over to us by ${programInWords(line.program)}`
    case 'controlAsked':
      return `${programInWords(line.program)} asks for this conversation`
    case 'controlTaken':
      return `${line.agentName} took control of the conversation`
    case 'controlReturned':
      return 'The conversation was handed back'
    case 'controlKept':
      return `The conversation could not be handed back: ${line.reason}`
    case 'caseCreated':
      return `Case ${line.number} created${line.agentName === null ? '' : ` by ${line.agentName}`}`
    default:
      return assertNever(line)
  }
}

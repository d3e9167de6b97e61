// Message: what somebody said in a chat, a note among agents, or a system line; as it is stored and shown.
import type { CloseReason } from './chat.ts'
import type { AgentId, AttachmentId, CaseId, ChatId, ConversationId, FileId, MessageId, RunId } from './ids.ts'
import type { MessageContent, Postback } from './message-content.ts'
import type { ChosenTemplate } from './message-template.ts'
import type { ContactCard, IncomingAttachment, MessageKind, Place } from './unified-message.ts'

/** in: the customer; out: an agent; note: among agents, never leaves the workstation; system: what Parley did. */
export type MessageDirection = 'in' | 'out' | 'note' | 'system'

/** States of what we send only move forward, in this order; `failed` only from `queued`. */
export const deliveryStates = ['queued', 'sent', 'delivered', 'read'] as const
export type DeliveryState = (typeof deliveryStates)[number] | 'failed'

/** Whether a report may move a message on; late and repeated reports of a network may not. */
export const movesForward = (from: DeliveryState, to: DeliveryState): boolean => {
  if (from === 'failed') return to === 'queued' || to === 'sent' || to === 'delivered' || to === 'read'
  if (to === 'failed') return from === 'queued'
  return deliveryStates.indexOf(to) > deliveryStates.indexOf(from)
}

/**
 * Whether a network's report on a single message moves it: as above, and a message that was taken can fail later on. A
 * failure stands against everything but the proof that the message arrived.
 */
export const movedByReport = (from: DeliveryState, to: Exclude<DeliveryState, 'queued'>): boolean => {
  if (to === 'failed') return from === 'queued' || from === 'sent'
  if (from === 'failed') return to === 'delivered' || to === 'read'
  return movesForward(from, to)
}

/** Why a reply did not go out, or why nobody can tell whether it did. */
export interface SendTrouble {
  /** A sentence for the agent. */
  readonly reason: string
  /** False: it may have arrived; Parley never sends it again unless a person says so. */
  readonly surelyNotArrived: boolean
  readonly canRetry: boolean
}

/** A system line in data, so that every screen can say it in its own language; `text` of the message says it in English. */
export type SystemLine =
  | { readonly code: 'opened' | 'customerClosed' }
  | { readonly code: 'accepted'; readonly agentName: string; readonly waitedMs: number }
  | {
      readonly code: 'transferred'
      readonly byName: string
      readonly toAgentName?: string
      readonly toQueueName?: string
      readonly comment?: string
    }
  | { readonly code: 'takenOver'; readonly agentName: string; readonly fromName: string }
  | { readonly code: 'handedBack'; readonly agentName: string; readonly reason: string }
  | {
      readonly code: 'closed'
      readonly agentName?: string
      readonly reason: CloseReason
    }
  /** Beside a message of ours that Parley sent by itself: the queue's text for customers outside of its hours. */
  | { readonly code: 'outOfHours'; readonly queueName: string }
  /** A process was begun by somebody, did something, or ended: `text` says it whole. */
  | {
      readonly code: 'process'
      readonly runId: RunId
      readonly step: 'started' | 'did' | 'finished' | 'failed' | 'cancelled'
      readonly text: string
    }
  | { readonly code: 'unreachable' | 'reachable'; readonly reason: string }
  /** Another program of the place holds the conversation, gave it to us, or asks for it; `program`: the network's id of it. */
  | { readonly code: 'heldByOthers' | 'handedToUs' | 'controlAsked'; readonly program: string | null }
  | { readonly code: 'controlTaken'; readonly agentName: string }
  | { readonly code: 'controlReturned' }
  | { readonly code: 'controlKept'; readonly reason: string }
  /** agentName null: a process did. */
  | {
      readonly code: 'caseCreated'
      readonly caseId: CaseId
      readonly number: number
      readonly agentName: string | null
    }
  /** The network says what happened in a chat of its own; `text` says it whole. */
  | { readonly code: 'network'; readonly text: string }
  /** Said by an agent's program: `type` and `vars` are its own words for it. */
  | {
      readonly code: 'program'
      readonly type: string
      readonly text: string
      readonly vars: Readonly<Record<string, string>>
      readonly isForAgents: boolean
    }
  /** What follows came from a banned contact: it is kept, and rings nowhere. */
  | { readonly code: 'heldBack' }

export interface StoredAttachment {
  readonly id: AttachmentId
  readonly kind: IncomingAttachment['kind']
  readonly name: string
  readonly mime: string
  /** Bytes; null until known. */
  readonly size: number | null
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
  /** stored: the bytes are here; remote: still to be fetched; failed: with `failure`. */
  readonly state: 'remote' | 'stored' | 'failed'
  readonly failure: string | null
  readonly fileId: FileId | null
}

export interface Reaction {
  readonly author: string
  readonly emoji: readonly string[]
}

export interface Message {
  readonly id: MessageId
  readonly chatId: ChatId
  readonly conversationId: ConversationId
  readonly direction: MessageDirection
  readonly kind: MessageKind
  readonly text: string
  /** When it was written, by the network's clock for the customer's. */
  readonly at: number
  readonly storedAt: number
  /** The agent who wrote it (out, note). */
  readonly agentId: AgentId | null
  /** Who in a group wrote, or the sender's name. */
  readonly authorName: string | null
  readonly attachments: readonly StoredAttachment[]
  readonly place: Place | null
  readonly card: ContactCard | null
  readonly options: readonly string[]
  readonly replyTo: { readonly messageId: MessageId | null; readonly excerpt: string } | null
  readonly albumId: string | null
  readonly forwardedFrom: string | null
  /** The template that it is, when it had to be one. */
  readonly template: ChosenTemplate | null
  /** What it holds besides text; `text` says the same in words. */
  readonly content: MessageContent | null
  /** The button that it answers. */
  readonly postback: Postback | null
  /** What the sender's program calls it: among one sender's messages of a conversation, each such name is there once. */
  readonly customId: string | null
  readonly reactions: readonly Reaction[]
  readonly editedAt: number | null
  readonly deletedAt: number | null
  /** Null for everything but `out`, and notes that a network shows its own agents. */
  readonly state: DeliveryState | null
  readonly trouble: SendTrouble | null
  /** Of a system line what it says; of a message of ours why Parley sent it by itself. */
  readonly system: SystemLine | null
  readonly externalId: string | null
}

/** Whose programs' names of messages are told apart: the customer's, each agent's; null: what nobody in person has said. */
export type Namer = 'customer' | AgentId | null
export const namerOf = ({ direction, agentId }: Pick<Message, 'direction' | 'agentId'>): Namer =>
  direction === 'in' ? 'customer' : agentId

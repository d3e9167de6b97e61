// A process: what an action runs, drawn as BPMN 2.0. Its draft is worked on; a published version never changes, and runs keep to theirs.
import type { AgentId, ProcessId } from './ids.ts'

export interface Process {
  readonly id: ProcessId
  /** What programs and shipped actions know it by, such as CreateCaseFromChat; unique. */
  readonly code: string
  readonly name: string
  /** BPMN 2.0 XML that is worked on; null: nothing differs from the published version. */
  readonly draft: string | null
  /** Null: was never published, and cannot be run. */
  readonly publishedNumber: number | null
  readonly changedAt: number
  /** Null: Parley itself. */
  readonly changedBy: AgentId | null
  readonly version: number
}

export interface ProcessVersion {
  readonly processId: ProcessId
  /** 1, 2, 3, ... within the process. */
  readonly number: number
  readonly xml: string
  readonly publishedAt: number
  readonly publishedBy: AgentId | null
}

/** The most characters that a diagram may have; a drawn one of a hundred elements has about 100,000. */
export const longestDiagram = 2_000_000

/** What is wrong with a diagram, at one of its elements. */
export interface ProcessProblem {
  /** Null: with the diagram as a whole. */
  readonly elementId: string | null
  /** The element's name, or what it is. */
  readonly elementName: string
  /** An error keeps it from being published; a warning does not. */
  readonly severity: 'error' | 'warning'
  /** A whole sentence that says what to do. */
  readonly sentence: string
  /** Of a task: which of its fields. */
  readonly field: string | null
}

/** What a process knows from its beginning, as FEEL sees it. */
export const processFacts = [
  { name: 'ChatId', label: 'Id of the chat' },
  { name: 'ContactId', label: 'Id of the contact' },
  { name: 'chat.number', label: 'Number of the chat' },
  { name: 'chat.queue', label: 'Queue of the chat' },
  { name: 'chat.status', label: 'waiting, active or closed' },
  { name: 'chat.openedAt', label: 'When the chat was opened (date and time)' },
  { name: 'chat.firstMessage', label: "The customer's first message" },
  { name: 'chat.question', label: "All that the customer wrote before the agent's first answer" },
  { name: 'chat.lastMessage', label: "The customer's last message" },
  { name: 'chat.transcript', label: 'The whole chat as text' },
  { name: 'contact.name', label: "The contact's name; empty when nobody told it" },
  { name: 'contact.shownName', label: 'The name that agents see, also of somebody who told none' },
  { name: 'contact.firstName', label: "The contact's first name" },
  { name: 'contact.email', label: "The contact's e-mail address" },
  { name: 'contact.phone', label: "The contact's phone number" },
  { name: 'contact.language', label: "The contact's language" },
  { name: 'contact.about', label: 'What is noted about the contact' },
  { name: 'contact.tags', label: "The contact's tags (a list)" },
  { name: 'agent.name', label: 'Who ran the action' },
  { name: 'agent.firstName', label: 'Their first name' },
  { name: 'owner.name', label: 'Who owns the chat at present' },
  { name: 'channel.name', label: 'Name of the channel' },
  { name: 'channel.kind', label: 'Network of the channel, such as telegram' },
] as const

/** Names that a process cannot use for its own values. */
export const takenNames: ReadonlySet<string> = new Set([
  'secrets',
  ...processFacts.map(({ name }) => name.split('.')[0] ?? name),
])

// Thread control: who may answer in a conversation that several programs share, and what that means for its chat. Pure: what is
// remembered, the open chat, one fact with its time -> what to do and why. Facts come late, twice, out of order, or not at all:
// the newest one stands. Source: facts/channels.md 2.5 (Conversation Routing; legacy Handover Protocol).
import { assertNever } from './assert-never.ts'
import type { ChatStatus } from './chat.ts'
import { DAY } from './clock.ts'
import type { SystemLine } from './message.ts'
import type { ThreadHolder } from './unified-message.ts'

/** What a conversation remembers of the newest fact that told who holds it. */
export interface ThreadMemory {
  /** Null: nobody that we know of. */
  readonly holder: ThreadHolder | null
  /** The network's id of the other program; null: not told. */
  readonly app: string | null
  /** By the network's clock, or by ours where it was our own doing. */
  readonly heldAt: number | null
  /** Since when it is that holder. */
  readonly since: number | null
  /** We hold it and another program did before: it goes back when the chat is closed. */
  readonly given: boolean
}

export const nobodyYet: ThreadMemory = { holder: null, app: null, heldAt: null, since: null, given: false }

/** Who answers first where the network does not say who holds a conversation. */
export type NoDefaultApp = 'agents' | 'bot'

export type ThreadFact =
  /** The customer wrote. `holder`: as the way shows on which it came; missing: it came to everybody. */
  | { readonly kind: 'message'; readonly at: number; readonly holder?: ThreadHolder | undefined }
  /** Somebody else of our place wrote. */
  | {
      readonly kind: 'echo'
      readonly at: number
      readonly holder?: ThreadHolder | undefined
      readonly app: string | null
    }
  | {
      readonly kind: 'control'
      readonly at: number
      readonly holder: ThreadHolder | 'nobody'
      readonly app: string | null
    }
  /** A program asks to have it handed over; nothing has changed yet. */
  | { readonly kind: 'asked'; readonly at: number; readonly app: string | null }
  /** The network would not take a message of ours since another program holds the conversation: its own word, above every event. */
  | { readonly kind: 'refused'; readonly at: number }
  /** It took a message of ours. */
  | { readonly kind: 'sent'; readonly at: number }
  /** We took it, or gave it back. */
  | { readonly kind: 'taken'; readonly at: number }
  | { readonly kind: 'returned'; readonly at: number }

export type ChatMove =
  /** No chat is opened, none changes hands. */
  | 'stay'
  /** There is no open chat: a new one, for agents or in the bot's hands. */
  | 'openWaiting'
  | 'openBot'
  /** The waiting chat rings no more: others hold it. */
  | 'becomeBot'
  /** The bot's chat is closed and a new one routed to agents. */
  | 'handOver'

export interface ThreadDecision {
  readonly memory: ThreadMemory
  readonly move: ChatMove
  /** What the agent reads in the chat, if anything changed for them. */
  readonly line: SystemLine | null
  /** Why, for "why?": completes "Parley decided when ...". */
  readonly because: string
}

export interface ThreadState {
  readonly memory: ThreadMemory
  /** Status of the conversation's open chat; null: there is none. */
  readonly chat: Exclude<ChatStatus, 'closed'> | null
  readonly noDefaultApp: NoDefaultApp
}

/** The network lets whoever holds a conversation go after a day without a message; nobody tells us when that happens. */
const lapsesAfterMs = DAY

export const decideThread = (state: ThreadState, fact: ThreadFact): ThreadDecision => {
  const memory = remember(state.memory, fact, state)
  return {
    memory,
    move: moveOf(state, memory, fact),
    line: lineOf(state, memory, fact),
    because: becauseOf(fact),
  }
}

const remember = (before: ThreadMemory, fact: ThreadFact, { chat }: ThreadState): ThreadMemory => {
  const { at } = fact
  switch (fact.kind) {
    case 'message':
      return fact.holder === undefined ? before : shared(newest(before, fact.holder, null, at), fact.holder)
    case 'echo':
      return fact.holder === undefined ? before : shared(newest(before, fact.holder, fact.app, at), fact.holder)
    case 'control':
      if (fact.holder === 'nobody') return newest(before, null, null, at)
      return given(newest(before, fact.holder, fact.app, at))
    case 'asked':
      // Where nobody is known to hold it, a bot that asks gives it to us; where somebody is, asking changes nothing.
      if (chat !== 'bot' || before.holder === 'others') return before
      return given(newest(before, 'us', null, at))
    case 'refused':
      return become(before, 'others', null, notBefore(before, at))
    case 'sent':
      // Where everybody may send, having sent makes it nobody's in particular.
      return newest(before, before.holder === 'us' ? 'us' : null, null, at)
    case 'taken':
      return given(become(before, 'us', null, notBefore(before, at)))
    case 'returned':
      return become(before, null, null, notBefore(before, at))
    default:
      return assertNever(fact)
  }
}

const become = (
  before: ThreadMemory,
  holder: ThreadMemory['holder'],
  app: string | null,
  at: number,
): ThreadMemory => ({
  holder,
  // Whoever was told once stays known while others go on holding it.
  app: holder === 'others' ? (app ?? (before.holder === 'others' ? before.app : null)) : null,
  heldAt: at,
  since: holder === before.holder ? before.since : at,
  given: holder === 'us' && (before.given || before.holder === 'others'),
})

/** An event that we hear of late must not undo what we did or were told ourselves. */
const notBefore = ({ heldAt }: ThreadMemory, at: number): number => Math.max(at, heldAt ?? at)

/**
 * Of two facts of one instant the one that brings the customer to agents stands, and the one that names the program, so that
 * their order does not matter.
 */
const newest = (before: ThreadMemory, holder: ThreadMemory['holder'], app: string | null, at: number): ThreadMemory => {
  const isNews = before.heldAt === null || at > before.heldAt
  const wins = at === before.heldAt && weight(holder, app) > weight(before.holder, before.app)
  return isNews || wins ? become(before, holder, app, at) : before
}

/** Also when it is told late that another program had it before: what we hold then was given to us. */
const given = (memory: ThreadMemory): ThreadMemory =>
  memory.holder === 'us' && !memory.given ? { ...memory, given: true } : memory
const shared = (memory: ThreadMemory, told: ThreadHolder): ThreadMemory => (told === 'others' ? given(memory) : memory)

const weight = (holder: ThreadMemory['holder'], app: string | null): number =>
  holder === 'us' ? 3 : holder === null ? 0 : app === null ? 1 : 2

const moveOf = (
  { memory: before, chat, noDefaultApp }: ThreadState,
  memory: ThreadMemory,
  fact: ThreadFact,
): ChatMove => {
  // Nobody loses a chat under their hands, whatever the network says.
  if (chat === 'active') return 'stay'
  switch (fact.kind) {
    case 'message': {
      const holder = holderFor(memory, fact, noDefaultApp)
      if (chat === null) return holder === 'us' ? 'openWaiting' : 'openBot'
      if (chat === 'bot') return holder === 'us' ? 'handOver' : 'stay'
      return memory.holder === 'others' && holder === 'others' ? 'becomeBot' : 'stay'
    }
    case 'echo':
      if (chat === null) return memory.holder === 'others' ? 'openBot' : 'stay'
      if (chat === 'bot') return fact.holder === 'us' && memory.holder === 'us' ? 'handOver' : 'stay'
      return memory.holder === 'others' ? 'becomeBot' : 'stay'
    case 'control':
    case 'asked':
    case 'refused':
    case 'taken':
      if (memory.holder === 'others') return chat === 'waiting' ? 'becomeBot' : 'stay'
      if (memory.holder !== 'us') return 'stay'
      if (chat === 'bot') return 'handOver'
      // Passed to us with nobody there to take it: it rings before the customer has to write again.
      return chat === null && fact.kind === 'control' && before.holder !== 'us' ? 'openWaiting' : 'stay'
    case 'sent':
    case 'returned':
      return 'stay'
    default:
      return assertNever(fact)
  }
}

/** Who is to answer this message of the customer's. */
const holderFor = (
  memory: ThreadMemory,
  { at, holder }: Extract<ThreadFact, { kind: 'message' }>,
  noDefaultApp: NoDefaultApp,
): ThreadHolder => {
  const hasLapsed = holder === undefined && memory.holder === 'others' && at - (memory.heldAt ?? at) > lapsesAfterMs
  if (memory.holder !== null && !hasLapsed) return memory.holder
  return holder ?? (noDefaultApp === 'agents' ? 'us' : 'others')
}

const lineOf = ({ memory: before, chat }: ThreadState, memory: ThreadMemory, fact: ThreadFact): SystemLine | null => {
  if (chat === null) return null
  if (fact.kind === 'asked' && chat !== 'bot') return { code: 'controlAsked', program: fact.app }
  if (chat === 'bot' || memory.holder === before.holder) return null
  if (memory.holder === 'others') return { code: 'heldByOthers', program: memory.app }
  if (before.holder === 'others' && fact.kind !== 'taken' && fact.kind !== 'sent' && memory.holder === 'us')
    return { code: 'handedToUs', program: before.app }
  return null
}

const becauseOf = (fact: ThreadFact): string => {
  switch (fact.kind) {
    case 'message':
      return fact.holder === 'us' ? 'the customer wrote and the network gave it to us' : 'the customer wrote'
    case 'echo':
      return 'somebody else of the page wrote'
    case 'control':
      return fact.holder === 'us' ? 'a bot handed the conversation over to us' : 'the conversation changed hands'
    case 'asked':
      return 'a bot asked for an agent'
    case 'refused':
      return 'the network said that another program holds the conversation'
    case 'sent':
      return 'the network took a reply'
    case 'taken':
      return 'an agent took the conversation from a bot'
    case 'returned':
      return 'the conversation was handed back'
    default:
      return assertNever(fact)
  }
}

/** Programs of the networks themselves, by the id under which they are told (facts/channels.md 2.5). */
const knownPrograms: Readonly<Record<string, string>> = {
  '263902037430900': 'the Facebook page inbox',
  '1217981644879628': 'the Instagram inbox',
}

/** Null: one that nobody has named. */
export const programName = (app: string | null): string | null => (app === null ? null : (knownPrograms[app] ?? null))

// A routing decision in words, one sentence each: first what came of it, then why not the others, then why it was decided now.
// No clock times, for the screen knows the agent's time zone; but opening times are the queue's own, in its time zone.
import { assertNever } from '../../domain/assert-never.ts'
import type { Candidate, Decision } from '../../domain/decision.ts'

export const decisionSentences = (decision: Decision, queueName: string): string[] => [
  outcomeOf(decision, queueName),
  ...decision.candidates.filter(one => !one.chosen).map(whyNot),
  `Decided because ${because(decision.because)}.`,
]

const outcomeOf = ({ outcome, candidates, rule }: Decision, queueName: string): string => {
  switch (outcome.kind) {
    case 'offered': {
      const chosen = candidates.filter(one => one.chosen)
      if (rule === 'toAllAgents') return `Rings at everybody in ${queueName} who can take it: ${list(namesOf(chosen))}.`
      const [winner] = chosen
      return winner === undefined ? 'Offered to an agent.' : `Offered to ${winner.agentName}: ${whyChosen(winner)}.`
    }
    case 'waits':
      return candidates.length === 0
        ? `Waits in ${queueName}, which has no agents, and rings at supervisors.`
        : `Waits in ${queueName}: nobody can take it now, so it rings at supervisors.`
    case 'closed':
      return outcome.opensAt === null
        ? `Waits in ${queueName}, which is closed and has no hours to come.`
        : `Waits in ${queueName}, which is closed until ${inWords(outcome.opensAt, outcome.timeZone)}.`
    case 'stays': {
      const owner = candidates.find(one => one.agentId === outcome.agentId)?.agentName
      return owner === undefined ? 'Stays with its owner.' : `Stays with ${owner}, who owns it.`
    }
    default:
      return assertNever(outcome)
  }
}

const inWords = (at: number, timeZone: string): string =>
  `${new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)} (${timeZone})`

const whyChosen = ({ reason }: Candidate): string => {
  switch (reason.code) {
    case 'fewestChats':
      return `fewest chats in progress (${reason.load})`
    case 'longestWithoutTaking':
      return reason.lastTakenAt === null
        ? `${chats(reason.load)} in progress like others, and has not taken one yet`
        : `${chats(reason.load)} in progress like others, and has gone longest without taking one`
    default:
      return 'is free to take it'
  }
}

const whyNot = ({ agentName, reason }: Candidate): string => {
  switch (reason.code) {
    case 'moreChats':
      return `${agentName} was not chosen: ${chats(reason.load)} in progress.`
    case 'tookOneLater':
      return `${agentName} was not chosen: ${chats(reason.load)} in progress as well, but took one more recently.`
    case 'alreadyTried':
      return `${agentName} comes later: ${tried[reason.outcome]}.`
    case 'inactive':
      return `${agentName} was skipped: ${inactive[reason.reason] ?? 'inactive'}.`
    case 'notConnected':
      return `${agentName} was skipped: no workstation connected.`
    case 'atLimit':
      return `${agentName} was skipped: at the limit of ${reason.limit}.`
    case 'declinedJustNow':
      return `${agentName} was skipped: declined it a moment ago.`
    case 'fewestChats':
    case 'longestWithoutTaking':
    case 'forEverybody':
      return `${agentName} could take it too.`
    default:
      return assertNever(reason)
  }
}

const tried = {
  missed: 'missed the offer of this chat before',
  declined: 'declined this chat before',
  withdrawn: 'the offer of this chat was taken back before',
} as const

const inactive: Readonly<Record<string, string>> = {
  missedOffer: 'inactive since missing an offer',
  chosen: 'set to inactive',
  idle: 'inactive, idle for too long',
  away: 'inactive, away from the workstation',
}

/** Stored as a bare reason: "new chat", "an agent became active". */
const because = (reason: string): string => (reason === 'new chat' ? 'it is a new chat' : reason)

const chats = (count: number): string => (count === 1 ? '1 chat' : `${count} chats`)
const namesOf = (candidates: readonly Candidate[]): string[] => candidates.map(one => one.agentName)
const list = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names)

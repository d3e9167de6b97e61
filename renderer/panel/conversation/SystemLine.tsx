// What Parley did, in words: opened, accepted, transferred, closed.
import { assertNever } from '../../../main/domain/assert-never.ts'
import type { MessageView } from '../../../preload/views.ts'
import { Rich } from '../../parts/Rich.tsx'
import { openCase } from '../../stores/place.ts'
import { useSession } from '../../stores/session.ts'
import { fullTime, timeOf, timerOf } from '../../words/formats.ts'
import { programFirst, programOf } from '../../words/program.ts'
import { type Facts, t, type Word } from '../../words/words.ts'
import classes from './Timeline.module.css'

export const SystemLine = ({ message }: { readonly message: MessageView }) => {
  const me = useSession(session => session.me?.agent.name ?? '')
  const { word, facts, comment } = wordsOf(message, me)
  return (
    <div className={classes.system} title={fullTime(message.at)}>
      {word === null ? (
        message.text
      ) : (
        <Rich
          word={word}
          facts={{ ...facts, time: timeOf(message.at) }}
          marks={{ b: text => <b>{text}</b>, case: text => <CaseLink message={message}>{text}</CaseLink> }}
        />
      )}
      {comment === undefined || comment === '' ? null : (
        <span className={classes.comment} dir="auto">
          {comment}
        </span>
      )}
    </div>
  )
}

const CaseLink = ({ message, children }: { readonly message: MessageView; readonly children: string }) => {
  const line = message.system
  if (line?.code !== 'caseCreated') return children
  return (
    <button type="button" className={classes.caseLink} onClick={() => openCase(line.caseId)}>
      {children}
    </button>
  )
}

interface Wording {
  readonly word: Word | null
  readonly facts: Facts
  readonly comment?: string | undefined
}

const wordsOf = (message: MessageView, me: string): Wording => {
  const line = message.system
  const nameOf = (name: string) => (name === me ? t('you.by') : name)
  if (line === null) return { word: null, facts: {} }
  switch (line.code) {
    case 'opened':
      return { word: 'system.opened', facts: {} }
    case 'customerClosed':
      return { word: 'system.customerClosed', facts: {} }
    case 'accepted':
      return { word: 'system.accepted', facts: { name: nameOf(line.agentName), waited: timerOf(line.waitedMs) } }
    case 'transferred':
      return {
        word: 'system.transferred',
        facts: { name: nameOf(line.byName), to: toOf(line.toAgentName, line.toQueueName, me) },
        comment: line.comment,
      }
    case 'takenOver':
      return { word: 'system.takenOver', facts: { name: nameOf(line.agentName), from: fromOf(line.fromName, me) } }
    case 'handedBack':
      return { word: 'system.handedBack', facts: { name: fromOf(line.agentName, me) }, comment: line.reason }
    case 'heldBack':
      return { word: 'system.heldBack', facts: {} }
    case 'closed':
      if (line.reason === 'banned')
        return { word: 'system.closed.banned', facts: { name: nameOf(line.agentName ?? '') } }
      if (line.agentName !== undefined) return { word: 'system.closedBy', facts: { name: nameOf(line.agentName) } }
      return { word: `system.closed.${line.reason}`, facts: {} }
    case 'outOfHours':
    case 'process':
    case 'network':
    case 'program':
    case 'unreachable':
    case 'reachable':
      return { word: null, facts: {} }
    case 'heldByOthers':
    case 'controlAsked':
      return { word: `system.${line.code}`, facts: { program: programFirst(line.program) } }
    case 'handedToUs':
      return { word: 'system.handedToUs', facts: { program: programOf(line.program) } }
    case 'controlTaken':
      return { word: 'system.controlTaken', facts: { name: nameOf(line.agentName) } }
    case 'controlReturned':
      return { word: 'system.controlReturned', facts: {} }
    case 'controlKept':
      return { word: 'system.controlKept', facts: {}, comment: line.reason }
    case 'caseCreated':
      return line.agentName === null
        ? { word: 'system.caseCreated', facts: { number: line.number } }
        : { word: 'system.caseCreatedBy', facts: { number: line.number, name: nameOf(line.agentName) } }
    default:
      return assertNever(line)
  }
}

const toOf = (agent: string | undefined, queue: string | undefined, me: string): string =>
  agent === undefined ? (queue ?? '') : fromOf(agent, me)

const fromOf = (name: string, me: string): string => (name === me ? t('you.whom') : name)

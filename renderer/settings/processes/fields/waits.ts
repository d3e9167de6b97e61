// How long a timer waits, as the editor asks for it and as BPMN keeps it: an ISO 8601 duration, or a date.
import { type Make, type Node, nodeIn, nodesIn, textIn } from '../canvas/element.ts'

export const waitUnits = ['seconds', 'minutes', 'hours', 'days'] as const
export type WaitUnit = (typeof waitUnits)[number]

export interface WaitForm {
  /** own: a duration that is no plain number of one unit. */
  readonly mode: WaitUnit | 'own' | 'date'
  readonly text: string
}

const letters: Readonly<Record<WaitUnit, readonly [string, string]>> = {
  seconds: ['PT', 'S'],
  minutes: ['PT', 'M'],
  hours: ['PT', 'H'],
  days: ['P', 'D'],
}

export const timerOf = (node: Node): Node | null =>
  nodesIn(node, 'eventDefinitions').find(({ $type }) => $type === 'bpmn:TimerEventDefinition') ?? null

export const readWait = (node: Node): WaitForm => {
  const timer = timerOf(node)
  const date = timer === null ? null : nodeIn(timer, 'timeDate')
  if (date !== null) return { mode: 'date', text: textIn(date, 'body') }
  const duration = timer === null ? null : nodeIn(timer, 'timeDuration')
  const text = duration === null ? '' : textIn(duration, 'body')
  for (const unit of waitUnits) {
    const [before, after] = letters[unit]
    const number = new RegExp(`^${before}(\\d+)${after}$`).exec(text)?.[1]
    if (number !== undefined) return { mode: unit, text: number }
  }
  return { mode: 'own', text }
}

/** Of the timer, not of the event. */
export const waitProperties = (make: Make, { mode, text }: WaitForm): Readonly<Record<string, unknown>> => {
  const body = mode === 'own' || mode === 'date' ? text : `${letters[mode][0]}${text.trim() || '0'}${letters[mode][1]}`
  const expression = make('bpmn:FormalExpression', { body })
  return {
    timeDuration: mode === 'date' ? undefined : expression,
    timeDate: mode === 'date' ? expression : undefined,
    timeCycle: undefined,
  }
}

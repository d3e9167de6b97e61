// Where a run stands, on its diagram: steps that are done, those it waits at, and those that failed with their reason.
import type { RunView } from '../../../../preload/views.ts'
import type { Badge, Mark } from '../canvas/marks.ts'

const marksOf: Readonly<Record<RunView['steps'][number]['status'], Mark | null>> = {
  due: 'here',
  waiting: 'here',
  done: 'passed',
  failed: 'failed',
  withdrawn: null,
}
/** Of several visits to an element the one that wants a person counts. */
const rank: readonly (Mark | null)[] = ['failed', 'here', 'passed', null]

export const runMarks = (steps: RunView['steps']) => {
  const marks = new Map<string, Mark>()
  for (const { elementId, status } of steps) {
    const mark = marksOf[status]
    const held = marks.get(elementId) ?? null
    if (mark !== null && rank.indexOf(mark) < rank.indexOf(held)) marks.set(elementId, mark)
  }
  const badges: Badge[] = steps
    .filter(({ status, elementId }) => status === 'failed' && marks.get(elementId) === 'failed')
    .map(({ elementId, reason }) => ({ elementId, tone: 'error', text: '!', title: reason ?? '' }))
  return { marks, badges }
}

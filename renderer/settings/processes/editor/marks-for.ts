// What the diagram is marked with: its problems, or the way of a try with the number of each step.
import type { DryRunView, ProcessProblemView } from '../../../../preload/views.ts'
import type { Badge, Mark } from '../canvas/marks.ts'

export interface Marked {
  readonly marks: ReadonlyMap<string, Mark>
  readonly badges: readonly Badge[]
}

export const marksFor = (problems: readonly ProcessProblemView[], tried: DryRunView | null): Marked =>
  tried === null || tried.steps.length === 0 ? ofProblems(problems) : ofTry(tried)

const ofProblems = (problems: readonly ProcessProblemView[]): Marked => {
  const byElement = Map.groupBy(
    problems.filter(problem => problem.elementId !== null),
    problem => problem.elementId ?? '',
  )
  const marks = new Map<string, Mark>()
  const badges: Badge[] = []
  for (const [elementId, own] of byElement) {
    const tone = own.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
    marks.set(elementId, tone)
    badges.push({ elementId, tone, text: '!', title: own.map(({ sentence }) => sentence).join('\n') })
  }
  return { marks, badges }
}

const ofTry = ({ steps, finished }: DryRunView): Marked => {
  const marks = new Map<string, Mark>(steps.map(({ elementId }) => [elementId, 'passed']))
  const last = steps.at(-1)
  if (!finished && last !== undefined) marks.set(last.elementId, 'failed')
  const numbers = Map.groupBy(
    steps.map((step, at) => ({ ...step, at: at + 1 })),
    ({ elementId }) => elementId,
  )
  return {
    marks,
    badges: [...numbers].map(([elementId, own]) => ({
      elementId,
      tone: marks.get(elementId) === 'failed' ? 'error' : 'ok',
      text: own.map(({ at }) => at).join(', '),
      title: own.map(({ sentence }) => sentence).join('\n'),
    })),
  }
}

// What a run is at, in words: of several open steps the one that tells most.
import type { RunView } from '../../../preload/views.ts'
import { timeOf, whenOf } from '../../words/formats.ts'
import type { Facts, Word } from '../../words/words.ts'

export interface RunWords {
  readonly word: Word
  readonly facts: Facts
  readonly isWaiting: boolean
}

export const runWords = (run: RunView, now: number): RunWords => {
  const name = run.actionCaption
  if (run.status === 'failed')
    return { word: 'run.failed', facts: { name, reason: run.reason ?? '' }, isWaiting: false }
  const open = run.steps.filter(({ status }) => status === 'due' || status === 'waiting')
  const retried = open.find(({ nextTryAt, reason }) => nextTryAt !== null && reason !== null)
  if (retried !== undefined)
    return {
      word: 'run.again',
      facts: { name, step: retried.name, time: timeOf(retried.nextTryAt ?? now), reason: retried.reason ?? '' },
      isWaiting: true,
    }
  const working = open.find(({ status }) => status === 'due')
  if (working !== undefined) return { word: 'run.working', facts: { name, step: working.name }, isWaiting: false }
  const timer = open.find(({ dueAt }) => dueAt !== null)
  const asked = open.find(({ kind }) => kind === 'askAgent')
  if (asked !== undefined) return { word: 'run.asks', facts: { name, step: asked.name }, isWaiting: true }
  if (timer !== undefined)
    return {
      word: 'run.waits',
      facts: { name, step: timer.name, time: whenOf(timer.dueAt ?? now, now) },
      isWaiting: true,
    }
  return { word: 'run.begins', facts: { name }, isWaiting: false }
}

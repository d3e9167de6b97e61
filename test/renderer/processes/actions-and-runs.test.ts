// The form of a chat action, the lines about runs, where a run stands on its diagram, and what a form of a process holds.
import { describe, expect, test } from 'vitest'
import type { AgentFormView, ChatActionView, RunView } from '../../../preload/views.ts'
import { runWords } from '../../../renderer/panel/actions/run-words.ts'
import { actionForm, actionInput, checkAction, emptyAction } from '../../../renderer/settings/actions/action-form.ts'
import { marksFor } from '../../../renderer/settings/processes/editor/marks-for.ts'
import { runMarks } from '../../../renderer/settings/processes/runs/run-marks.ts'
import { valuesOf } from '../../../renderer/stores/runs.ts'
import { morning } from '../../kit/hand-clock.ts'

const anAction = (more: Partial<ChatActionView> = {}): ChatActionView => ({
  id: 'action-1',
  caption: 'Create case',
  icon: 'briefcase',
  queueId: null,
  processId: 'process-1',
  processName: 'Create case from chat',
  runnable: true,
  position: 1,
  shortcut: 'c',
  version: 1,
  ...more,
})

type Step = RunView['steps'][number]
const aStep = (more: Partial<Step> = {}): Step => ({
  id: 'step-1',
  elementId: 'Task_1',
  name: 'Ask the shop',
  kind: 'httpRequest',
  status: 'due',
  attempts: 0,
  nextTryAt: null,
  dueAt: null,
  reason: null,
  outcome: null,
  startedAt: morning,
  endedAt: null,
  ...more,
})
const aRun = (steps: readonly Step[], more: Partial<RunView> = {}): RunView => ({
  id: 'run-1',
  processId: 'process-1',
  processName: 'Refund an order',
  versionNumber: 1,
  actionCaption: 'Refund',
  chatId: 'chat-1',
  chatNumber: 128,
  contactName: 'Amara Okafor',
  status: 'running',
  reason: null,
  startedAt: morning,
  startedByName: 'Nadia Berger',
  endedAt: null,
  steps: [...steps],
  ...more,
})

describe('the form of a chat action', () => {
  test('comes back as it was stored', () => {
    const action = anAction({ queueId: 'queue-1', shortcut: 'R' })
    const { caption, icon, queueId, processId } = action
    expect(actionInput(actionForm(action))).toEqual({ caption, icon, queueId, processId, shortcut: 'r' })
  })

  test('says what is missing, at its field', () => {
    const wrong = checkAction([])(emptyAction)
    expect(Object.keys(wrong).sort()).toEqual(['caption', 'processId'])
  })

  test.each([
    ['in all queues, against one queue', null, 'queue-1', true],
    ['in one queue, against all', 'queue-1', '', true],
    ['in the same queue', 'queue-1', 'queue-1', true],
    ['in different queues', 'queue-1', 'queue-2', false],
  ])('a key that another action has %s', (_, theirs, mine, isTaken) => {
    const form = { ...emptyAction, caption: 'Refund', processId: 'process-1', shortcut: 'C', queueId: mine }
    const wrong = checkAction([anAction({ queueId: theirs })])(form)
    expect(wrong.shortcut === undefined).toBe(!isTaken)
    if (isTaken) expect(wrong.shortcut).toContain('Create case')
  })

  test.each(['..', 'ab', '+', ' é'])('the key “%s” is refused', shortcut => {
    expect(checkAction([])({ ...actionForm(anAction()), shortcut }).shortcut).toBeDefined()
  })
})

describe('the line about a run', () => {
  test.each([
    ['run.begins', []],
    ['run.working', [aStep()]],
    ['run.again', [aStep({ attempts: 2, nextTryAt: morning + 60_000, reason: 'No answer.' })]],
    ['run.asks', [aStep({ status: 'waiting', kind: 'askAgent' })]],
    ['run.waits', [aStep({ status: 'waiting', kind: 'wait', dueAt: morning + 60_000 })]],
    // Of two open steps the one that is at work tells more than the one that waits.
    ['run.working', [aStep({ status: 'waiting', kind: 'wait', dueAt: morning + 60_000 }), aStep()]],
  ] as const)('says %s', (word, steps) => {
    expect(runWords(aRun(steps), morning).word).toBe(word)
  })

  test('of a failed one says why', () => {
    const { word, facts } = runWords(aRun([], { status: 'failed', reason: 'No such host.' }), morning)
    expect([word, facts.reason]).toEqual(['run.failed', 'No such host.'])
  })
})

test('a run stands at its open steps; an element that failed on one visit has failed, whatever came of the other', () => {
  const steps = [
    aStep({ elementId: 'A', status: 'done' }),
    aStep({ elementId: 'B', status: 'failed', reason: 'No such host.' }),
    aStep({ elementId: 'B', status: 'done' }),
    aStep({ elementId: 'C', status: 'waiting' }),
    aStep({ elementId: 'D', status: 'withdrawn' }),
  ]
  const { marks, badges } = runMarks(steps)
  expect(Object.fromEntries(marks)).toEqual({ A: 'passed', B: 'failed', C: 'here' })
  expect(badges.map(({ elementId, title }) => [elementId, title])).toEqual([['B', 'No such host.']])
})

describe('the marks of a diagram', () => {
  const problem = { elementId: 'A', elementName: 'A', field: null } as const
  test('are its problems, the worst of each element', () => {
    const { marks, badges } = marksFor(
      [
        { ...problem, severity: 'warning', sentence: 'One.' },
        { ...problem, severity: 'error', sentence: 'Two.' },
        { ...problem, elementId: null, severity: 'error', sentence: 'The whole.' },
      ],
      null,
    )
    expect([...marks]).toEqual([['A', 'error']])
    expect(badges.map(({ title }) => title)).toEqual(['One.\nTwo.'])
  })

  test('or the way of a try, with the number of each step, and where it stopped', () => {
    const step = (elementId: string) => ({ elementId, name: elementId, kind: 'addNote', sentence: '' })
    const tried = { steps: ['A', 'B', 'A'].map(step), finished: false, sentence: 'It stopped.', problems: [] }
    const { marks, badges } = marksFor([], tried)
    expect(Object.fromEntries(marks)).toEqual({ A: 'failed', B: 'passed' })
    expect(badges.map(({ text }) => text)).toEqual(['1, 3', '2'])
  })
})

test('a form holds what is typed, else what the workstation kept, else what the process fills in', () => {
  const field = {
    name: 'amount',
    label: 'Amount',
    type: 'number',
    required: true,
    defaultValue: 5,
    options: [],
  } as const
  const form: AgentFormView = {
    stepId: 'step-1',
    runId: 'run-1',
    chatId: 'chat-1',
    processName: 'Refund',
    title: 'How much?',
    fields: [{ ...field, options: [] }],
    draft: null,
    since: morning,
  }
  expect(valuesOf(form, new Map())).toEqual({ amount: 5 })
  const kept = { ...form, draft: { amount: 7 } }
  expect(valuesOf(kept, new Map())).toEqual({ amount: 7 })
  expect(valuesOf(kept, new Map([['step-1', { amount: null }]]))).toEqual({ amount: null })
})

// "Try it on a chat": goes through a diagram step by step as a run would, does nothing, calls nobody, and says what it would do.
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import type { AgentId, Ids } from '../domain/ids.ts'
import { checkForm, type FormValues } from '../domain/process-form.ts'
import { isRefusal } from '../domain/refusal.ts'
import type { Completion, Interpreter, OpenStep, Variables } from '../services/process-interpreter.ts'
import type { DryRun } from '../services/process-verbs.ts'
import type { Reads } from '../storage/store.ts'
import { factsOf } from './facts.ts'
import { formOf } from './form-of.ts'
import { wouldDo } from './would-do.ts'

/** A process that goes round is not followed for ever. */
const mostSteps = 100

export const dryRun = async (trial: {
  readonly store: Reads
  readonly clock: Clock
  readonly ids: Ids
  readonly interpreter: Interpreter
  readonly chat: Chat
  readonly startedBy: AgentId
  readonly xml: string
  /** By the element of the form. */
  readonly answers: Readonly<Record<string, FormValues>>
}): Promise<DryRun> => {
  const { store, clock, ids, interpreter, chat, startedBy, xml, answers } = trial
  const problems = await interpreter.check(xml)
  if (problems.some(({ severity }) => severity === 'error'))
    return { steps: [], finished: false, sentence: 'The diagram has errors. Mend them first.', problems }
  const facts = await factsOf(store, chat, startedBy)
  const secretNames = (await store.processSecrets.all()).map(({ name }) => name)
  const nonce = ids.secret(12).replace(/[^A-Za-z0-9]/g, '')
  const steps: DryRun['steps'][number][] = []
  let at: {
    state: string | null
    variables: Variables
    entered: number
    completions: readonly Completion[]
    known: readonly string[]
  } = { state: null, variables: {}, entered: 0, completions: [], known: [] }
  let now = clock.now()
  for (;;) {
    const moved = await interpreter.move({ xml, facts, secretNames, nonce, now, ...at })
    if ('stuck' in moved) return { steps, finished: false, sentence: moved.sentence, problems }
    if (moved.ended) return { steps, finished: true, sentence: 'It would come to its end.', problems }
    // A timer last: whatever else can go on goes on before.
    const next = moved.open.find(({ kind }) => kind !== 'wait') ?? earliest(moved.open)
    if (next === undefined) return { steps, finished: false, sentence: 'It would stand still here.', problems }
    if (steps.length >= mostSteps)
      return { steps, finished: false, sentence: `It would go on. These are its first ${mostSteps} steps.`, problems }
    now = Math.max(now, next.dueAt ?? now)
    const { elementId, name, kind } = next
    steps.push({ elementId, name, kind, sentence: wouldDo(next, nonce) })
    const variables = answerOf(next, answers[elementId])
    if (typeof variables === 'string') return { steps, finished: false, sentence: variables, problems }
    const { state, entered } = moved
    at = {
      state,
      entered,
      variables: moved.variables,
      completions: [{ executionId: next.executionId, variables }],
      known: [],
    }
  }
}

const earliest = (open: readonly OpenStep[]): OpenStep | undefined =>
  open.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]

/** What a step would leave behind; a sentence when what was answered will not do. */
const answerOf = ({ kind, input }: OpenStep, given: FormValues | undefined): Variables | string => {
  if (kind === 'askAgent') {
    const { fields } = formOf(input)
    const defaults = Object.fromEntries(fields.map(field => [field.name, field.defaultValue]))
    if (given === undefined) return defaults
    const answered = checkForm(fields, { ...defaults, ...given })
    return isRefusal(answered) ? answered.sentence : answered
  }
  const result = input.result
  return typeof result === 'string' ? { [result]: examples[kind] ?? {} } : {}
}

/** What tasks would find out, when nobody is asked. */
const examples: Readonly<Record<string, Variables>> = {
  createCase: { caseId: 'example', number: 1 },
  sendMessage: { messageId: '1' },
  addNote: { messageId: '1' },
  notify: { count: 1 },
  httpRequest: { status: 200, body: {} },
}

// Moves a run on: puts the engine where the run stood, tells it which steps are over, and says where it stands then.
import { Engine } from 'bpmn-engine'
import { BpmnModdle } from 'bpmn-moddle'
import { runLimits } from '../../domain/process-run.ts'
import type { TaskKind } from '../../domain/process-tasks.ts'
import type { Move, Moved, OpenStep, Stuck, Variables } from '../../services/process-interpreter.ts'
import { checkDiagram } from '../diagram/check-diagram.ts'
import { conditionOf } from '../diagram/check-tasks.ts'
import { calledOf, type Element, manyOf, oneOf, textOf } from '../diagram/element.ts'
import { feel } from '../diagram/feel.ts'
import { allWithin, readDiagram } from '../diagram/read-diagram.ts'
import { filledFields, filledForm, isServiceTask, kindOf, resultOf } from '../diagram/task-fields.ts'
import { fill } from '../diagram/template.ts'
import { setPresent } from './own-time.ts'
import { secretMark } from './secret-mark.ts'
import { skeletonOf } from './skeleton.ts'

interface Plan {
  readonly elements: ReadonlyMap<string, Element>
  readonly skeleton: string
}

/** What the engine waits for, by its name of the visit. */
interface Waiting {
  readonly element: Element
  readonly kind: TaskKind
  readonly dueAt: number | null
  readonly done: () => void
}

class TooMuch extends Error {}

const plans = new Map<string, Plan | string>()
const plansKept = 10

const planOf = async (xml: string): Promise<Plan | string> => {
  const known = plans.get(xml)
  if (known !== undefined) return known
  const diagram = await readDiagram(xml)
  const plan = typeof diagram === 'string' ? diagram : readPlan(diagram)
  if (plans.size >= plansKept) plans.delete(plans.keys().next().value ?? '')
  plans.set(xml, plan)
  return plan
}

const readPlan = (diagram: Exclude<Awaited<ReturnType<typeof readDiagram>>, string>): Plan | string => {
  const fault = checkDiagram(diagram).find(({ severity }) => severity === 'error')
  const [process] = diagram.processes
  if (fault !== undefined || process === undefined) return fault?.sentence ?? 'There is nothing to do in this diagram.'
  const elements = new Map(allWithin(process).map(element => [element.id ?? '', element]))
  return { elements, skeleton: skeletonOf(process) }
}

/** `tell`: at which element something begins that may take long. */
export const move = async (asked: Move, tell: (elementId: string) => void): Promise<Moved | Stuck> => {
  const plan = await planOf(asked.xml)
  if (typeof plan === 'string') return stuck(null, plan)
  return new Mover(plan, asked, tell).run()
}

const stuck = (elementId: string | null, sentence: string): Stuck => ({ stuck: true, elementId, sentence })

class Mover {
  readonly #plan: Plan
  readonly #asked: Move
  readonly #tell: (elementId: string) => void
  readonly #waiting = new Map<string, Waiting>()
  #variables: Variables
  #entered: number
  #at: string | null = null
  #ended = false
  #trouble: Stuck | null = null

  constructor(plan: Plan, asked: Move, tell: (elementId: string) => void) {
    this.#plan = plan
    this.#asked = asked
    this.#tell = tell
    this.#variables = asked.variables
    this.#entered = asked.entered
  }

  async run(): Promise<Moved | Stuck> {
    try {
      const saved = this.#asked.state === null ? null : parseState(this.#asked.state)
      const engine = await this.#engine()
      // As of then nothing was due yet; what is due by now is said by the completions alone.
      setPresent(saved?.at ?? this.#asked.now)
      const listener = { emit: (name: string, api: unknown) => this.#heard(name, api) }
      if (saved === null) await engine.execute({ listener })
      else await engine.recover(saved.engine).resume({ listener })
      setPresent(this.#asked.now)
      for (const { executionId, variables } of this.#asked.completions) this.#complete(executionId, variables)
      if (this.#trouble !== null) return this.#trouble
      const open = (this.#ended ? [] : [...this.#waiting]).map(([executionId, waiting]) =>
        this.#openStep(executionId, waiting),
      )
      if (JSON.stringify(this.#variables).length > runLimits.variables)
        return stuck(this.#at, 'The values of this process have grown beyond 1 MB. Keep less of them.')
      const state = withoutSource(await engine.getState())
      return {
        state: JSON.stringify({ at: this.#asked.now, engine: state }),
        variables: this.#variables,
        entered: this.#entered,
        open,
        ended: this.#ended,
      }
    } catch (error) {
      if (this.#trouble !== null) return this.#trouble
      if (error instanceof TooMuch) return stuck(this.#at, error.message)
      return stuck(this.#at, `The process cannot go on: ${error instanceof Error ? error.message : String(error)}.`)
    }
  }

  async #engine(): Promise<Engine> {
    const engine = new Engine({
      name: 'run',
      moddleContext: await new BpmnModdle().fromXML(this.#plan.skeleton),
      settings: { disableTrackState: true },
      // No JavaScript of a diagram is ever run: these take the place of the engine's own scripts and expressions.
      scripts: { register: () => {}, getScript: (_language: string, { id }: { id: string }) => this.#condition(id) },
      expressions: { resolveExpression: (text: unknown) => (typeof text === 'string' ? this.#timer(text) : text) },
      timers: this.#timers(),
      extensions: { parley: (activity: object) => this.#serve(activity) },
    })
    engine.on('error', (error: Error) => {
      this.#trouble ??= stuck(this.#at, `${sentenceOf(error)}.`)
    })
    engine.on('end', () => {
      this.#ended = true
    })
    return engine
  }

  #heard(name: string, api: unknown): void {
    const { id, executionId } = idsOf(api)
    if (name === 'activity.enter') this.#enter(id)
    // Called off by a timer at its edge, or by the end of everything.
    if (name === 'activity.leave' || name === 'activity.discard') this.#waiting.delete(executionId)
    const element = this.#plan.elements.get(id)
    if (name !== 'activity.wait' || element === undefined || executionId === '') return
    const signal = methodOf(api, 'signal')
    this.#wait(executionId, { element, kind: 'askAgent', dueAt: null, done: () => signal({}) })
  }

  #enter(id: string): void {
    this.#at = id
    this.#entered++
    if (this.#entered <= runLimits.entered) return
    throw new TooMuch(`The process has gone through ${runLimits.entered} elements. Look for a loop without an end.`)
  }

  #wait(executionId: string, waiting: Waiting): void {
    this.#waiting.set(executionId, waiting)
    if (this.#waiting.size > runLimits.openSteps)
      throw new TooMuch(
        `The process does more than ${runLimits.openSteps} things at once. Draw fewer ways that go on together.`,
      )
  }

  /** Gives a service task the one service that there is: it waits until the step is over. */
  #serve(activity: object) {
    const nothing = { activate: () => {}, deactivate: () => {} }
    const { id } = idsOf(activity)
    const element = this.#plan.elements.get(id)
    const behaviour: unknown = Reflect.get(activity, 'behaviour')
    const kind = element === undefined || !isServiceTask(element) ? null : kindOf(element)
    if (element === undefined || kind === null || typeof behaviour !== 'object' || behaviour === null) return nothing
    const wait = (executionId: string, done: () => void) =>
      this.#wait(executionId, { element, kind, dueAt: null, done })
    const drop = (executionId: string) => void this.#waiting.delete(executionId)
    Reflect.set(behaviour, 'Service', function service() {
      let visit = ''
      return {
        execute: (message: { content: { executionId: string } }, callback: (error: null, output: object) => void) => {
          visit = message.content.executionId
          wait(visit, () => callback(null, {}))
        },
        discard: () => drop(visit),
      }
    })
    return nothing
  }

  #timers() {
    const clearTimeout = (timer: { readonly timerId: string } | undefined) =>
      void this.#waiting.delete(timer?.timerId ?? '')
    const setTimeout = () => {
      throw new Error('a timer belongs to no event')
    }
    return {
      executing: [],
      setTimeout,
      clearTimeout,
      register: (owner: unknown) => ({
        clearTimeout,
        setTimeout: (handler: CallableFunction, delayMs: number) => {
          const { id, executionId } = idsOf(owner)
          const done = () => void Reflect.apply(handler, undefined, [])
          const element = this.#plan.elements.get(id)
          if (element === undefined) throw new Error('a timer belongs to no event')
          this.#wait(executionId, { element, kind: 'wait', dueAt: Date.now() + delayMs, done })
          return { timerId: executionId, callback: handler, delay: delayMs, timerRef: null, owner }
        },
      }),
    }
  }

  /** Of a flow of the skeleton, whose condition stands in the diagram. */
  #condition(id: string) {
    const flow = this.#plan.elements.get(id)
    const condition = flow === undefined ? null : conditionOf(flow)
    return {
      execute: (_scope: unknown, callback: (error: Error | null, holds?: boolean) => void) => {
        this.#begin(id)
        callback(null, condition !== null && feel(condition.text, this.#known()) === true)
      },
    }
  }

  #timer(id: string): string {
    const element = this.#plan.elements.get(id)
    const definition = element === undefined ? undefined : manyOf(element, 'eventDefinitions')[0]
    if (definition === undefined) return id
    this.#begin(id)
    const expression = oneOf(definition, 'timeDate') ?? oneOf(definition, 'timeDuration')
    return fill(expression === null ? '' : (textOf(expression, 'body') ?? ''), this.#known()).trim()
  }

  #openStep(executionId: string, { element, kind, dueAt }: Waiting): OpenStep {
    const elementId = element.id ?? ''
    const step = { executionId, elementId, name: calledOf(element), kind, dueAt }
    if (kind === 'wait' || this.#asked.known.includes(executionId)) return { ...step, input: {} }
    this.#begin(elementId)
    if (kind === 'askAgent') return { ...step, input: filledForm(element, this.#known()) }
    const fields = filledFields(element, { ...this.#known(), secrets: this.#secrets() })
    return { ...step, input: { ...fields, result: resultOf(element), nonce: this.#asked.nonce } }
  }

  #complete(executionId: string, variables: Variables): void {
    const waiting = this.#waiting.get(executionId)
    if (waiting === undefined || this.#trouble !== null) return
    this.#waiting.delete(executionId)
    this.#variables = { ...this.#variables, ...variables }
    waiting.done()
  }

  #begin(elementId: string): void {
    this.#at = elementId
    this.#tell(elementId)
  }

  #known(): Variables {
    return { ...this.#variables, ...this.#asked.facts }
  }

  #secrets(): Variables {
    return Object.fromEntries(this.#asked.secretNames.map(name => [name, secretMark(name, this.#asked.nonce)]))
  }
}

const idsOf = (api: unknown): { readonly id: string; readonly executionId: string } => {
  const part = (name: string): string => {
    if (typeof api !== 'object' || api === null) return ''
    const own: unknown = Reflect.get(api, name)
    if (typeof own === 'string') return own
    const content: unknown = Reflect.get(api, 'content')
    const inner: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, name) : null
    return typeof inner === 'string' ? inner : ''
  }
  return { id: part('id'), executionId: part('executionId') }
}

const methodOf = (api: unknown, name: string): ((message: object) => void) => {
  const method: unknown = typeof api === 'object' && api !== null ? Reflect.get(api, name) : null
  return message => void (typeof method === 'function' && Reflect.apply(method, api, [message]))
}

type EngineState = Parameters<Engine['recover']>[0]

/** The diagram is kept with the process, once. */
const withoutSource = (state: EngineState): EngineState =>
  JSON.parse(JSON.stringify(state, (name, value: unknown) => (name === 'source' ? undefined : value)))

const parseState = (text: string): { readonly at: number; readonly engine: EngineState } => JSON.parse(text)

const sentenceOf = (error: Error): string => {
  if (/no conditional flow taken/i.test(error.message)) return 'No condition holds here, and no way is the default'
  return `The process cannot go on: ${error.message.replace(/\.$/, '')}`
}

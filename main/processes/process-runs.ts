// Runs as agents have them: begun by an action, looked at, retried, cancelled; and the forms they wait for.

import type { Clock } from '../domain/clock.ts'
import { asId, type ChatActionId, type ChatId, type Ids, type RunId, type StepId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import { checkForm, type FormValues } from '../domain/process-form.ts'
import type { ProcessRun } from '../domain/process-run.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Actor, Done } from '../services/actor.ts'
import type { Interpreter } from '../services/process-interpreter.ts'
import type { AgentForm, RunCard, RunVerbs } from '../services/process-verbs.ts'
import { ownedBy, seenChat } from '../services/visibility.ts'
import type { Reads, Store, Transaction } from '../storage/store.ts'
import { dryRun } from './dry-run.ts'
import { formOf } from './form-of.ts'
import { tellRun, writeLine } from './record.ts'

const runsOfChat = 50

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly interpreter: Interpreter
  readonly kick: () => void
}

export class ProcessRuns implements RunVerbs {
  readonly #parts: Parts
  readonly #store: Store

  constructor(parts: Parts) {
    this.#parts = parts
    this.#store = parts.store
  }

  async run(actor: Actor, chatId: ChatId, actionId: ChatActionId, idempotencyKey?: string): Promise<RunCard | Refusal> {
    const key = idempotencyKey === undefined ? null : `${actor.agentId}:${idempotencyKey}`
    const begun = await this.#store.transact(async tx => {
      const known = key === null ? null : await tx.runs.byIdempotencyKey(key)
      return known ?? this.#begin(tx, actor, chatId, actionId, key)
    })
    if (isRefusal(begun)) return begun
    this.#parts.kick()
    return cardOf(this.#store, begun)
  }

  async #begin(
    tx: Transaction,
    actor: Actor,
    chatId: ChatId,
    actionId: ChatActionId,
    key: string | null,
  ): Promise<ProcessRun | Refusal> {
    const chat = await mayWrite(tx, actor, chatId)
    if (isRefusal(chat)) return chat
    const action = (await tx.chatActions.ofQueue(chat.queueId)).find(({ id }) => id === actionId)
    if (action === undefined)
      return refuse('notFound', 'There is no such action in this chat. Open the menu again.', { field: 'actionId' })
    const process = await tx.processes.get(action.processId)
    if (process === null || process.publishedNumber === null)
      return refuse('notFound', `${action.caption} cannot be run any more. Open the menu again.`)
    const now = this.#parts.clock.now()
    const run: ProcessRun = {
      id: asId(this.#parts.ids.next()),
      processId: process.id,
      versionNumber: process.publishedNumber,
      processName: process.name,
      chatId,
      contactId: chat.contactId,
      startedBy: actor.agentId,
      actionId,
      actionCaption: action.caption,
      status: 'running',
      reason: null,
      variables: {},
      state: null,
      entered: 0,
      revision: 1,
      startedAt: now,
      endedAt: null,
    }
    await tx.runs.insert(run, key)
    const name = (await tx.agents.get(actor.agentId))?.name ?? ''
    await writeLine(tx, run, 'started', `${name} started ${action.caption}`, now)
    await tellRun(tx, run, now)
    return run
  }

  async ofChat(actor: Actor, chatId: ChatId): Promise<readonly RunCard[] | Refusal> {
    const chat = await seenChat(this.#store, actor, chatId)
    if (isRefusal(chat)) return chat
    const runs = await this.#store.runs.list({ chatId, limit: runsOfChat })
    return Promise.all(runs.map(run => cardOf(this.#store, run)))
  }

  async list(query: Parameters<RunVerbs['list']>[0]) {
    const { runs: reads } = this.#store
    const [found, failed, running] = await Promise.all([
      reads.list(query),
      reads.count('failed'),
      reads.count('running'),
    ])
    return { runs: await Promise.all(found.map(run => cardOf(this.#store, run))), failed, running }
  }

  retry(actor: Actor, id: RunId): Promise<RunCard | Refusal> {
    return this.#change(actor, id, async (tx, run, now) => {
      if (run.status !== 'failed') return refuse('conflict', `${run.processName} has not failed.`)
      if (!(await tx.runs.update(id, { status: 'running', reason: null }, run.revision))) return meanwhile()
      for (const step of await tx.runs.steps(id))
        if (step.status === 'failed')
          await tx.runs.updateStep(step.id, { status: 'due', attempts: 0, nextTryAt: now, reason: null })
      await tellRun(tx, { ...run, status: 'running' }, now)
      return null
    })
  }

  cancel(actor: Actor, id: RunId): Promise<RunCard | Refusal> {
    return this.#change(actor, id, async (tx, run, now) => {
      if (run.status === 'finished' || run.status === 'cancelled')
        return refuse('conflict', `${run.processName} has ended already.`)
      const name = (await tx.agents.get(actor.agentId))?.name ?? ''
      const change = { status: 'cancelled', reason: `Cancelled by ${name}`, endedAt: now } as const
      if (!(await tx.runs.update(id, change, run.revision))) return meanwhile()
      for (const step of await tx.runs.steps(id))
        if (step.status !== 'done') await tx.runs.updateStep(step.id, { status: 'withdrawn', endedAt: now })
      await writeLine(tx, run, 'cancelled', `${name} cancelled ${run.processName}`, now)
      await tellRun(tx, { ...run, status: 'cancelled' }, now)
      return null
    })
  }

  async #change(
    actor: Actor,
    id: RunId,
    work: (tx: Transaction, run: ProcessRun, now: number) => Promise<Refusal | null>,
  ): Promise<RunCard | Refusal> {
    const no = await this.#store.transact(async tx => {
      const run = await tx.runs.get(id)
      const allowed = run === null ? noSuchRun() : await mayDirect(tx, actor, run)
      if (run === null || isRefusal(allowed)) return noSuchRun()
      return work(tx, run, this.#parts.clock.now())
    })
    if (no !== null) return no
    this.#parts.kick()
    const run = await this.#store.runs.get(id)
    return run === null ? noSuchRun() : cardOf(this.#store, run)
  }

  async forms(actor: Actor, chatId: ChatId): Promise<readonly AgentForm[] | Refusal> {
    const chat = await seenChat(this.#store, actor, chatId)
    if (isRefusal(chat)) return chat
    const steps = await this.#store.runs.openForms(chatId)
    return Promise.all(
      steps.map(async step => {
        const run = await this.#store.runs.get(step.runId)
        return { step, chatId, processName: run?.processName ?? '', ...formOf(step.input) }
      }),
    )
  }

  saveForm(actor: Actor, stepId: StepId, values: FormValues): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const open = await openForm(tx, actor, stepId)
      if (isRefusal(open)) return open
      const { fields } = formOf(open.step.input)
      const draft = Object.fromEntries(
        Object.entries(values).filter(([name]) => fields.some(field => field.name === name)),
      )
      await tx.runs.updateStep(stepId, { draft })
      return undefined
    })
  }

  async answerForm(actor: Actor, stepId: StepId, values: FormValues): Promise<Done | Refusal> {
    const no = await this.#store.transact(async tx => {
      const open = await openForm(tx, actor, stepId)
      if (isRefusal(open)) return open
      const { title, fields } = formOf(open.step.input)
      const output = checkForm(fields, values)
      if (isRefusal(output)) return output
      const now = this.#parts.clock.now()
      const name = (await tx.agents.get(actor.agentId))?.name ?? ''
      await tx.runs.updateStep(stepId, {
        status: 'done',
        output,
        outcome: `Answered by ${name}`,
        attempts: 1,
        draft: null,
        endedAt: now,
      })
      await writeLine(tx, open.run, 'did', `${open.run.processName}: ${name} answered ${title}`, now)
      await tellRun(tx, open.run, now)
      return undefined
    })
    if (no === undefined) this.#parts.kick()
    return no
  }

  async dryRun(actor: Actor, chatId: ChatId, xml: string, answers: Readonly<Record<string, FormValues>>) {
    const chat = await seenChat(this.#store, actor, chatId)
    if (isRefusal(chat)) return chat
    return dryRun({ ...this.#parts, chat, startedBy: actor.agentId, xml, answers })
  }
}

/** Whoever may write in the chat; supervisors may do it in another's. */
const mayWrite = async (reads: Reads, actor: Actor, chatId: ChatId) => {
  const chat = await seenChat(reads, actor, chatId)
  if (isRefusal(chat)) return chat
  const no = await ownedBy(reads, actor, chat)
  const supervises = may(actor.permissions, 'CanTakeOverChats') && chat.status !== 'closed' && chat.status !== 'bot'
  return no === null || supervises ? chat : no
}

/** A run can outlive its chat: then whoever owned it last, whoever began it, and those who set up chats direct it. */
const mayDirect = async (reads: Reads, actor: Actor, run: ProcessRun): Promise<Refusal | null> => {
  if (may(actor.permissions, 'CanManageChats')) return null
  const chat = await seenChat(reads, actor, run.chatId)
  if (isRefusal(chat)) return chat
  const mine = chat.ownerId === actor.agentId || run.startedBy === actor.agentId
  return mine || may(actor.permissions, 'CanTakeOverChats') ? null : noSuchRun()
}

const openForm = async (tx: Transaction, actor: Actor, stepId: StepId) => {
  const gone = refuse('conflict', 'This form is not asked for any more.', { field: 'stepId' })
  const step = await tx.runs.step(stepId)
  const run = step === null ? null : await tx.runs.get(step.runId)
  if (step === null || run === null || step.kind !== 'askAgent') return gone
  const no = await mayDirect(tx, actor, run)
  if (no !== null) return gone
  return step.status === 'waiting' && run.status === 'running' ? { step, run } : gone
}

const noSuchRun = (): Refusal => refuse('notFound', 'There is no such run among those you may see.', { field: 'runId' })

const meanwhile = (): Refusal => refuse('conflict', 'The process went on in the meantime. Look at it again.')

const cardOf = async (reads: Reads, run: ProcessRun): Promise<RunCard> => {
  const [steps, chat, contact, agent] = await Promise.all([
    reads.runs.steps(run.id),
    reads.chats.get(run.chatId),
    reads.contacts.get(run.contactId),
    reads.agents.get(run.startedBy),
  ])
  return {
    run,
    steps,
    chatNumber: chat?.number ?? 0,
    contactName: contact?.name ?? '',
    startedByName: agent?.name ?? '',
  }
}

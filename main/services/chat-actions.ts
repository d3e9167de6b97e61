// The set-up of chat actions: which buttons the chats of a queue have, in which order, and which process each runs.
import type { AuditDeed, AuditFields } from '../domain/audit.ts'
import type { ChatAction } from '../domain/chat-action.ts'
import { type Clock, DAY } from '../domain/clock.ts'
import { asId, type ChatActionId, type Ids } from '../domain/ids.ts'
import { nameKey } from '../domain/name-key.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Reads, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { ChatActionCard, ChatActionInput, ChatActionVerbs } from './process-verbs.ts'
import type { Doer, Done } from './verbs.ts'

export class ChatActions implements ChatActionVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(ports: { store: Store; clock: Clock; ids: Ids }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
  }

  /** What was deleted a day ago or earlier is gone for good. */
  async start(): Promise<void> {
    await this.#store.transact(async tx => {
      for (const id of await tx.chatActions.deletedBefore(this.#clock.now() - DAY)) await tx.chatActions.delete(id)
    })
  }

  async list(): Promise<readonly ChatActionCard[]> {
    return Promise.all((await this.#store.chatActions.all()).map(action => cardOf(this.#store, action)))
  }

  create(doer: Doer, input: ChatActionInput): Promise<ChatActionCard | Refusal> {
    return this.#store.transact(async tx => {
      const position = (await tx.chatActions.all()).length + 1
      const action: ChatAction = { id: asId(this.#ids.next()), ...input, position, version: 1 }
      const no = await check(tx, action)
      if (no !== null) return no
      await tx.chatActions.insert(action)
      await this.#record(tx, doer, action, 'created', { after: await recordOf(tx, action) })
      return cardOf(tx, action)
    })
  }

  update(
    doer: Doer,
    id: ChatActionId,
    change: Partial<ChatActionInput>,
    version?: number,
  ): Promise<ChatActionCard | Refusal> {
    return this.#store.transact(async tx => {
      const known = await tx.chatActions.get(id)
      if (known === null) return noSuchAction()
      if (version !== undefined && version !== known.version)
        return refuse(
          'conflict',
          `Somebody changed the action ${known.caption} in the meantime. Look at it again, then save.`,
          {
            field: 'version',
          },
        )
      if (Object.keys(change).length === 0) return cardOf(tx, known)
      const next: ChatAction = { ...known, ...change, version: known.version + 1 }
      const no = await check(tx, next)
      if (no !== null) return no
      await tx.chatActions.update(id, change)
      const before = await recordOf(tx, known)
      await this.#record(tx, doer, next, 'changed', { before, after: await recordOf(tx, next) })
      return cardOf(tx, next)
    })
  }

  reorder(doer: Doer, ids: readonly ChatActionId[]): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const all = await tx.chatActions.all()
      const stranger = ids.find(id => !all.some(action => action.id === id))
      if (stranger !== undefined) return noSuchAction()
      const order = [...new Set([...ids, ...all.map(({ id }) => id)])]
      if (order.every((id, i) => all[i]?.id === id)) return undefined
      await tx.chatActions.setOrder(order)
      const moved = order.flatMap((id, i) => {
        const action = all.find(one => one.id === id)
        return action === undefined || all[i]?.id === id ? [] : [{ action, from: all.indexOf(action) + 1, to: i + 1 }]
      })
      for (const { action, from, to } of moved)
        await this.#record(tx, doer, action, 'changed', { before: { position: from }, after: { position: to } })
      return undefined
    })
  }

  remove(doer: Doer, id: ChatActionId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const known = await tx.chatActions.get(id)
      if (known === null) return undefined
      await tx.chatActions.markDeleted(id, this.#clock.now())
      await this.#record(tx, doer, known, 'deleted', { before: await recordOf(tx, known) })
      return undefined
    })
  }

  restore(doer: Doer, id: ChatActionId): Promise<ChatActionCard | Refusal> {
    return this.#store.transact(async tx => {
      const there = await tx.chatActions.get(id)
      if (there !== null) return cardOf(tx, there)
      const gone = await tx.chatActions.deleted(id)
      if (gone === null) return noSuchAction()
      const no = await check(tx, gone)
      if (no !== null) return refuse('conflict', `${no.sentence} Change that first, then undo the deletion.`)
      await tx.chatActions.markDeleted(id, null)
      await this.#record(tx, doer, gone, 'restored', { after: await recordOf(tx, gone) })
      return cardOf(tx, gone)
    })
  }

  async #record(
    tx: Transaction,
    doer: Doer,
    { id, caption }: ChatAction,
    deed: AuditDeed,
    change: { before?: AuditFields; after?: AuditFields },
  ): Promise<void> {
    const at = this.#clock.now()
    await putOnRecord(tx, doer, at, { noun: 'chatAction', nounId: id, name: caption, deed, ...change })
    await tx.events.append({ type: 'chatActions.changed', at, audience: 'everyone' })
  }
}

const meet = (one: ChatAction, other: ChatAction): boolean =>
  one.queueId === null || other.queueId === null || one.queueId === other.queueId

const check = async (reads: Reads, action: ChatAction): Promise<Refusal | null> => {
  if (action.queueId !== null && (await reads.queues.get(action.queueId)) === null)
    return refuse('notFound', 'queueId: there is no such queue.', { field: 'queueId' })
  if ((await reads.processes.get(action.processId)) === null)
    return refuse('notFound', 'processId: there is no such process.', { field: 'processId' })
  const others = (await reads.chatActions.all()).filter(other => other.id !== action.id && meet(other, action))
  const namesake = others.find(other => nameKey(other.caption) === nameKey(action.caption))
  if (namesake !== undefined)
    return refuse('conflict', `caption: there is an action ${namesake.caption} in these chats already.`, {
      field: 'caption',
    })
  const same = others.find(other => action.shortcut !== null && other.shortcut === action.shortcut)
  return same === undefined
    ? null
    : refuse('conflict', `shortcut: ${action.shortcut} runs ${same.caption} already.`, { field: 'shortcut' })
}

const noSuchAction = (): Refusal => refuse('notFound', 'There is no such chat action.', { field: 'id' })

const cardOf = async (reads: Reads, action: ChatAction): Promise<ChatActionCard> => {
  const process = await reads.processes.get(action.processId)
  return { ...action, processName: process?.name ?? '', runnable: process !== null && process.publishedNumber !== null }
}

const recordOf = async (
  reads: Reads,
  { caption, icon, queueId, processId, shortcut }: ChatAction,
): Promise<AuditFields> => ({
  caption,
  icon,
  queue: queueId === null ? null : ((await reads.queues.get(queueId))?.name ?? queueId),
  process: (await reads.processes.get(processId))?.name ?? processId,
  shortcut,
})

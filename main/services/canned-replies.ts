// Canned replies: ready texts that agents find with `//` by name and text.
import type { AuditDeed, AuditFields } from '../domain/audit.ts'
import { type Clock, DAY } from '../domain/clock.ts'
import { asId, type CannedReplyId, type Ids } from '../domain/ids.ts'
import { nameKey } from '../domain/name-key.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { checkVariables } from '../domain/reply-variables.ts'
import type { CannedReply, Reads, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { CannedReplyVerbs, Doer, Done } from './verbs.ts'

type Input = Pick<CannedReply, 'name' | 'text' | 'queueId'>

export class CannedReplies implements CannedReplyVerbs {
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
      for (const id of await tx.cannedReplies.deletedBefore(this.#clock.now() - DAY)) await tx.cannedReplies.delete(id)
    })
  }

  list(): Promise<readonly CannedReply[]> {
    return this.#store.cannedReplies.all()
  }

  create(doer: Doer, input: Input): Promise<CannedReply | Refusal> {
    const reply: CannedReply = { id: asId(this.#ids.next()), usedCount: 0, version: 1, ...input }
    return this.#store.transact(async tx => {
      const no = (await check(tx, reply)) ?? checkVariables(reply.text, 'text')
      if (no !== null) return no
      await tx.cannedReplies.insert(reply)
      await this.#record(tx, doer, reply, 'created', { after: await recordOf(tx, reply) })
      await this.#tell(tx)
      return reply
    })
  }

  update(doer: Doer, id: CannedReplyId, change: Partial<Input>, version?: number): Promise<CannedReply | Refusal> {
    return this.#store.transact(async tx => {
      const known = await find(tx, id)
      if (known === undefined) return noSuchReply()
      if (version !== undefined && version !== known.version) return changedMeanwhile(known)
      const next: CannedReply = { ...known, ...change, version: known.version + 1 }
      const no = (await check(tx, next)) ?? (change.text === undefined ? null : checkVariables(change.text, 'text'))
      if (no !== null) return no
      if (Object.keys(change).length === 0) return known
      await tx.cannedReplies.update(id, change)
      const before = await recordOf(tx, known)
      await this.#record(tx, doer, next, 'changed', { before, after: await recordOf(tx, next) })
      await this.#tell(tx)
      return next
    })
  }

  remove(doer: Doer, id: CannedReplyId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const known = await find(tx, id)
      if (known === undefined) return undefined
      await tx.cannedReplies.markDeleted(id, this.#clock.now())
      await this.#record(tx, doer, known, 'deleted', { before: await recordOf(tx, known) })
      await this.#tell(tx)
      return undefined
    })
  }

  /** As it was, if its name is still free. */
  restore(doer: Doer, id: CannedReplyId): Promise<CannedReply | Refusal> {
    return this.#store.transact(async tx => {
      const there = await find(tx, id)
      if (there !== undefined) return there
      const gone = await tx.cannedReplies.deleted(id)
      if (gone === null) return noSuchReply()
      if ((await namesake(tx, gone)) !== undefined)
        return refuse(
          'conflict',
          `There is another canned reply ${gone.name} by now. Rename that one, then undo the deletion.`,
        )
      await tx.cannedReplies.markDeleted(id, null)
      await this.#record(tx, doer, gone, 'restored', { after: await recordOf(tx, gone) })
      await this.#tell(tx)
      return gone
    })
  }

  #record(
    tx: Transaction,
    doer: Doer,
    { id, name }: CannedReply,
    deed: AuditDeed,
    change: { before?: AuditFields; after?: AuditFields },
  ): Promise<void> {
    return putOnRecord(tx, doer, this.#clock.now(), { noun: 'cannedReply', nounId: id, name, deed, ...change })
  }

  #tell(tx: Transaction): Promise<void> {
    return tx.events.append({ type: 'cannedReplies.changed', at: this.#clock.now(), audience: 'everyone' })
  }
}

const find = async (reads: Reads, id: CannedReplyId): Promise<CannedReply | undefined> =>
  (await reads.cannedReplies.all()).find(reply => reply.id === id)

const namesake = async (reads: Reads, { id, name }: CannedReply): Promise<CannedReply | undefined> =>
  (await reads.cannedReplies.all()).find(one => one.id !== id && nameKey(one.name) === nameKey(name))

const check = async (reads: Reads, reply: CannedReply): Promise<Refusal | null> => {
  if (reply.queueId !== null && (await reads.queues.get(reply.queueId)) === null)
    return refuse('notFound', 'queueId: there is no such queue.', { field: 'queueId' })
  const same = await namesake(reads, reply)
  return same === undefined
    ? null
    : refuse('conflict', `name: there is a canned reply ${same.name} already.`, { field: 'name' })
}

const noSuchReply = (): Refusal => refuse('notFound', 'There is no such canned reply.', { field: 'id' })

const changedMeanwhile = ({ name }: CannedReply): Refusal =>
  refuse('conflict', `Somebody changed the canned reply ${name} in the meantime. Look at it again, then save.`, {
    field: 'version',
  })

const recordOf = async (reads: Reads, { name, text, queueId }: CannedReply): Promise<AuditFields> => ({
  name,
  text,
  queue: queueId === null ? null : ((await reads.queues.get(queueId))?.name ?? queueId),
})

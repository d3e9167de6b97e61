// Canned replies: ready texts that agents find with `//` by name and text.
import type { AuditDeed, AuditFields } from '../domain/audit.ts'
import type { Clock } from '../domain/clock.ts'
import { asId, type CannedReplyId, type Ids } from '../domain/ids.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { CannedReply, Reads, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { CannedReplyVerbs, Doer, Done } from './verbs.ts'

export class CannedReplies implements CannedReplyVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(ports: { store: Store; clock: Clock; ids: Ids }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
  }

  list(): Promise<readonly CannedReply[]> {
    return this.#store.cannedReplies.all()
  }

  create(doer: Doer, input: Pick<CannedReply, 'name' | 'text' | 'queueId'>): Promise<CannedReply | Refusal> {
    const reply: CannedReply = { id: asId(this.#ids.next()), usedCount: 0, ...input }
    return this.#store.transact(async tx => {
      const no = await check(tx, reply)
      if (no !== null) return no
      await tx.cannedReplies.insert(reply)
      await this.#record(tx, doer, reply, 'created', { after: await recordOf(tx, reply) })
      await this.#tell(tx)
      return reply
    })
  }

  update(
    doer: Doer,
    id: CannedReplyId,
    change: Partial<Pick<CannedReply, 'name' | 'text' | 'queueId'>>,
  ): Promise<CannedReply | Refusal> {
    return this.#store.transact(async tx => {
      const known = (await tx.cannedReplies.all()).find(reply => reply.id === id)
      if (known === undefined) return refuse('notFound', 'There is no such canned reply.', { field: 'id' })
      const next: CannedReply = { ...known, ...change }
      const no = await check(tx, next)
      if (no !== null) return no
      await tx.cannedReplies.update(id, change)
      const before = await recordOf(tx, known)
      await this.#record(tx, doer, next, 'changed', { before, after: await recordOf(tx, next) })
      await this.#tell(tx)
      return next
    })
  }

  remove(doer: Doer, id: CannedReplyId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const known = (await tx.cannedReplies.all()).find(reply => reply.id === id)
      if (known === undefined) return undefined
      await tx.cannedReplies.delete(id)
      await this.#record(tx, doer, known, 'deleted', { before: await recordOf(tx, known) })
      await this.#tell(tx)
      return undefined
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

const check = async (reads: Reads, reply: CannedReply): Promise<Refusal | null> => {
  if (reply.queueId !== null && (await reads.queues.get(reply.queueId)) === null)
    return refuse('notFound', 'queueId: there is no such queue.', { field: 'queueId' })
  const same = (await reads.cannedReplies.all()).find(
    one => one.id !== reply.id && one.name.toLowerCase() === reply.name.toLowerCase(),
  )
  return same === undefined
    ? null
    : refuse('conflict', `name: there is a canned reply ${same.name} already.`, { field: 'name' })
}

const recordOf = async (reads: Reads, { name, text, queueId }: CannedReply): Promise<AuditFields> => ({
  name,
  text,
  queue: queueId === null ? null : ((await reads.queues.get(queueId))?.name ?? queueId),
})

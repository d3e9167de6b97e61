// Fields of one's own: defined by supervisors, filled in by agents on a contact's page.
import type { AuditDeed, AuditFields } from '../../domain/audit.ts'
import type { Clock } from '../../domain/clock.ts'
import { checkOwnField, mostOwnFields, type OwnField } from '../../domain/contact/own-field.ts'
import { asId, type Ids, type OwnFieldId } from '../../domain/ids.ts'
import { nameKey } from '../../domain/name-key.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Reads, Store, Transaction } from '../../storage/store.ts'
import type { Doer, Done } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import type { OwnFieldInput, OwnFieldVerbs } from './contact-verbs.ts'

export class OwnFields implements OwnFieldVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(ports: { readonly store: Store; readonly clock: Clock; readonly ids: Ids }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
  }

  list(): Promise<readonly OwnField[]> {
    return this.#store.ownFields.all()
  }

  create(doer: Doer, input: OwnFieldInput): Promise<OwnField | Refusal> {
    return this.#store.transact(async tx => {
      const all = await tx.ownFields.all()
      const field: OwnField = {
        id: asId(this.#ids.next()),
        ...input,
        position: all.length,
        archivedAt: null,
        version: 1,
      }
      const no = (await check(tx, field)) ?? (all.length < mostOwnFields ? null : tooMany())
      if (no !== null) return no
      await tx.ownFields.insert(field)
      await this.#record(tx, doer, field, 'created', { after: recordOf(field) })
      return field
    })
  }

  update(
    doer: Doer,
    id: OwnFieldId,
    { archived, ...change }: Parameters<OwnFieldVerbs['update']>[2],
    version?: number,
  ): Promise<OwnField | Refusal> {
    return this.#store.transact(async tx => {
      const known = await tx.ownFields.get(id)
      if (known === null) return refuse('notFound', 'There is no such contact field.', { field: 'id' })
      if (version !== undefined && version !== known.version)
        return refuse(
          'conflict',
          `Somebody changed the contact field ${known.name} in the meantime. Look at it again, then save.`,
          {
            field: 'version',
          },
        )
      const archivedAt =
        archived === undefined ? known.archivedAt : archived ? (known.archivedAt ?? this.#clock.now()) : null
      const next: OwnField = { ...known, ...change, archivedAt, version: known.version + 1 }
      const no = await check(tx, next)
      if (no !== null) return no
      await tx.ownFields.update(id, { ...change, archivedAt })
      const deed = archivedAt === known.archivedAt ? 'changed' : archivedAt === null ? 'restored' : 'archived'
      await this.#record(tx, doer, next, deed, { before: recordOf(known), after: recordOf(next) })
      return next
    })
  }

  reorder(doer: Doer, ids: readonly OwnFieldId[]): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const all = await tx.ownFields.all()
      const named = ids.map(id => all.find(field => field.id === id))
      if (named.includes(undefined) || new Set(ids).size !== ids.length)
        return refuse('invalid', 'fieldIds: each must be a contact field, and be there once only.', {
          field: 'fieldIds',
        })
      const order = [...ids, ...all.map(({ id }) => id).filter(id => !ids.includes(id))]
      await tx.ownFields.setOrder(order)
      const names = (list: readonly OwnFieldId[]) => list.map(id => all.find(field => field.id === id)?.name ?? id)
      const before = { order: names(all.map(({ id }) => id)) }
      const about = { noun: 'ownField', nounId: 'order', name: 'order' } as const
      await putOnRecord(tx, doer, this.#clock.now(), {
        ...about,
        deed: 'changed',
        before,
        after: { order: names(order) },
      })
      await this.#tell(tx)
      return undefined
    })
  }

  async #record(
    tx: Transaction,
    doer: Doer,
    { id, name }: OwnField,
    deed: AuditDeed,
    change: { before?: AuditFields; after?: AuditFields },
  ): Promise<void> {
    await putOnRecord(tx, doer, this.#clock.now(), { noun: 'ownField', nounId: id, name, deed, ...change })
    await this.#tell(tx)
  }

  #tell(tx: Transaction): Promise<void> {
    return tx.events.append({ type: 'ownFields.changed', at: this.#clock.now(), audience: 'everyone' })
  }
}

const check = async (reads: Reads, field: OwnField): Promise<Refusal | null> => {
  const same = (await reads.ownFields.all()).find(
    one => one.id !== field.id && nameKey(one.name) === nameKey(field.name),
  )
  if (same !== undefined)
    return refuse(
      'conflict',
      same.archivedAt === null
        ? `name: there is a contact field ${same.name} already.`
        : `name: there is an archived contact field ${same.name}. Take it back from the archive, or choose another name.`,
      { field: 'name' },
    )
  return checkOwnField(field)
}

const recordOf = ({ name, kind, options, archivedAt }: OwnField): AuditFields => ({
  name,
  kind,
  options,
  archived: archivedAt !== null,
})

const tooMany = (): Refusal =>
  refuse(
    'tooMany',
    `There are ${mostOwnFields} contact fields, which is the most. Rename one that nobody uses instead.`,
  )

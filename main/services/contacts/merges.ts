// Contacts that are one person: who they may be, the merge, and taking it back, in whatever order.
import type { Clock } from '../../domain/clock.ts'
import { type MergeChoices, type Merged, mergePlan, type Profile, undoPlan } from '../../domain/contact/merge.ts'
import { likenessesOf } from '../../domain/contact/same-person.ts'
import { asId, type ContactId, type ContactMergeId, type Ids } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Contact, ContactMerge, Moved, Reads, Store, Transaction } from '../../storage/store.ts'
import type { Actor, Done } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import type { Bans } from './bans.ts'
import { identityCards, mostDuplicates } from './contact-card.ts'
import type { Candidate } from './contact-verbs.ts'
import { presentContact, seenContact } from './seen-contact.ts'
import { tellContact } from './tell-contact.ts'

export const candidatesOf = async (
  reads: Reads,
  actor: Actor,
  id: ContactId,
): Promise<readonly Candidate[] | Refusal> => {
  const seen = await seenContact(reads, actor, id)
  if (isRefusal(seen)) return seen
  const alike = await reads.contacts.alike(seen.contact.id, mostDuplicates)
  return Promise.all(
    alike.map(async contact => {
      const chats = await reads.chats.ofContact(contact.id, 100)
      const lastAt = chats[0]?.lastMessage?.at ?? chats[0]?.openedAt ?? null
      const identities = await identityCards(reads, contact)
      return { contact, identities, chatCount: chats.length, lastAt, alike: likenessesOf(seen.contact, contact) }
    }),
  )
}

export class Merges {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #bans: Bans

  constructor(ports: { readonly store: Store; readonly clock: Clock; readonly ids: Ids }, bans: Bans) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#bans = bans
  }

  async merge(
    actor: Actor,
    survivorId: ContactId,
    otherId: ContactId,
    choices: MergeChoices,
    versions?: { readonly survivor: number; readonly other: number },
  ): Promise<ContactMergeId | Refusal> {
    const done = await this.#store.transact(async tx => {
      const pair = await pairOf(tx, actor, survivorId, otherId, versions)
      if (isRefusal(pair)) return pair
      const { survivor, other } = pair
      const at = this.#clock.now()
      const before = profileOf(survivor)
      const after = mergePlan(before, profileOf(other), choices)
      const moved = await tx.contacts.handOver(other.id, survivor.id)
      await tx.contacts.update(survivor.id, after)
      await tx.contacts.update(other.id, { mergedInto: survivor.id })
      const who = { survivorId: survivor.id, mergedId: other.id, agentId: actor.agentId }
      const merge: ContactMerge = { id: asId(this.#ids.next()), at, ...who, before, after, choices, moved }
      await tx.contacts.insertMerge(merge)
      const about = { noun: 'contact', nounId: survivor.id, name: survivor.id } as const
      await putOnRecord(tx, actor, at, { ...about, deed: 'merged', after: { contact: other.id } })
      await tellContact(tx, at, survivor.id, other.id)
      // A ban holds for the whole person, chats of the other half too.
      const closed = after.ban === null ? [] : await this.#bans.closeChats(tx, actor, survivor.id)
      return { id: merge.id, closed }
    })
    if (isRefusal(done)) return done
    if (done.closed.length > 0) await this.#bans.afterClosing(done.closed)
    return done.id
  }

  /** Exactly what was before, but for what changed since; also when other merges came on top of it. */
  undo(actor: Actor, id: ContactMergeId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const merge = await tx.contacts.merge(id)
      const top = merge === null ? null : await presentContact(tx, merge.survivorId)
      const seen = top === null ? null : await seenContact(tx, actor, top.id)
      if (merge === null || top === null || seen === null || isRefusal(seen))
        return refuse('notFound', 'This merge is undone already, or one of the contacts was erased.', {
          field: 'mergeId',
        })
      const at = this.#clock.now()
      const handed = await tx.contacts.handBack(merge.moved, top.id, merge.mergedId)
      await takeOutOf(tx, merge, handed)
      await tx.contacts.update(merge.mergedId, { mergedInto: null })
      await tx.contacts.deleteMerge(merge.id)
      const about = { noun: 'contact', nounId: merge.survivorId, name: merge.survivorId } as const
      await putOnRecord(tx, actor, at, { ...about, deed: 'unmerged', after: { contact: merge.mergedId } })
      await tellContact(tx, at, top.id, merge.survivorId, merge.mergedId)
      return undefined
    })
  }
}

/** Both as they are at present, or why they cannot be merged. */
const pairOf = async (
  tx: Transaction,
  actor: Actor,
  survivorId: ContactId,
  otherId: ContactId,
  versions: { readonly survivor: number; readonly other: number } | undefined,
): Promise<{ readonly survivor: Contact; readonly other: Contact } | Refusal> => {
  const seen = await seenContact(tx, actor, survivorId)
  if (isRefusal(seen)) return seen
  const survivor = seen.contact
  const other = await presentContact(tx, otherId)
  if (other !== null && other.id === survivor.id)
    return refuse('conflict', 'These are one contact already.', { field: 'otherId' })
  // Whoever is alike may be merged by everybody who sees the survivor; any two only by those who see both.
  const isAlike = other !== null && likenessesOf(survivor, other).length > 0
  if (other === null || !(isAlike || !isRefusal(await seenContact(tx, actor, otherId))))
    return refuse('notFound', 'There is no such contact among those you may see.', { field: 'otherId' })
  const begun = await tx.persons.erasures()
  if (begun.includes(survivor.id) || begun.includes(other.id))
    return refuse('conflict', 'One of the two is being erased.')
  if (versions !== undefined && (versions.survivor !== survivor.version || versions.other !== other.version))
    return refuse('conflict', 'Somebody changed one of the two in the meantime. Look again, then merge.', {
      field: 'version',
    })
  return { survivor, other }
}

/** Takes what the merge brought out of the survivor, of later merges into it, and of whatever it was merged into itself. */
const takeOutOf = async (tx: Transaction, merge: ContactMerge, handed: Moved): Promise<void> => {
  let change = { old: merge.after, next: merge.before }
  let link: ContactMerge = merge
  for (;;) {
    const contact = await tx.contacts.get(link.survivorId)
    if (contact === null) return
    const all = await tx.contacts.mergesInto(contact.id)
    const later = await Promise.all(
      all
        .slice(all.findIndex(one => one.id === link.id) + 1)
        .map(async one => ({ ...one, other: await otherOf(tx, one) })),
    )
    const plan = undoPlan<ContactMerge & Merged>(change, later, profileOf(contact))
    for (const { id, before, after, moved } of plan.later)
      await tx.contacts.updateMerge(id, { before, after, moved: without(moved, handed) })
    await tx.contacts.update(contact.id, plan.now)
    const upper = await tx.contacts.mergeOf(contact.id)
    if (upper === null) return
    const after = mergePlan(upper.before, plan.now, upper.choices)
    await tx.contacts.updateMerge(upper.id, { before: upper.before, after, moved: without(upper.moved, handed) })
    change = { old: upper.after, next: after }
    link = upper
  }
}

const otherOf = async (reads: Reads, { mergedId, after }: ContactMerge): Promise<Profile> => {
  const other = await reads.contacts.get(mergedId)
  return other === null ? after : profileOf(other)
}

const profileOf = ({ name, email, phone, language, about, tags, own, ban }: Contact): Profile => ({
  name,
  email,
  phone,
  language,
  about,
  tags,
  own,
  ban,
})

const without = (moved: Moved, handed: Moved): Moved =>
  Object.fromEntries(
    Object.entries(moved).map(([table, keys]) => {
      const gone = new Set(handed[table])
      return [table, keys.filter(key => !gone.has(key))]
    }),
  )

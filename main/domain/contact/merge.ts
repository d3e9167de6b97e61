// Merging contacts that are one person, and taking that back: pure. What a contact has (identities, chats, notes, cases) moves to
// the survivor whole; here is decided what the survivor is called and known by afterwards.
import type { AgentId } from '../ids.ts'
import { isStandInName } from '../stand-in-name.ts'
import type { OwnValue, OwnValues } from './own-field.ts'

export interface Ban {
  readonly at: number
  readonly byAgentId: AgentId | null
  readonly reason: string
  /** When it ends by itself; missing: it stands until somebody lifts it. */
  readonly until?: number
}

/** What is known of a person, as far as it can be merged. */
export interface Profile {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly about: string
  readonly tags: readonly string[]
  readonly own: OwnValues
  readonly ban: Ban | null
}

export type Side = 'survivor' | 'other'
/** By field: name, email, phone, language, about, or the id of an own field. What is not in it, is decided by `mergePlan`. */
export type MergeChoices = Readonly<Record<string, Side>>

export const plainFields = ['name', 'email', 'phone', 'language', 'about'] as const
export type PlainField = (typeof plainFields)[number]

export const longestAbout = 10_000

/**
 * The survivor's profile after the merge. Without a choice the survivor's value stays unless it is empty; two texts about a
 * person stand one below the other. Tags are joined. Whoever is banned stays so: a merge is no way around it.
 */
export const mergePlan = (survivor: Profile, other: Profile, choices: MergeChoices = {}): Profile => {
  const pick = <Value>(field: string, ours: Value, theirs: Value, isEmpty: (value: Value) => boolean): Value => {
    if (choices[field] === 'other') return theirs
    if (choices[field] === 'survivor') return ours
    return isEmpty(ours) ? theirs : ours
  }
  const isNone = (value: unknown) => value === null || value === ''
  const ids = [...new Set([...Object.keys(survivor.own), ...Object.keys(other.own)])]
  return {
    name: pick('name', survivor.name, other.name, name => isStandInName(name)),
    email: pick('email', survivor.email, other.email, isNone),
    phone: pick('phone', survivor.phone, other.phone, isNone),
    language: pick('language', survivor.language, other.language, isNone),
    about:
      choices.about === undefined
        ? joined(survivor.about, other.about)
        : pick('about', survivor.about, other.about, isNone),
    tags: [...new Set([...survivor.tags, ...other.tags])],
    own: ownOf(ids.map(id => [id, pick(id, survivor.own[id], other.own[id], value => value === undefined)])),
    ban: longerBan(survivor.ban, other.ban),
  }
}

const longerBan = (ours: Ban | null, theirs: Ban | null): Ban | null => {
  if (ours === null || theirs === null) return ours ?? theirs
  return (ours.until ?? Number.POSITIVE_INFINITY) >= (theirs.until ?? Number.POSITIVE_INFINITY) ? ours : theirs
}

const joined = (ours: string, theirs: string): string => {
  if (ours === '' || theirs === '' || ours === theirs) return ours || theirs
  const both = `${ours}\n\n${theirs}`
  return both.length > longestAbout ? ours : both
}

/**
 * What stands in `profile` because of `old`, replaced by what `next` says; what somebody changed since stays. Taking a merge back
 * is `rebase(now, after, before)`.
 */
export const rebase = (profile: Profile, old: Profile, next: Profile): Profile => {
  const put = <Value>(is: Value, was: Value, becomes: Value): Value => (isSame(is, was) ? becomes : is)
  const ids = [...new Set([...Object.keys(next.own), ...Object.keys(profile.own)])]
  return {
    name: put(profile.name, old.name, next.name),
    email: put(profile.email, old.email, next.email),
    phone: put(profile.phone, old.phone, next.phone),
    language: put(profile.language, old.language, next.language),
    about: put(profile.about, old.about, next.about),
    tags: tagsRebased(profile.tags, old.tags, next.tags),
    own: ownOf(ids.map(id => [id, put(profile.own[id], old.own[id], next.own[id])])),
    ban: put(profile.ban, old.ban, next.ban),
  }
}

/** Each tag for itself: what people added or took away since stays so. */
const tagsRebased = (is: readonly string[], old: readonly string[], next: readonly string[]): readonly string[] => [
  ...next.filter(tag => is.includes(tag) || !old.includes(tag)),
  ...is.filter(tag => !old.includes(tag) && !next.includes(tag)),
]

/** A merge that stands: what it made of the survivor. */
export interface Merged {
  readonly before: Profile
  readonly after: Profile
  readonly other: Profile
  readonly choices: MergeChoices
}

export interface UndoPlan<Later extends Merged> {
  /** The survivor as it is to be. */
  readonly now: Profile
  /** Later merges into the same survivor, as they would have been without the undone one. */
  readonly later: readonly Later[]
}

/**
 * Takes a merge, or what it brought further up, out of the survivor's story: from `old` to `next`, through the later merges into
 * the same survivor (oldest first), to what is stored now. Nothing of the other person stays behind, whatever is undone first.
 */
export const undoPlan = <Later extends Merged>(
  change: { readonly old: Profile; readonly next: Profile },
  later: readonly Later[],
  now: Profile,
): UndoPlan<Later> => {
  let { old, next } = change
  const replayed = later.map(merge => {
    const before = rebase(merge.before, old, next)
    const after = mergePlan(before, merge.other, merge.choices)
    old = merge.after
    next = after
    return { ...merge, before, after }
  })
  return { now: rebase(now, old, next), later: replayed }
}

const ownOf = (pairs: readonly (readonly [string, OwnValue | undefined])[]): OwnValues =>
  Object.fromEntries(pairs.flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])))

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

// Names that stand for things: what there is here and in the file, what stands there twice, and what is nowhere.
import { type Refusal, refuse } from '../refusal.ts'
import { nameKey, type Setup } from './setup-file.ts'

/** As each is called after the import, by key. */
export interface Names {
  readonly roles: ReadonlyMap<string, string>
  readonly agents: ReadonlyMap<string, string>
  readonly queues: ReadonlyMap<string, string>
  /** Codes. */
  readonly processes: ReadonlyMap<string, string>
}

/** A refusal when the file has two of one name: nobody could tell which is meant. */
export const namesIn = (present: Setup, file: Setup): Names | Refusal => {
  const twice =
    firstTwice('roles', 'name', file.roles ?? []) ??
    firstTwice('agents', 'login', file.agents ?? []) ??
    firstTwice('queues', 'name', file.queues) ??
    firstTwice('channels', 'name', file.channels) ??
    firstTwice('cannedReplies', 'name', file.cannedReplies) ??
    firstTwice('processes', 'code', file.processes) ??
    firstTwice('processes', 'name', file.processes) ??
    firstTwice('contactFields', 'name', file.contactFields) ??
    firstTwice('webhooks', 'name', file.webhooks)
  if (twice !== null) return twice
  return {
    roles: byKey([...(present.roles ?? []), ...(file.roles ?? [])].map(({ name }) => name)),
    agents: byKey([...(present.agents ?? []), ...(file.agents ?? [])].map(({ login }) => login)),
    queues: byKey([...present.queues, ...file.queues].map(({ name }) => name)),
    processes: byKey([...file.processes, ...present.processes].map(({ code }) => code)),
  }
}

/** The names as they are called after the import, or a refusal that points at the first that is nowhere. */
export const resolve = (
  given: readonly string[],
  known: ReadonlyMap<string, string>,
  place: string,
  noun: 'role' | 'agent',
): readonly string[] | Refusal => {
  const unknown = given.findIndex(name => !known.has(nameKey(name)))
  if (unknown >= 0) return nowhere(`${place}[${unknown}]`, noun, given[unknown] ?? '')
  return given.map(name => known.get(nameKey(name)) ?? name)
}

export const nowhere = (place: string, noun: 'role' | 'agent' | 'queue' | 'process', name: string): Refusal =>
  refuse(
    'invalid',
    `${place}: there is no ${noun} “${name}”, neither in the file nor here. Add it first, or take it out of the file.`,
    { field: place },
  )

const byKey = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map(name => [nameKey(name), name]))

const firstTwice = <Field extends string>(
  section: string,
  field: Field,
  things: readonly { readonly [F in Field]: string }[],
): Refusal | null => {
  const seen = new Set<string>()
  for (const [i, thing] of things.entries()) {
    const name = thing[field]
    if (seen.has(nameKey(name)))
      return refuse(
        'invalid',
        `${section}[${i}].${field}: “${name}” stands in the file twice. Rename one of them, or take it out.`,
        { field: `${section}[${i}].${field}` },
      )
    seen.add(nameKey(name))
  }
  return null
}

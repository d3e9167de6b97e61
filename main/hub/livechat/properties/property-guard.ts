// Holds properties to what their programs registered: values to type, range and domain, and each side to what it may read and write.
// What nobody registered is anybody's, as with `routing` or `rating`. Source: "Register Property" of the Configuration API, 3.6.
import { z } from 'zod'
import type { Properties, PropertyNames, PropertyValue } from '../../../domain/property.ts'
import {
  mayDo,
  type PropertyLocation,
  type PropertyRule,
  type PropertyUser,
  valueFault,
} from '../../../domain/registered-property.ts'
import type { ConfigurationReads } from '../../../storage/configuration-store.ts'
import type { Side } from '../names.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'

const value = z.union([z.string(), z.number(), z.boolean()])
const deeds = z.array(z.enum(['read', 'write'])).max(2)

/** As `register_property` takes it, and as it is kept. */
export const propertyRule = z.object({
  type: z.enum(['int', 'string', 'bool', 'tokenized_string']),
  access: z.partialRecord(
    z.enum(['license', 'group', 'chat', 'thread', 'event']),
    z.partialRecord(z.enum(['agent', 'customer']), deeds),
  ),
  domain: z.array(value).max(1_000).optional(),
  range: z.object({ from: z.number(), to: z.number() }).optional(),
})

/** Where the protocol has what we keep with these. */
export const locationOf = { conversation: 'chat', chat: 'thread', message: 'event' } as const

export const userOf = (side: Side): PropertyUser => (side === 'agents' ? 'agent' : 'customer')

export interface Handling {
  readonly location: PropertyLocation
  readonly user: PropertyUser
}

type Registry = Pick<ConfigurationReads, 'registeredProperties'>

/** For one reading of many things: what a program registered is looked up once, however many of them it concerns. */
export const lookedUpOnce = (registry: Registry): Registry => {
  const known = new Map<string, ReturnType<Registry['registeredProperties']>>()
  return {
    registeredProperties(clientId) {
      const asked = known.get(clientId) ?? registry.registeredProperties(clientId)
      known.set(clientId, asked)
      return asked
    },
  }
}

/** Null: all may be set. */
export const wrongToSet = async (
  registry: Registry,
  { location, user }: Handling,
  wanted: Properties | null | undefined,
): Promise<ProtocolError | null> => {
  for (const [namespace, values] of Object.entries(wanted ?? {})) {
    const rules = await rulesOf(registry, namespace)
    for (const [name, value] of Object.entries(values)) {
      const rule = rules.get(name)
      if (rule === undefined) continue
      const at = `\`properties.${namespace}.${name}\``
      if (!mayDo(rule, 'write', location, user)) return readOnly(at, { location, user })
      const fault = valueFault(rule, value)
      if (fault !== null) return fail('validation', `${at}: ${fault}.`)
    }
  }
  return null
}

interface Begun {
  readonly properties?: Properties | null | undefined
  readonly thread?:
    | {
        readonly properties?: Properties | null | undefined
        readonly events?: readonly { readonly properties?: Properties | null | undefined }[] | null | undefined
      }
    | null
    | undefined
}

/** Of a chat with its thread and first events. Null: it may begin so. */
export const wrongToBegin = async (
  registry: Registry,
  user: PropertyUser,
  { properties, thread }: Begun,
): Promise<ProtocolError | null> => {
  const wanted = [
    ['chat', properties],
    ['thread', thread?.properties],
    ...(thread?.events ?? []).map(event => ['event', event.properties] as const),
  ] as const
  for (const [location, values] of wanted) {
    const wrong = await wrongToSet(registry, { location, user }, values)
    if (wrong !== null) return wrong
  }
  return null
}

/** Null: all may be deleted. */
export const wrongToDelete = async (
  registry: Registry,
  handling: Handling,
  wanted: PropertyNames,
): Promise<ProtocolError | null> => {
  for (const [namespace, names] of Object.entries(wanted)) {
    const rules = await rulesOf(registry, namespace)
    const kept = names.find(name => isKept(rules.get(name), handling))
    if (kept !== undefined) return readOnly(`\`properties.${namespace}.${kept}\``, handling)
  }
  return null
}

/** Without what that side may not read. `onlyRegistered`: nor what nobody has said may be read. */
export const readable = async (
  registry: Registry,
  { location, user }: Handling,
  properties: Properties,
  onlyRegistered = false,
): Promise<Properties> => {
  const shown: Record<string, Readonly<Record<string, PropertyValue>>> = {}
  for (const [namespace, values] of Object.entries(properties)) {
    const rules = await rulesOf(registry, namespace)
    const isShown = (name: string) => {
      const rule = rules.get(name)
      return rule === undefined ? !onlyRegistered : mayDo(rule, 'read', location, user)
    }
    const kept = Object.entries(values).filter(([name]) => isShown(name))
    if (kept.length > 0) shown[namespace] = Object.fromEntries(kept)
  }
  return shown
}

/** The same of names alone. */
export const readableNames = async (
  registry: Registry,
  handling: Handling,
  names: PropertyNames,
): Promise<PropertyNames> => {
  const named = Object.entries(names).map(([namespace, list]) => [
    namespace,
    Object.fromEntries(list.map(name => [name, true])),
  ])
  const shown = await readable(registry, handling, Object.fromEntries(named) as Properties)
  return Object.fromEntries(Object.entries(shown).map(([namespace, values]) => [namespace, Object.keys(values)]))
}

const isKept = (rule: PropertyRule | undefined, { location, user }: Handling): boolean =>
  rule !== undefined && !mayDo(rule, 'write', location, user)

const readOnly = (at: string, { location, user }: Handling): ProtocolError =>
  fail('authorization', `${at}: ${user}s may not write it with a ${location}, as its program registered it.`)

const rulesOf = async (registry: Registry, namespace: string): Promise<ReadonlyMap<string, PropertyRule>> => {
  const rules = new Map<string, PropertyRule>()
  for (const { name, config } of await registry.registeredProperties(namespace)) {
    const parsed = propertyRule.safeParse(config)
    if (parsed.success) rules.set(name, parsed.data)
  }
  return rules
}

// Property: a named value that a program keeps with a conversation, a chat or a message, in a namespace of its own.

/** What a property is kept with. */
export type PropertyScope = 'conversation' | 'chat' | 'message'

export type PropertyValue = string | number | boolean

/** Namespace (a program's client id, or a shared word such as `routing`), then name, then value. */
export type Properties = Readonly<Record<string, Readonly<Record<string, PropertyValue>>>>

/** Namespace, then the names in it. */
export type PropertyNames = Readonly<Record<string, readonly string[]>>

/** What `change` brings to `before`: only namespaces and names whose value is another one now. */
export const newProperties = (before: Properties, change: Properties): Properties => {
  const fresh: Record<string, Record<string, PropertyValue>> = {}
  for (const [namespace, values] of Object.entries(change))
    for (const [name, value] of Object.entries(values))
      if (valueIn(before, namespace, name) !== value) fresh[namespace] = { ...fresh[namespace], [name]: value }
  return fresh
}

/** Of the names, those that are there. */
export const presentNames = (before: Properties, names: PropertyNames): PropertyNames => {
  const present: Record<string, string[]> = {}
  for (const [namespace, list] of Object.entries(names)) {
    const there = [...new Set(list)].filter(name => valueIn(before, namespace, name) !== undefined)
    if (there.length > 0) present[namespace] = there
  }
  return present
}

/** With one conversation, chat or message: how many, and bytes of the whole as JSON. A stranger must not fill the disk. */
export const mostProperties = 1_000
export const largestProperties = 512 * 1024

/** What is there once `change` is made. */
export const withProperties = (before: Properties, change: Properties): Properties => ({
  ...before,
  ...Object.fromEntries(
    Object.entries(change).map(([namespace, values]) => [namespace, { ...before[namespace], ...values }]),
  ),
})

export const isTooMuch = (all: Properties): boolean =>
  Object.values(all).reduce((sum, values) => sum + Object.keys(values).length, 0) > mostProperties ||
  new TextEncoder().encode(JSON.stringify(all)).byteLength > largestProperties

/** Names are a stranger's, and may be those of what every object inherits. */
const valueIn = (all: Properties, namespace: string, name: string): PropertyValue | undefined => {
  const named = Object.hasOwn(all, namespace) ? all[namespace] : undefined
  return named !== undefined && Object.hasOwn(named, name) ? named[name] : undefined
}

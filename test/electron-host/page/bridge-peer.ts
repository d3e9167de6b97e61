// One end of the contextBridge. The page's world and the preload's world share the DOM and no objects, so the ends talk
// in events on `window` under names nobody else knows; dispatch is synchronous, and so are calls, results and throws.

export interface BridgePeer {
  /** Makes `api` a frozen global of the other world. Throws where that name is taken, as Electron does. */
  expose(key: string, api: unknown): void
}

/**
 * Runs in the page, as text, in both worlds: it must not refer to anything outside itself. `hears` and `says` are the
 * names of the two events; `marker` is the key under which stand-ins for functions and promises travel.
 */
export function createBridgePeer(hears: string, says: string, marker: string): BridgePeer {
  type Message =
    | { kind: 'call'; id: number; args: unknown[] }
    | { kind: 'expose'; key: string; api: unknown }
    | { kind: 'answer'; ok: boolean; value: unknown }
    | { kind: 'settle'; id: number; ok: boolean; value: unknown }
  type Answer = Extract<Message, { kind: 'answer' }>
  type Settle = (ok: boolean, value: unknown) => void

  // Taken now, before any script of the page can replace them.
  const listen = EventTarget.prototype.addEventListener.bind(window)
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window)
  const clone = structuredClone
  const BridgeEvent = CustomEvent

  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const ids = new WeakMap<object, number>()
  const theirs = new Map<number, unknown>()
  const unsettled = new Map<number, Settle>()
  let lastId = 0
  let answer: Answer | undefined

  const say = (message: Message) => {
    // The browser itself clones `detail` for the other world, but loses what it cannot clone without a word.
    try {
      clone(message)
    } catch {
      throw new Error('An object could not be cloned.')
    }
    dispatch(new BridgeEvent(says, { detail: message }))
  }

  /** Sends and takes the answer that arrives during the sending. */
  const ask = (message: Message): unknown => {
    answer = undefined
    say(message)
    const answered = answer as Answer | undefined
    answer = undefined
    if (!answered) throw new Error('electron-host: the other side of the contextBridge is gone')
    const value = reveal(answered.value)
    if (answered.ok) return value
    throw value
  }

  const isPlain = (value: unknown): value is Record<string, unknown> =>
    Object.prototype.toString.call(value) === '[object Object]'

  /** A copy in which functions and promises are stand-ins. */
  const conceal = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const id = ids.get(value) ?? ++lastId
      ids.set(value, id)
      functions.set(id, value as (...args: unknown[]) => unknown)
      return { [marker]: 'function', id }
    }
    if (value instanceof Promise) {
      const id = ++lastId
      value.then(
        result => settle(id, true, result),
        error => settle(id, false, error),
      )
      return { [marker]: 'promise', id }
    }
    if (Array.isArray(value)) return value.map(conceal)
    if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, conceal(item)]))
    return value
  }

  const reveal = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reveal)
    if (!isPlain(value)) return value
    if (marker in value) return value[marker] === 'function' ? theirFunction(Number(value.id)) : theirPromise(value.id)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)]))
  }

  const theirFunction = (id: number) => {
    const known = theirs.get(id) ?? ((...args: unknown[]) => ask({ kind: 'call', id, args: args.map(conceal) }))
    theirs.set(id, known)
    return known
  }

  const theirPromise = (id: unknown) =>
    new Promise((resolve, reject) => {
      unsettled.set(Number(id), (ok, value) => (ok ? resolve(value) : reject(value)))
    })

  const settle = (id: number, ok: boolean, value: unknown) => {
    try {
      say({ kind: 'settle', id, ok, value: conceal(value) })
    } catch (error) {
      say({ kind: 'settle', id, ok: false, value: error })
    }
  }

  const respond = (act: () => unknown) => {
    try {
      say({ kind: 'answer', ok: true, value: conceal(act()) })
    } catch (error) {
      say({ kind: 'answer', ok: false, value: error instanceof Error ? error : new Error(String(error)) })
    }
  }

  const freezeDeeply = (value: unknown): unknown => {
    if (Array.isArray(value) || isPlain(value)) Object.values(Object.freeze(value)).forEach(freezeDeeply)
    return value
  }

  listen(hears, event => {
    event.stopImmediatePropagation()
    const message = (event as CustomEvent<Message>).detail
    switch (message.kind) {
      case 'call':
        return respond(() => functions.get(message.id)?.(...message.args.map(reveal)))
      case 'expose':
        return respond(() => {
          if (message.key in window) {
            throw new Error('Cannot bind an API on top of an existing property on the window object')
          }
          const value = freezeDeeply(reveal(message.api))
          Object.defineProperty(window, message.key, { value, enumerable: true })
        })
      case 'answer':
        answer = message
        return
      case 'settle':
        unsettled.get(message.id)?.(message.ok, reveal(message.value))
        unsettled.delete(message.id)
    }
  })

  return {
    expose(key, api) {
      ask({ kind: 'expose', key, api: conceal(api) })
    },
  }
}

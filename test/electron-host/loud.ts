// Keeps the host honest: whatever it does not do fails by name at the first touch, instead of passing for done.
import { EventEmitter } from 'node:events'

/**
 * Wraps `target` so that a member it lacks throws by name. `isGone` makes every use after destruction throw Electron's
 * own "Object has been destroyed". Methods of a class run on the object itself, so its inner life knows no such limits.
 * Also runs in pages, as text: it must not refer to anything outside itself.
 */
export function loud<T extends object>(name: string, target: T, isGone: () => boolean = () => false): T {
  // Members that may be touched after an object's life, as in Electron.
  const afterlife = ['isDestroyed', 'id', 'off', 'removeListener', 'removeAllListeners', 'emit', 'listenerCount']
  const isInstance = Object.getPrototypeOf(target) !== Object.prototype
  const refuse = (key: string): never => {
    throw new Error(`electron-host: ${name}.${key} is not implemented`)
  }
  const guarded: T = new Proxy(target, {
    get(_, key) {
      if (typeof key === 'string' && isGone() && !afterlife.includes(key)) {
        throw new TypeError('Object has been destroyed')
      }
      // A promise asks for `then`, JSON.stringify for `toJSON`.
      if (typeof key === 'string' && !(key in target) && key !== 'then' && key !== 'toJSON') refuse(key)
      const value: unknown = Reflect.get(target, key, target)
      if (!isInstance || typeof value !== 'function' || key === 'constructor') return value
      return (...args: unknown[]) => {
        const result: unknown = value.apply(target, args)
        return result === target ? guarded : result
      }
    },
    set(_, key, value) {
      return typeof key === 'symbol' || key in target ? Reflect.set(target, key, value, target) : refuse(key)
    },
  })
  return guarded
}

export interface EventNames {
  readonly emitted: readonly string[]
  /** Nothing causes these here; a test may emit them itself. */
  readonly byHand?: readonly string[]
}

/**
 * An emitter of a closed set of events. Waiting for one that the host never emits would be the quietest gap of all, so
 * listening to it throws.
 */
export class HostEmitter extends EventEmitter {
  constructor(name: string, events: EventNames | 'any') {
    super()
    this.setMaxListeners(0)
    if (events === 'any') return
    const known = new Set([...events.emitted, ...(events.byHand ?? []), 'newListener', 'removeListener'])
    super.on('newListener', (event: string | symbol) => {
      if (typeof event === 'string' && !known.has(event)) {
        throw new Error(`electron-host: ${name} never emits '${event}'`)
      }
    })
  }
}

/** What Electron hands to a listener: an event that may be prevented, with the event's own fields. */
export interface HostEvent {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

export function hostEvent(): HostEvent
export function hostEvent<Fields extends object>(fields: Fields): HostEvent & Fields
export function hostEvent(fields: object = {}): HostEvent {
  let isPrevented = false
  return {
    get defaultPrevented() {
      return isPrevented
    },
    preventDefault() {
      isPrevented = true
    },
    ...fields,
  }
}

/** A fault inside a callback of the browser belongs to nobody's promise; it must end the program all the same. */
export function failLoudly(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}

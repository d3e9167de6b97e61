// What the page keeps in the browser: the visitor's pass, what was not sent yet, the draft. Where a browser forbids it
// (private windows, strict settings) it is kept for as long as the page is open.
import type { PagePostback, VisitorProfile } from '../wire.ts'

/** A message that is not acknowledged yet, as much of it as outlives the page. */
export interface KeptUnsent {
  readonly clientId: string
  readonly text: string
  readonly at: number
  /** Said by a button of one of our messages. */
  readonly postback?: PagePostback
  /** The sealed receipt of a file that is uploaded already, and what it is. */
  readonly file?: { readonly sealed: string; readonly name: string; readonly mime: string; readonly size: number }
}

export interface Keeper {
  token: string | null
  draft: string
  profile: VisitorProfile
  soundOff: boolean
  /** The visitor's message up to which we have read, as long as nobody else remembers it. */
  readUpTo: string | null
  /** The visitor has said "not now". */
  askedName: boolean
  unsent(): KeptUnsent[]
  keepUnsent(message: KeptUnsent): void
  forgetUnsent(clientId: string): void
  /** Calls back when another tab changed the profile. */
  onProfile(changed: (profile: VisitorProfile) => void): void
}

export const createKeeper = (channel: string, storage: Storage | null = openStorage()): Keeper => {
  const prefix = `parley:${channel}:`
  const memory = new Map<string, string>()
  const get = (key: string) => {
    try {
      return storage?.getItem(prefix + key) ?? memory.get(key) ?? null
    } catch {
      return memory.get(key) ?? null
    }
  }
  const set = (key: string, value: string | null) => {
    if (value === null) memory.delete(key)
    else memory.set(key, value)
    try {
      if (value === null) storage?.removeItem(prefix + key)
      else storage?.setItem(prefix + key, value)
    } catch {
      // Full or forbidden: memory has it.
    }
  }
  const keys = () => {
    const stored = storage ? Object.keys(storage).filter(key => key.startsWith(prefix)) : []
    return [...new Set([...stored.map(key => key.slice(prefix.length)), ...memory.keys()])]
  }
  return {
    get token() {
      return get('token')
    },
    set token(value) {
      set('token', value)
    },
    get draft() {
      return get('draft') ?? ''
    },
    set draft(value) {
      set('draft', value || null)
    },
    get profile() {
      return parse<VisitorProfile>(get('profile')) ?? {}
    },
    set profile(value) {
      set('profile', JSON.stringify(value))
    },
    get soundOff() {
      return get('soundOff') === 'yes'
    },
    set soundOff(value) {
      set('soundOff', value ? 'yes' : null)
    },
    get readUpTo() {
      return get('readUpTo')
    },
    set readUpTo(value) {
      set('readUpTo', value)
    },
    get askedName() {
      return get('askedName') === 'yes'
    },
    set askedName(value) {
      set('askedName', value ? 'yes' : null)
    },
    unsent() {
      // One key for each, so that two tabs never write over each other's.
      const kept = keys().filter(key => key.startsWith('unsent:'))
      return kept.flatMap(key => parse<KeptUnsent>(get(key)) ?? []).sort((a, b) => a.at - b.at)
    },
    keepUnsent: message => set(`unsent:${message.clientId}`, JSON.stringify(message)),
    forgetUnsent: clientId => set(`unsent:${clientId}`, null),
    onProfile(changed) {
      addEventListener('storage', event => {
        if (event.key === `${prefix}profile`) changed(parse<VisitorProfile>(event.newValue) ?? {})
      })
    },
  }
}

function openStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

const parse = <T>(text: string | null): T | null => {
  try {
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

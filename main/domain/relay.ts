// The relay as a workstation knows it: how the line to it is, what waits there, and what people must be told of that.
import { MINUTE, SECOND } from './clock.ts'
import { addressFault } from './web-address.ts'

/** Kinds of channels whose networks call a public address, and so may call the relay's. */
export const relayedKinds = ['whatsapp', 'facebook'] as const
export type RelayedKind = (typeof relayedKinds)[number]

export const isRelayedKind = (kind: string): kind is RelayedKind => (relayedKinds as readonly string[]).includes(kind)

export type RelayState =
  /** Nobody wants one. */
  | { readonly state: 'off' }
  | { readonly state: 'connecting' }
  | { readonly state: 'online'; readonly since: number }
  | { readonly state: 'retrying'; readonly until: number; readonly reason: string }
  | { readonly state: 'needsAttention'; readonly reason: string; readonly remedy: string }

/** What the relay keeps for this workstation. */
export interface RelayWaiting {
  readonly count: number
  /** When the first of them came; null: none waits. */
  readonly oldestAt: number | null
  /** Kept apart, because this workstation would not have them. */
  readonly refused: number
  /** What its operator must know, such as a disk that is nearly full. */
  readonly alarm: string | null
}

/** What a person should know while channels seem well. `changesAt`: when to ask again; null: when something happens. */
export interface RelayWarning {
  readonly sentence: string | null
  readonly changesAt: number | null
}

/** A line that breaks for less than this is nobody's trouble: networks and relays are started anew every day. */
const briefMs = 30 * SECOND
/** What waits longer than this, waits for something that is wrong. */
const longMs = 3 * MINUTE

/** `awaySince`: since when there is no line; null: there is one. */
export const relayWarning = (
  relay: { readonly state: RelayState; readonly awaySince: number | null; readonly waiting: RelayWaiting | null },
  now: number,
): RelayWarning => {
  const { state, awaySince, waiting } = relay
  if (state.state === 'off') return { sentence: null, changesAt: null }
  if (state.state === 'needsAttention')
    return { sentence: `${state.reason} What customers write does not arrive. ${state.remedy}`, changesAt: null }
  if (awaySince !== null) {
    if (now < awaySince + briefMs) return { sentence: null, changesAt: awaySince + briefMs }
    return {
      sentence: 'The relay cannot be reached: what customers write does not arrive until it can be.',
      changesAt: null,
    }
  }
  const oldestAt = waiting?.oldestAt ?? null
  if (oldestAt === null) return { sentence: null, changesAt: null }
  if (now < oldestAt + longMs) return { sentence: null, changesAt: oldestAt + longMs }
  return {
    sentence: 'Something has been waiting at the relay for minutes: customers may be without an answer.',
    changesAt: null,
  }
}

/** What is wrong with an address of a relay; null: nothing. Secrets go there, so it is encrypted, but on this machine. */
export const relayAddressFault = (text: string): ReturnType<typeof addressFault> | 'notEncrypted' => {
  const fault = addressFault(text)
  if (fault !== null) return fault
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || isThisMachine(hostname) ? null : 'notEncrypted'
}

const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** Of an address, whether it leads nowhere but here. */
export const isThisMachineOnly = (address: string): boolean =>
  URL.canParse(address) && isThisMachine(new URL(address).hostname)

/** The same place however it is written. */
export const relayRoot = (address: string): string => address.trim().replace(/\/+$/, '')

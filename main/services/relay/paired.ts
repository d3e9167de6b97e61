// Whether this workstation is paired with a relay, which one, and by which address networks reach it through that.
import { isRelayedKind, relayRoot } from '../../domain/relay.ts'
import type { SystemSettings } from '../../domain/settings.ts'
import type { Channel, Reads, RelayFacts } from '../../storage/store.ts'

/** What the relay of the present pairing told of itself; null: there is no pairing, or it has told nothing yet. */
export const pairedRelay = async (reads: Pick<Reads, 'settings' | 'relay'>): Promise<RelayFacts | null> => {
  const [settings, facts] = await Promise.all([reads.settings.all(), reads.relay.get()])
  return facts !== null && isPairing(settings) && isOf(facts, settings) ? facts : null
}

/** All three are there; whether the relay knows them is another question. */
export const isPairing = (settings: SystemSettings): boolean =>
  settings.IdentityServerUrl !== '' &&
  settings.IdentityServerClientId !== '' &&
  settings.IdentityServerClientSecret !== null

const isOf = (facts: RelayFacts, settings: SystemSettings): boolean =>
  facts.url === relayRoot(settings.IdentityServerUrl) && facts.clientId === settings.IdentityServerClientId

/** Networks call it through the relay, if there is one: it has no public address of its own. */
export const isRelayed = ({ kind, settings }: Pick<Channel, 'kind' | 'settings'>): boolean =>
  isRelayedKind(kind) && ownAddress(settings) === ''

/** Where networks reach this channel alone; '' = where they reach all others. */
export const ownAddress = ({ publicUrl }: Channel['settings']): string =>
  typeof publicUrl === 'string' ? publicUrl : ''

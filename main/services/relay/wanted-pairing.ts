// Which relay the system settings want a line to, or in words why there can be none.
import { type RelayState, relayAddressFault, relayRoot } from '../../domain/relay.ts'
import type { SystemSettings } from '../../domain/settings.ts'
import type { Keychain } from '../keychain.ts'
import { isPairing } from './paired.ts'
import type { RelayPairing } from './relay-line.ts'

export const wantedPairing = (
  settings: SystemSettings,
  keychain: Keychain,
): { readonly pairing: RelayPairing } | { readonly state: RelayState } => {
  const url = relayRoot(settings.IdentityServerUrl)
  if (url === '') return { state: { state: 'off' } }
  const fault = relayAddressFault(url)
  if (fault !== null) return needsAttention(faultWords[fault], 'Correct the address, or pair Parley anew.')
  if (!isPairing(settings) || settings.IdentityServerClientSecret === null)
    return needsAttention(`Parley is not paired with the relay at ${url}.`, pairAnew)
  try {
    const clientSecret = keychain.open(settings.IdentityServerClientSecret)
    if (!isWord(`${settings.IdentityServerClientId}${clientSecret}`))
      return needsAttention('The client ID or the secret of the relay has signs in it that no relay gives.', pairAnew)
    return { pairing: { url, clientId: settings.IdentityServerClientId, clientSecret } }
  } catch {
    return needsAttention('The secret of the relay cannot be opened with the key of this machine.', pairAnew)
  }
}

/** Both travel in a header. */
const isWord = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

const pairAnew = 'Ask whoever runs the relay for a code, and pair Parley under Channels, Relay, in the settings.'

const faultWords = {
  notWeb: 'What is entered as the address of the relay is no web address.',
  credentials: 'The address of the relay must not hold a user name or a password.',
  query: 'The address of the relay must not have a "?" or a "#" in it.',
  notEncrypted: 'The address of the relay must begin with https://, because secrets go there.',
} as const

const needsAttention = (reason: string, remedy: string) => ({
  state: { state: 'needsAttention', reason, remedy } as const,
})

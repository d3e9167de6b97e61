// Secrets of channels: taken out of the settings, sealed with this machine's key, and never sent back to a screen.
import type { Connector, Log } from '../channels/channel.ts'
import type { ChannelId } from '../domain/ids.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Channel } from '../storage/store.ts'
import type { Keychain } from './keychain.ts'

export type ChannelSettings = Readonly<Record<string, unknown>>

export class ChannelSecrets {
  readonly #keychain: Keychain
  readonly #log: Log

  constructor(ports: { keychain: Keychain; log: Log }) {
    this.#keychain = ports.keychain
    this.#log = ports.log
  }

  of(channel: Channel): Record<string, unknown> {
    if (channel.sealedSecrets === null) return {}
    try {
      return JSON.parse(this.#keychain.open(channel.sealedSecrets)) as Record<string, unknown>
    } catch {
      this.#log.error('The secrets of a channel cannot be opened with the key of this machine', {
        channelId: channel.id,
      })
      return {}
    }
  }

  /** What a connector wanted remembered; null also when this machine's key does not open it. */
  opened(sealed: string | null, channelId: ChannelId): string | null {
    try {
      return sealed === null ? null : this.#keychain.open(sealed)
    } catch {
      this.#log.error('What a channel remembered cannot be opened with the key of this machine', { channelId })
      return null
    }
  }

  split(connector: Connector, settings: ChannelSettings): { open: ChannelSettings; sealed: string | null } {
    const isSecret = ([name]: [string, unknown]) => connector.secretFields.includes(name)
    const entries = Object.entries(settings)
    const secrets = Object.fromEntries(entries.filter(isSecret))
    const open = Object.fromEntries(entries.filter(entry => !isSecret(entry)))
    return { open, sealed: Object.keys(secrets).length === 0 ? null : this.#keychain.seal(JSON.stringify(secrets)) }
  }
}

/** An empty secret in a form means: leave it as it is. */
export const withoutEmpty = (settings: ChannelSettings, secretFields: readonly string[]): ChannelSettings =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) => !(secretFields.includes(name) && (value === '' || value === undefined)),
    ),
  )

/** Stored secrets go only where they went before: whoever may change an address must not have a token sent to it. */
export const secretsStay = (connector: Connector, before: ChannelSettings, after: ChannelSettings): boolean =>
  (connector.secretsGoTo ?? []).every(name => (before[name] || null) === (after[name] || null))

/** What is given, with the stored secrets where none are given. Refused when they would be sent elsewhere than before. */
export const withStoredSecrets = (
  connector: Connector,
  stored: { readonly settings: ChannelSettings; readonly secrets: ChannelSettings },
  given: ChannelSettings,
): ChannelSettings | Refusal => {
  const typed = withoutEmpty(given, connector.secretFields)
  if (secretsStay(connector, stored.settings, typed)) return { ...stored.secrets, ...typed }
  const missing = connector.secretFields.find(name => stored.secrets[name] !== undefined && typed[name] === undefined)
  if (missing === undefined) return typed
  const sentence =
    'Enter it again: it would be sent to another address than before, so the stored one does not go along.'
  return refuse('invalid', `${missing}: ${sentence}`, { field: missing })
}

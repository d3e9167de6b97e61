// Secrets of channels: taken out of the settings, sealed with this machine's key, and never sent back to a screen.
import type { Connector, Log } from '../channels/channel.ts'
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

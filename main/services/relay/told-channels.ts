// What the relay is told of this workstation's channels, and what it answers: the keys by which it signs what it brings.
import type { Connector, Log } from '../../channels/channel.ts'
import type { Clock } from '../../domain/clock.ts'
import { asId, type ChannelId } from '../../domain/ids.ts'
import { isRelayedKind } from '../../domain/relay.ts'
import type { ChannelKind } from '../../domain/unified-message.ts'
import type { Channel, Reads, Store } from '../../storage/store.ts'
import { putOnRecord } from '../audit-trail.ts'
import { ChannelSecrets } from '../channel-secrets.ts'
import type { Keychain } from '../keychain.ts'
import { isRelayed } from './paired.ts'
import type { RelayedChannel } from './relay-line.ts'

/** The secret of a channel that holds the key of the relay. */
const keyName = 'relayKey'

export class ToldChannels {
  readonly #store: Store
  readonly #clock: Clock
  readonly #connectors: ReadonlyMap<ChannelKind, Connector>
  readonly #secrets: ChannelSecrets
  readonly #reconnect: (id: ChannelId) => Promise<void>

  constructor(
    ports: { store: Store; clock: Clock; log: Log; keychain: Keychain; connectors: readonly Connector[] },
    /** Connects a channel anew, with the secrets that are stored now. */
    reconnect: (id: ChannelId) => Promise<void>,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#connectors = new Map(ports.connectors.map(connector => [connector.kind, connector]))
    this.#secrets = new ChannelSecrets(ports)
    this.#reconnect = reconnect
  }

  /** Those that are on and have no public address of their own. */
  async all(reads: Reads = this.#store): Promise<readonly RelayedChannel[]> {
    return (await reads.channels.all()).flatMap(channel => this.#told(channel) ?? [])
  }

  /** Keeps what is new of these keys, by channel. */
  async keep(keys: Readonly<Record<string, string>>): Promise<void> {
    for (const [channelId, key] of Object.entries(keys)) {
      const id = asId<ChannelId>(channelId)
      if (await this.#keepOne(id, key)) await this.#reconnect(id)
    }
  }

  #told(channel: Channel): RelayedChannel | null {
    const { id, kind, settings } = channel
    if (!channel.active || !isRelayed(channel) || !isRelayedKind(kind) || !this.#connectors.has(kind)) return null
    const secrets = this.#secrets.of(channel)
    if (kind === 'whatsapp') {
      const secret = textOf(secrets.authToken)
      return secret === '' ? null : { channelId: id, kind, place: textOf(settings.sender), secret }
    }
    // With an app secret of its own, a page's calls come to this workstation directly.
    const place = textOf(settings.pageId)
    return place === '' || textOf(secrets.appSecret) !== '' ? null : { channelId: id, kind, place }
  }

  async #keepOne(id: ChannelId, key: string): Promise<boolean> {
    return this.#store.transact(async tx => {
      const channel = await tx.channels.get(id)
      const connector = channel === null ? undefined : this.#connectors.get(channel.kind)
      if (channel === null || connector?.secretFields.includes(keyName) !== true) return false
      const secrets = this.#secrets.of(channel)
      if (secrets[keyName] === key) return false
      const { sealed } = this.#secrets.split(connector, { ...secrets, [keyName]: key })
      await tx.channels.update(id, { sealedSecrets: sealed })
      const at = this.#clock.now()
      await putOnRecord(tx, null, at, {
        noun: 'channel',
        nounId: id,
        name: channel.name,
        deed: 'changed',
        before: {},
        after: { relay: 'a key to know its calls by' },
      })
      await tx.events.append({ type: 'channel.changed', at, audience: 'everyone', channelId: id })
      return true
    })
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

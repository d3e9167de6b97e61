// The relay as supervisors see it: how it is, pairing by a one-time code, and parting. The three settings of the seeds are the
// pairing, so whoever may change those may do this.
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { relayAddressFault, relayRoot } from '../../domain/relay.ts'
import type { SystemSettings } from '../../domain/settings.ts'
import { applySettings } from '../setting-service.ts'
import type { Actor } from '../verbs.ts'
import { pairedRelay } from './paired.ts'
import type { RelayKeeper, RelayParts } from './relay-keeper.ts'
import type { RelayStatus, RelayVerbs } from './relay-verbs.ts'

/** Longer than a relay needs, shorter than a person's patience. */
const patienceMs = 15_000

export class RelayDesk implements RelayVerbs {
  readonly #parts: Pick<RelayParts, 'store' | 'clock' | 'keychain' | 'relay'>
  readonly #keeper: RelayKeeper

  constructor(parts: Pick<RelayParts, 'store' | 'clock' | 'keychain' | 'relay'>, keeper: RelayKeeper) {
    this.#parts = parts
    this.#keeper = keeper
  }

  async status(): Promise<RelayStatus> {
    const { store } = this.#parts
    const [settings, relay] = await Promise.all([store.settings.all(), pairedRelay(store)])
    return {
      url: relayRoot(settings.IdentityServerUrl),
      publicUrl: relay?.publicUrl ?? null,
      hasFacebook: relay !== null && relay.facebookApp !== null,
      ...this.#keeper.now,
    }
  }

  async pair(actor: Actor, input: { readonly url: string; readonly code: string }): Promise<RelayStatus | Refusal> {
    const url = relayRoot(input.url)
    const fault = relayAddressFault(url)
    if (fault !== null) return refuse('invalid', `url: ${faultWords[fault]}`, { field: 'url' })
    const code = input.code.trim()
    if (code === '') return refuse('invalid', 'code: enter the code that the relay showed.', { field: 'code' })
    const paired = await this.#parts.relay.pair(url, code, AbortSignal.timeout(patienceMs))
    if (isRefusal(paired)) return paired
    // The relay of the pairing before hears that it ended: nobody else would ever end it there.
    await this.#keeper.leave(() =>
      this.#store(actor, {
        IdentityServerUrl: url,
        IdentityServerClientId: paired.clientId,
        IdentityServerClientSecret: this.#parts.keychain.seal(paired.clientSecret),
      }),
    )
    return this.status()
  }

  async unpair(actor: Actor): Promise<RelayStatus> {
    await this.#keeper.leave(() =>
      this.#store(actor, { IdentityServerUrl: '', IdentityServerClientId: '', IdentityServerClientSecret: null }),
    )
    return this.status()
  }

  #store(actor: Actor, pairing: Partial<SystemSettings>): Promise<void> {
    const { store, clock } = this.#parts
    return store.transact(async tx => {
      const at = clock.now()
      await applySettings(tx, actor, pairing, at)
      await tx.relay.set(null)
      await tx.events.append({ type: 'settings.changed', at, audience: 'everyone', agentId: actor.agentId })
    })
  }
}

const faultWords = {
  notWeb: 'enter the address of the relay, such as https://relay.example.com.',
  credentials: 'leave out the user name and the password.',
  query: 'leave out what begins with "?" or "#".',
  notEncrypted: 'the address must begin with https://, because secrets go there.',
} as const

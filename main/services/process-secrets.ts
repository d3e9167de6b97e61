// Secrets that HTTP tasks send: by name, sealed like those of channels, each for one host alone, and never sent back to a screen.
import type { Clock } from '../domain/clock.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { ProcessSecret } from '../storage/process-store.ts'
import type { Reads, Store } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { Keychain } from './keychain.ts'
import type { SecretCard } from './process-verbs.ts'
import type { Doer, Done } from './verbs.ts'

export class ProcessSecrets {
  readonly #store: Store
  readonly #clock: Clock
  readonly #keychain: Keychain

  constructor(ports: { store: Store; clock: Clock; keychain: Keychain }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#keychain = ports.keychain
  }

  async list(): Promise<readonly SecretCard[]> {
    return Promise.all((await this.#store.processSecrets.all()).map(secret => cardOf(this.#store, secret)))
  }

  set(doer: Doer, { name, host, value }: { name: string; host: string; value: string }): Promise<SecretCard | Refusal> {
    const at = this.#clock.now()
    return this.#store.transact(async tx => {
      const known = (await tx.processSecrets.all()).find(secret => secret.name === name)
      if (value === '' && known?.host !== host) {
        const why =
          known === undefined ? 'must not be empty' : 'enter it again: it would be sent to another host than before'
        return refuse('invalid', `value: ${why}.`, { field: 'value' })
      }
      const sealed = value === '' ? known?.sealed : this.#keychain.seal(value)
      const secret = { name, host, sealed: sealed ?? '', changedAt: at, changedBy: doer?.agentId ?? null }
      if (known !== undefined && value === '') return cardOf(tx, known)
      await tx.processSecrets.put(secret)
      await putOnRecord(tx, doer, at, {
        noun: 'processSecret',
        nounId: name,
        name,
        deed: known === undefined ? 'created' : 'changed',
        ...(known === undefined ? {} : { before: { host: known.host, value: 'set' } }),
        after: { host, value: known === undefined ? 'set' : 'set anew' },
      })
      await tx.events.append({ type: 'process.changed', at, audience: 'everyone' })
      return cardOf(tx, secret)
    })
  }

  remove(doer: Doer, name: string): Promise<Done | Refusal> {
    const at = this.#clock.now()
    return this.#store.transact(async tx => {
      const known = (await tx.processSecrets.all()).find(secret => secret.name === name)
      if (known === undefined) return undefined
      await tx.processSecrets.delete(name)
      const record = { noun: 'processSecret', nounId: name, name, deed: 'deleted' } as const
      await putOnRecord(tx, doer, at, { ...record, before: { host: known.host, value: 'set' } })
      await tx.events.append({ type: 'process.changed', at, audience: 'everyone' })
      return undefined
    })
  }
}

const cardOf = async (
  reads: Reads,
  { name, host, changedAt, changedBy }: Omit<ProcessSecret, 'sealed'>,
): Promise<SecretCard> => ({
  name,
  host,
  changedAt,
  changedByName: changedBy === null ? null : ((await reads.agents.get(changedBy))?.name ?? changedBy),
})

// Keys that sign a browser in once, without a password: for whoever started the program on this machine.
import { type Clock, MINUTE } from '../domain/clock.ts'
import type { AgentId, Ids } from '../domain/ids.ts'

const lifeMs = 15 * MINUTE

export class OneTimeKeys {
  readonly #clock: Pick<Clock, 'now'>
  readonly #ids: Pick<Ids, 'secret'>
  readonly #keys = new Map<string, { agentId: AgentId; until: number }>()

  constructor(clock: Pick<Clock, 'now'>, ids: Pick<Ids, 'secret'>) {
    this.#clock = clock
    this.#ids = ids
  }

  mint(agentId: AgentId): string {
    const key = this.#ids.secret(24)
    this.#keys.set(key, { agentId, until: this.#clock.now() + lifeMs })
    return key
  }

  /** Whom the key signs in; null when it was used, is too old or was never given. */
  redeem(key: string): AgentId | null {
    const known = this.#keys.get(key)
    this.#keys.delete(key)
    return known !== undefined && known.until > this.#clock.now() ? known.agentId : null
  }
}

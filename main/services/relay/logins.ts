// Logins at Facebook that were begun here: what the relay says of each, kept in memory alone, for the agent who began it.
import { type Clock, MINUTE, SECOND } from '../../domain/clock.ts'
import type { AgentId, Ids } from '../../domain/ids.ts'
import { relayAddressFault } from '../../domain/relay.ts'
import type { LoginOutcome } from './relay-line.ts'

/** Tokens are not kept longer than somebody needs to tick some pages. */
const goodForMs = 20 * MINUTE
/** As long as a relay has to say where the person is to go. */
const patienceMs = 10 * SECOND

interface Login {
  readonly agentId: AgentId
  readonly until: number
  /** Null: it has ended already; undefined: it cannot be. */
  readonly isSent: (url: string | null | undefined) => void
  outcome: LoginOutcome | null
}

export class Logins {
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'secret'>
  readonly #changed: () => void
  readonly #logins = new Map<string, Login>()

  /** `changed`: a login has ended, and whoever waits for it may look. */
  constructor(ports: { clock: Clock; ids: Pick<Ids, 'secret'> }, changed: () => void) {
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#changed = changed
  }

  /** `say` asks the relay. Null: it is away, or says nothing. A login that cannot be is `ended` with no address. */
  async begin(
    agentId: AgentId,
    say: (wish: string) => boolean,
  ): Promise<{ readonly wish: string; readonly url: string | null } | null> {
    this.#drop()
    const wish = this.#ids.secret(24)
    const url = await new Promise<string | null | undefined>(resolve => {
      const until = this.#clock.now() + goodForMs
      const cancel = this.#clock.wakeAt(this.#clock.now() + patienceMs, () => resolve(undefined))
      const isSent = (where: string | null | undefined) => {
        cancel()
        resolve(where)
      }
      this.#logins.set(wish, { agentId, until, isSent, outcome: null })
      if (!say(wish)) isSent(undefined)
    })
    if (url !== undefined) return { wish, url }
    this.#logins.delete(wish)
    return null
  }

  /** What is opened in somebody's browser is a web page, and its way is encrypted. */
  sendTo(wish: string, url: string): void {
    const fault = URL.canParse(url) ? relayAddressFault(new URL(url).origin) : 'notWeb'
    this.#logins.get(wish)?.isSent(fault === null ? url : undefined)
  }

  end(wish: string, outcome: LoginOutcome): void {
    this.#drop()
    const login = this.#logins.get(wish)
    if (login === undefined) return
    login.outcome = outcome
    login.isSent(null)
    this.#changed()
  }

  /** 'waiting': the person has not come back yet; null: there is no such login of this agent's (any more). */
  outcome(agentId: AgentId, wish: string): LoginOutcome | 'waiting' | null {
    this.#drop()
    const login = this.#logins.get(wish)
    return login === undefined || login.agentId !== agentId ? null : (login.outcome ?? 'waiting')
  }

  #drop(): void {
    for (const [wish, { until }] of this.#logins) if (until <= this.#clock.now()) this.#logins.delete(wish)
  }
}

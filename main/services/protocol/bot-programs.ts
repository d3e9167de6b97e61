// Bots that programs make for themselves: each with a secret, against which the program gets tokens that last a day.
import { botScopes, mostTokens } from '../../domain/access-token.ts'
import { type Clock, DAY } from '../../domain/clock.ts'
import type { AgentId, Ids } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Store, Transaction } from '../../storage/store.ts'
import type { AccessTokens } from '../access-tokens.ts'
import type { Doer } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import { mayStandInFor } from '../given-rights.ts'
import type { Passwords } from '../passwords.ts'
import type { AgentCard, AgentVerbs, BotInput } from '../people-verbs.ts'

/** Source: "Issue Bot Token", 3.6. */
const tokenLifeMs = DAY

export class BotPrograms {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #passwords: Pick<Passwords, 'digest'>
  readonly #agents: Pick<AgentVerbs, 'createBot'>
  readonly #tokens: Pick<AccessTokens, 'createIn'>

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; passwords: Pick<Passwords, 'digest'> },
    agents: Pick<AgentVerbs, 'createBot'>,
    tokens: Pick<AccessTokens, 'createIn'>,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#passwords = ports.passwords
    this.#agents = agents
    this.#tokens = tokens
  }

  /** The bot, and the secret by which its program gets tokens: told this once. */
  async create(doer: Doer, input: BotInput): Promise<{ readonly card: AgentCard; readonly secret: string } | Refusal> {
    const card = await this.#agents.createBot(doer, input)
    if (isRefusal(card)) return card
    const secret = this.#ids.secret(24)
    await this.#store.transact(tx => this.#setSecret(tx, card.agent.id, secret))
    return { card, secret }
  }

  /** The secret before is good no more; tokens that were given against it are, until they end. */
  resetSecret(doer: Doer, botId: AgentId): Promise<string | Refusal> {
    const secret = this.#ids.secret(24)
    return this.#store.transact(async tx => {
      const bot = await tx.agents.get(botId)
      if (bot?.kind !== 'bot') return noSuchBot()
      const no = await mayStandInFor(tx, doer, bot, 'id')
      if (no !== null) return no
      await this.#setSecret(tx, botId, secret)
      const [before, after] = [{ secret: 'set' }, { secret: 'set anew' }]
      await putOnRecord(tx, doer, this.#clock.now(), {
        noun: 'agent',
        nounId: botId,
        name: bot.name,
        deed: 'changed',
        before,
        after,
      })
      return secret
    })
  }

  /** The same refusal whatever is wrong, so that nothing can be guessed. The oldest tokens give way to the new one. */
  issueToken(botId: AgentId, clientId: string, secret: string): Promise<string | Refusal> {
    return this.#store.transact(async tx => {
      const bot = await tx.agents.get(botId)
      const known = bot === null ? null : await tx.configuration.botSecret(botId)
      const isRight = known !== null && known === this.#passwords.digest(secret)
      if (bot?.kind !== 'bot' || bot.deactivatedAt !== null || bot.clientId !== clientId || !isRight)
        return refuse('notSignedIn', 'There is no such bot of this client, or its secret is wrong.')
      const token = `pat_${this.#ids.secret(32)}`
      const input = { label: bot.name, scopes: botScopes, expiresAt: this.#clock.now() + tokenLifeMs, clientId }
      const older = await tx.accessTokens.ofAgent(botId)
      for (const { id } of older.slice(mostTokens - 1)) await tx.accessTokens.revoke(id, this.#clock.now())
      const made = await this.#tokens.createIn(tx, { agentId: botId }, botId, input, token)
      return isRefusal(made) ? made : token
    })
  }

  #setSecret(tx: Transaction, botId: AgentId, secret: string): Promise<void> {
    return tx.configuration.setBotSecret(botId, this.#passwords.digest(secret))
  }
}

const noSuchBot = (): Refusal => refuse('notFound', 'There is no such bot.', { field: 'id' })

// The second factor: a code from an app on the agent's phone besides the password, and recovery codes for when it is lost.
import type { Clock } from '../domain/clock.ts'
import type { AgentId, Ids } from '../domain/ids.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import {
  base32,
  fromBase32,
  keyUri,
  readCode,
  recoveryCodes,
  shownRecoveryCode,
  stepOf,
} from '../domain/second-factor.ts'
import type { SecondFactor, Store, Transaction } from '../storage/store.ts'
import type { Actor, Doer, Done } from './actor.ts'
import { putOnRecord } from './audit-trail.ts'
import type { Keychain } from './keychain.ts'
import type { Passwords } from './passwords.ts'
import type { SecondFactorVerbs } from './people-verbs.ts'

const wrongCode =
  'code: This code is wrong or was used already. Wait for the next one that the app shows, then enter that.'
const notOn = 'There is no second factor. It was turned off meanwhile.'

export class SecondFactors implements SecondFactorVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #passwords: Passwords
  readonly #keychain: Keychain

  constructor(ports: { store: Store; clock: Clock; ids: Ids; passwords: Passwords; keychain: Keychain }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#passwords = ports.passwords
    this.#keychain = ports.keychain
  }

  async stateOf(agentId: AgentId) {
    const factor = await this.#store.waysIn.secondFactor(agentId)
    if (factor === null || factor.confirmedAt === null) return null
    return { since: factor.confirmedAt, recoveryCodesLeft: await this.#store.waysIn.recoveryCodesLeft(agentId) }
  }

  async begin({ agentId }: Actor) {
    const agent = await this.#store.agents.get(agentId)
    if (agent === null) return refuse('notFound', 'There is no such agent.')
    const secret = base32(this.#randomBytes('second factor'))
    const sealedSecret = this.#keychain.seal(secret)
    return this.#store.transact(async tx => {
      if ((await tx.waysIn.secondFactor(agentId))?.confirmedAt != null)
        return refuse('conflict', 'Your second factor is on already. Turn it off first to set it up anew.')
      await tx.waysIn.putSecondFactor({ agentId, sealedSecret, confirmedAt: null, lastStep: null })
      return { secret, uri: keyUri(secret, agent.login) }
    })
  }

  async confirm(actor: Actor, code: string) {
    const { agentId } = actor
    const codes = Array.from({ length: recoveryCodes }, () => shownRecoveryCode(this.#randomBytes('recovery code')))
    return this.#store.transact(async tx => {
      const factor = await tx.waysIn.secondFactor(agentId)
      if (factor === null) return refuse('notFound', 'Begin anew: the secret that you saw is void.')
      if (factor.confirmedAt !== null) return refuse('conflict', 'Your second factor is on already.')
      const step = this.#stepOf(factor, code)
      if (step === null)
        return refuse('invalid', 'code: This is not what the app should show now. Check the clock of your phone.', {
          field: 'code',
        })
      const now = this.#clock.now()
      await tx.waysIn.putSecondFactor({ ...factor, confirmedAt: now, lastStep: step })
      await tx.waysIn.putRecoveryCodes(
        agentId,
        codes.map(one => this.#hashOf(agentId, one)),
      )
      await this.#note(tx, actor, agentId, 'on')
      return { recoveryCodes: codes }
    })
  }

  async stop(actor: Actor, password: string): Promise<Done | Refusal> {
    const agent = await this.#store.agents.get(actor.agentId)
    if (agent === null || !(await this.#passwords.verify(password, agent.passwordHash)))
      return refuse('invalid', 'password: That is not your present password.', { field: 'password' })
    return this.reset(actor, actor.agentId)
  }

  reset(doer: Doer, agentId: AgentId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      if ((await tx.waysIn.secondFactor(agentId))?.confirmedAt == null) return refuse('notFound', notOn)
      await tx.waysIn.deleteSecondFactor(agentId)
      await this.#note(tx, doer, agentId, 'off')
      return undefined
    })
  }

  /** Null: the code is right, or none is asked for. A code is taken once; so is a recovery code. */
  async ask(agentId: AgentId, code: string | undefined): Promise<Refusal | null> {
    const factor = await this.#store.waysIn.secondFactor(agentId)
    if (factor === null || factor.confirmedAt === null) return null
    if (code === undefined || code.trim() === '')
      return refuse('notSignedIn', 'code: Enter the code that your authenticator app shows.', { field: 'code' })
    const isRight = await this.#store.transact(tx => this.#take(tx, agentId, code))
    return isRight ? null : refuse('notSignedIn', wrongCode, { field: 'code' })
  }

  async #take(tx: Transaction, agentId: AgentId, code: string): Promise<boolean> {
    const factor = await tx.waysIn.secondFactor(agentId)
    const typed = readCode(code)
    if (factor === null || typed === null) return false
    if (typed.kind === 'recovery') return tx.waysIn.spendRecoveryCode(agentId, this.#hashOf(agentId, typed.code))
    const step = this.#stepOf(factor, typed.code)
    if (step === null) return false
    await tx.waysIn.putSecondFactor({ ...factor, lastStep: step })
    return true
  }

  #stepOf(factor: SecondFactor, code: string): number | null {
    const typed = readCode(code)
    if (typed?.kind !== 'app') return null
    const key = fromBase32(this.#keychain.open(factor.sealedSecret))
    return stepOf(this.#passwords.mac, key, typed.code, this.#clock.now(), factor.lastStep)
  }

  #hashOf(agentId: AgentId, recoveryCode: string): string {
    return this.#passwords.digest(`${agentId}:${recoveryCode.replaceAll('-', '')}`)
  }

  /** 20 bytes, the length that RFC 4226 section 4 recommends. */
  #randomBytes(purpose: string): Uint8Array {
    const utf8 = new TextEncoder()
    return this.#passwords.mac(utf8.encode(this.#ids.secret(32)), utf8.encode(purpose))
  }

  async #note(tx: Transaction, doer: Doer, agentId: AgentId, secondFactor: 'on' | 'off'): Promise<void> {
    const at = this.#clock.now()
    const name = (await tx.agents.get(agentId))?.name ?? agentId
    const before = { secondFactor: secondFactor === 'on' ? 'off' : 'on' }
    await putOnRecord(tx, doer, at, {
      noun: 'agent',
      nounId: agentId,
      name,
      deed: 'changed',
      before,
      after: { secondFactor },
    })
    await tx.events.append({ type: 'agent.changed', at, audience: 'everyone', agentId })
  }
}

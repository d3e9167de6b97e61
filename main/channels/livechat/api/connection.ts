// The connection to LiveChat as long as the channel is on: signs in, renews the sign-in on the live line before it ends, connects
// again with growing pauses, follows to another data centre, and stops where LiveChat asks not to be bothered.
import { type Clock, HOUR, MINUTE, pause, SECOND } from '../../../domain/clock.ts'
import type { ChannelHealth } from '../../../domain/unified-message.ts'
import type { Log } from '../../channel.ts'
import * as wire from '../wire.ts'
import type { Access, AccessKeeper } from './access.ts'
import { afterDisconnect, afterRefusal, type Reaction, tokenRefused } from './disconnects.ts'
import { knownRegion, regionHeaders, socketUrl } from './hosts.ts'
import { type LineEnd, type Push, RtmLine } from './rtm-line.ts'
import type { Answer, Trouble } from './trouble.ts'

export interface ConnectionPorts {
  readonly apiRoot: string
  readonly access: AccessKeeper
  readonly clock: Clock
  readonly log: Log
  /** From 0 up to 1. */
  readonly random: () => number
  readonly signal: AbortSignal
  readonly report: (health: ChannelHealth) => void
  /** Signed in. */
  readonly onUp: (login: wire.Login) => void
  readonly onDown: () => void
  readonly onPush: (push: Push) => void
}

/** How one attempt went. */
type Outcome =
  | { readonly kind: 'ended'; readonly end: LineEnd; readonly wasUp: boolean }
  | { readonly kind: 'refused'; readonly trouble: Trouble; readonly region: string | null }
  | { readonly kind: 'noAccess'; readonly why: string; readonly isFinal: boolean }

const stoppedForMs = 10 * MINUTE
const renewBeforeMs = 5 * MINUTE
const renewAgainMs = 30 * SECOND
const mostMoves = 3
/** Until the channel is connected anew. */
const forGood = 1_000_000 * HOUR

export class Connection {
  readonly #ports: ConnectionPorts
  #line: RtmLine | null = null
  #present: { readonly line: RtmLine; readonly me: string; readonly access: Access } | null = null
  #region: string | null = null
  #failures = 0
  #moves = 0
  #hasRenewed = false
  #stopRenewing: () => void = () => {}

  constructor(ports: ConnectionPorts) {
    this.#ports = ports
  }

  /** Our account's id while we are signed in. */
  get me(): string | null {
    return this.#present?.me ?? null
  }

  /** By what and where the Web API may be called now. */
  get standing(): { readonly authorization: string; readonly region: string | null } | null {
    const access = this.#present?.access
    return access === undefined ? null : { authorization: access.authorization, region: this.#region ?? access.region }
  }

  /** Without a connection, at once: it did not arrive. */
  call(action: string, payload: unknown): Promise<Answer> {
    return (
      this.#present?.line.call(action, payload) ??
      Promise.resolve({ ok: false, trouble: { kind: 'unreached', why: 'no connection' } })
    )
  }

  /** Resolves after the signal aborted. */
  async run(): Promise<void> {
    const { signal, clock } = this.#ports
    const stop = () => this.#line?.close()
    signal.addEventListener('abort', stop, { once: true })
    while (!signal.aborted) {
      const outcome = await this.#attempt()
      if (signal.aborted) break
      const waitMs = this.#waitAfter(outcome)
      if (waitMs > 0) await pause(clock, waitMs, signal)
    }
  }

  async #attempt(): Promise<Outcome> {
    const { access: keeper, apiRoot, clock, signal, onUp, onDown, onPush } = this.#ports
    const access = await keeper.current()
    if (!('authorization' in access)) return { kind: 'noAccess', ...access }
    if (signal.aborted) return { kind: 'noAccess', why: '', isFinal: false }
    const region = this.#region ?? access.region
    return new Promise(resolve => {
      const to = { url: socketUrl(apiRoot, region), headers: regionHeaders(region) }
      let wasUp = false
      const line = new RtmLine(to, {
        clock,
        onPush,
        onOpen: () => void this.#login(line, access).then(entered),
        onEnd: end => {
          this.#stopRenewing()
          this.#line = null
          this.#present = null
          if (wasUp) onDown()
          resolve({ kind: 'ended', end, wasUp })
        },
      })
      this.#line = line
      const entered = (login: wire.Login | Trouble) => {
        if (this.#line !== line) return
        if ('kind' in login) {
          resolve({ kind: 'refused', trouble: login, region: 'region' in login ? login.region : null })
          line.close()
          return
        }
        wasUp = true
        this.#present = { line, me: login.my_profile.id, access }
        this.#renewInTime(line, access)
        onUp(login)
      }
    })
  }

  async #login(line: RtmLine, access: Access): Promise<wire.Login | Trouble> {
    const answer = await line.call('login', {
      token: access.authorization,
      // The status that was set before the line broke stands.
      reconnect: true,
      application: { name: 'Parley', version: '1' },
    })
    // Unanswered, nobody knows whether we are in: a new connection begins anew.
    if (!answer.ok) return answer.trouble
    const read = wire.login.safeParse(answer.payload).data
    return read ?? { kind: 'foreign', status: 200 }
  }

  /** Before the token ends, on the live line; again and again until it has ended. */
  #renewInTime(line: RtmLine, access: Access): void {
    const { clock, access: keeper } = this.#ports
    if (access.expiresAt === null) return
    const at = Math.max(access.expiresAt - renewBeforeMs, clock.now() + renewAgainMs)
    this.#stopRenewing = clock.wakeAt(at, async () => {
      const next = await keeper.renew()
      if (this.#present?.line !== line) return
      if (!('authorization' in next)) {
        this.#renewInTime(line, access)
        return
      }
      const answer = await line.call('update_session', { token: next.authorization })
      if (this.#present?.line !== line) return
      this.#present = { ...this.#present, access: next }
      // Refused, it would be cut at the old one's end: a new connection finds out why.
      if (answer.ok) this.#renewInTime(line, next)
      else line.close()
    })
  }

  /** Says how it is, and for how long to wait before the next attempt. */
  #waitAfter(outcome: Outcome): number {
    if (outcome.kind === 'noAccess')
      return outcome.isFinal ? this.#stopped({ ...tokenRefused, reason: outcome.why }) : this.#later(outcome.why)
    if (outcome.kind === 'ended') {
      if (outcome.wasUp) this.#settledIn()
      const { reason, region, why } = outcome.end
      if (reason === null) return this.#later(`LiveChat cannot be reached (${why}).`)
      return this.#follow(afterDisconnect(reason), region, true)
    }
    const { trouble, region } = outcome
    if (trouble.kind === 'refused') return this.#follow(afterRefusal(trouble.type, trouble.message), region, false)
    const why = trouble.kind === 'foreign' ? 'something answers that is not LiveChat' : trouble.why
    return this.#later(`LiveChat cannot be reached (${why}).`)
  }

  /** What went wrong before the last good connection is over. */
  #settledIn(): void {
    this.#failures = 0
    this.#moves = 0
    this.#hasRenewed = false
  }

  /** `wasCut`: a connection was; otherwise a login was refused. */
  #follow(reaction: Reaction, region: string | null, wasCut: boolean): number {
    switch (reaction.kind) {
      case 'reconnect':
        return this.#later(reaction.reason)
      case 'stop':
        return this.#stopped(reaction, reaction.again ? stoppedForMs : forGood)
      case 'renew':
        return wasCut && this.#hasRenewed
          ? this.#later('LiveChat ends the sign-in as soon as it is renewed.')
          : this.#renew()
      case 'move': {
        const next = knownRegion(region)
        this.#moves++
        if (next === null || this.#moves > mostMoves)
          return this.#later('LiveChat sends Parley from one data centre to another.')
        this.#region = next
        return 0
      }
    }
  }

  #renew(): number {
    if (this.#hasRenewed) return this.#stopped(tokenRefused)
    this.#hasRenewed = true
    this.#ports.access.refused()
    return 0
  }

  #later(reason: string): number {
    const { clock, random, report } = this.#ports
    const longest = Math.min(MINUTE, SECOND * 2 ** Math.min(this.#failures++, 10))
    const waitMs = Math.round(longest * (0.5 + random() / 2))
    report({ state: 'retrying', until: clock.now() + waitMs, reason })
    return waitMs
  }

  #stopped({ reason, remedy }: { readonly reason: string; readonly remedy: string }, waitMs = stoppedForMs): number {
    this.#ports.report({ state: 'needsAttention', reason, remedy })
    this.#hasRenewed = false
    return waitMs
  }
}

// Sign-ins at networks with the system's browser, for channels that are being set up: begun by a person here, gone on with there, and
// brought back by the browser or by hand. What they bring is kept in memory for an hour, goes into a channel's sealed settings, and
// to no screen.
import type { ChannelSignIn, Connector, SignInAsked } from '../channels/channel.ts'
import { type Clock, HOUR } from '../domain/clock.ts'
import type { AgentId, Ids } from '../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { ChannelKind } from '../domain/unified-message.ts'
import type { ChannelSettings } from './channel-secrets.ts'
import type { Actor, SignInState, SignInVerbs } from './verbs.ts'

interface SignIn {
  readonly agentId: AgentId
  readonly kind: ChannelKind
  readonly way: ChannelSignIn
  readonly asked: SignInAsked
  readonly begunAt: number
  readonly found: ChannelSettings | Refusal | 'underway' | null
}

/** By which settings name a sign-in in the place of what it brought. */
export const signInField = 'signIn'

const patienceMs = 20_000
const keptMs = HOUR
const mostKept = 50

export class ChannelSignIns implements SignInVerbs {
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #connectors: readonly Connector[]
  readonly #signIns = new Map<string, SignIn>()

  constructor(ports: { clock: Clock; ids: Ids; connectors: readonly Connector[] }) {
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#connectors = ports.connectors
  }

  /** `redirectUri`: where the network sends the browser back to, as it is registered there. */
  begin(
    { agentId }: Actor,
    kind: ChannelKind,
    settings: ChannelSettings,
    redirectUri: string,
  ): { readonly ticket: string; readonly url: string } | Refusal {
    this.#forgetOld()
    const way = this.#connectors.find(one => one.kind === kind)?.signIn
    if (way === undefined) return refuse('invalid', 'kind: nobody signs in at this network.', { field: 'kind' })
    const asked = { settings, redirectUri, state: this.#ids.secret(24), verifier: this.#ids.secret(48) }
    const url = way.address(asked)
    if (isRefusal(url)) return url
    const ticket = this.#ids.secret(24)
    this.#signIns.set(ticket, { agentId, kind, way, asked, begunAt: this.#clock.now(), found: null })
    return { ticket, url }
  }

  /** What became of it; of another agent's it is as if there were none. */
  state({ agentId }: Actor, ticket: string): SignInState {
    const signIn = this.#of(agentId, ticket)
    if (signIn === null) return { state: 'failed', sentence: hasEnded.sentence }
    if (signIn.found === null || signIn.found === 'underway') return { state: 'waiting' }
    return isRefusal(signIn.found) ? { state: 'failed', sentence: signIn.found.sentence } : { state: 'done' }
  }

  /** By hand: the code, or the whole address at which the browser came to nothing. */
  async finish({ agentId }: Actor, ticket: string, pasted: string): Promise<SignInState> {
    const signIn = this.#of(agentId, ticket)
    if (signIn === null) return { state: 'failed', sentence: hasEnded.sentence }
    const { code, state, isDenied } = readPasted(pasted.trim())
    // What is not of this sign-in ends nothing: the browser may still come back with it, and another text may be pasted.
    if (state !== null && state !== signIn.asked.state)
      return {
        state: 'failed',
        sentence: 'This is of another sign-in. Paste the address of this one, or begin it again.',
      }
    if (code === '' && !isDenied)
      return {
        state: 'failed',
        sentence: 'There is no code in this. Copy the whole address of the page at which the browser ended.',
      }
    await this.#take(ticket, signIn, code)
    return this.state({ agentId, permissions: new Set() }, ticket)
  }

  /** The browser came back. Null: with nothing that was begun here. */
  async cameBack(kind: string, query: URLSearchParams): Promise<SignInState | null> {
    const state = query.get('state')
    const found = [...this.#signIns].find(([, one]) => one.kind === kind && one.asked.state === state)
    if (found === undefined || state === null) return null
    const [ticket, signIn] = found
    await this.#take(ticket, signIn, query.get('code') ?? '')
    return this.state({ agentId: signIn.agentId, permissions: new Set() }, ticket)
  }

  /** The settings with what their sign-in brought, in its place. */
  fill(agentId: AgentId | null, settings: ChannelSettings): ChannelSettings | Refusal {
    const { [signInField]: ticket, ...rest } = settings
    if (ticket === undefined) return settings
    const signIn = typeof ticket === 'string' ? this.#of(agentId, ticket) : null
    if (signIn === null || signIn.found === null || signIn.found === 'underway') return hasEnded
    return isRefusal(signIn.found) ? signIn.found : { ...rest, ...signIn.found }
  }

  /** A code is good once: whoever comes second hears what became of the first. */
  async #take(ticket: string, signIn: SignIn, code: string): Promise<void> {
    if (signIn.found !== null && !isRefusal(signIn.found)) return
    this.#signIns.set(ticket, { ...signIn, found: 'underway' })
    const found =
      code === ''
        ? refuse('invalid', 'The network gave no code: the sign-in was not allowed there. Begin it again.')
        : await signIn.way.settings(signIn.asked, code, AbortSignal.timeout(patienceMs))
    this.#signIns.set(ticket, { ...signIn, found })
  }

  #of(agentId: AgentId | null, ticket: string): SignIn | null {
    const signIn = this.#signIns.get(ticket)
    if (signIn === undefined || signIn.agentId !== agentId) return null
    return this.#clock.now() - signIn.begunAt > keptMs ? null : signIn
  }

  #forgetOld(): void {
    const now = this.#clock.now()
    for (const [ticket, { begunAt }] of this.#signIns)
      if (now - begunAt > keptMs || this.#signIns.size >= mostKept) this.#signIns.delete(ticket)
  }
}

/** Some browsers copy an address without its "http://"; a code may begin as an address does ("dal:..."). */
const readPasted = (pasted: string): { code: string; state: string | null; isDenied: boolean } => {
  const at = pasted.indexOf('?')
  if (at < 0) return { code: /^https?:/i.test(pasted) ? '' : pasted, state: null, isDenied: false }
  const query = new URLSearchParams(pasted.slice(at + 1).replace(/#.*$/s, ''))
  return { code: query.get('code') ?? '', state: query.get('state'), isDenied: query.has('error') }
}

const hasEnded = refuse('conflict', 'This sign-in has ended. Begin it again.', { field: signInField })

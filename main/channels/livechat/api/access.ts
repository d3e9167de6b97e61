// By what we are let in: a personal access token, which holds until it is withdrawn, or an access token that is made anew from
// refresh tokens. Each of these is good once, so there is one renewal at a time, and its successor is on disk before it is used.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Clock, SECOND } from '../../../domain/clock.ts'
import { deadline } from '../../deadline.ts'
import type { LiveChatSettings } from '../settings.ts'
import { regionOfToken } from './hosts.ts'
import { refresh, type Tokens } from './oauth.ts'
import type { Trouble } from './trouble.ts'
import type { Fetch } from './web-api.ts'

export interface Access {
  /** As in a header: "Bearer ..." or "Basic ...". */
  readonly authorization: string
  /** Epoch ms; null: it does not end by itself. */
  readonly expiresAt: number | null
  readonly region: string | null
}

/** `isFinal`: only a person can help. */
export type NoAccess = { readonly why: string; readonly isFinal: boolean }

const memory = z.object({
  /** Of the sign-in that it all came from; another one makes this memory void. */
  origin: z.string(),
  refreshToken: z.string().min(1),
  accessToken: z.string().min(1),
  expiresAt: z.number(),
})
type Memory = z.infer<typeof memory>

const answerWithinMs = 30 * SECOND
/** A token that ends so soon is as good as ended. */
const marginMs = 30 * SECOND

export class AccessKeeper {
  readonly #settings: LiveChatSettings
  readonly #fetch: Fetch
  readonly #clock: Clock
  readonly #remember: (secret: string) => Promise<void>
  readonly #signal: AbortSignal
  readonly #origin: string
  #memory: Memory | null
  /** Renewed, and not on disk yet. */
  #unsaved: Memory | null = null
  #renewing: Promise<Access | NoAccess> | null = null
  /** LiveChat does not take the access token any more, whatever our clock says of its end. */
  #isOver = false

  constructor(
    settings: LiveChatSettings,
    remembered: string | null,
    ports: {
      readonly fetch: Fetch
      readonly clock: Clock
      readonly remember: (secret: string) => Promise<void>
      readonly signal: AbortSignal
    },
  ) {
    this.#settings = settings
    this.#fetch = ports.fetch
    this.#clock = ports.clock
    this.#remember = ports.remember
    this.#signal = ports.signal
    this.#origin = createHash('sha256').update(settings.refreshToken).digest('hex')
    const known = remembered === null ? null : readMemory(remembered)
    this.#memory = known?.origin === this.#origin ? known : null
  }

  async current(): Promise<Access | NoAccess> {
    const { refreshToken, accountId, personalToken } = this.#settings
    if (refreshToken === '')
      return {
        authorization: `Basic ${Buffer.from(`${accountId}:${personalToken}`).toString('base64')}`,
        expiresAt: null,
        region: regionOfToken(personalToken),
      }
    const known = this.#memory
    const holds = known !== null && !this.#isOver && known.expiresAt - marginMs > this.#clock.now()
    return holds ? accessOf(known) : this.renew()
  }

  /** What was current is not accepted: it is never offered again. */
  refused(): void {
    this.#isOver = true
  }

  /** What was current ends soon. Whoever asks meanwhile gets the same answer. */
  renew(): Promise<Access | NoAccess> {
    if (this.#settings.refreshToken === '')
      return Promise.resolve({ why: 'LiveChat does not accept the personal access token.', isFinal: true })
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #renew(): Promise<Access | NoAccess> {
    if (this.#unsaved === null) {
      const { clientId, accountsRoot } = this.#settings
      const refreshToken = this.#memory?.refreshToken ?? this.#settings.refreshToken
      // A renewal that is cut off half way would spend the token for nothing: it is given its time.
      const limit = deadline(this.#clock, answerWithinMs, this.#signal, 3 * SECOND)
      const granted = await refresh(this.#fetch, accountsRoot, { clientId, refreshToken }, limit.signal)
      limit.done()
      if ('trouble' in granted) return noAccess(granted.trouble)
      this.#unsaved = this.#memoryOf(granted.tokens)
    }
    try {
      await this.#remember(JSON.stringify(this.#unsaved))
    } catch {
      return { why: 'The renewed sign-in could not be stored.', isFinal: false }
    }
    this.#memory = this.#unsaved
    this.#unsaved = null
    this.#isOver = false
    return accessOf(this.#memory)
  }

  #memoryOf({ accessToken, refreshToken, expiresInMs }: Tokens): Memory {
    return { origin: this.#origin, accessToken, refreshToken, expiresAt: this.#clock.now() + expiresInMs }
  }
}

const accessOf = ({ accessToken, expiresAt }: Memory): Access => ({
  authorization: `Bearer ${accessToken}`,
  expiresAt,
  region: regionOfToken(accessToken),
})

const noAccess = (trouble: Trouble): NoAccess => {
  if (trouble.kind !== 'refused')
    return {
      why: `LiveChat’s sign-in service cannot be reached (${trouble.kind === 'foreign' ? `HTTP ${trouble.status}` : trouble.why}).`,
      isFinal: false,
    }
  const words = trouble.message === '' ? trouble.type : trouble.message
  return { why: `LiveChat does not renew the sign-in (${words.replace(/\.$/, '').slice(0, 200)}).`, isFinal: true }
}

const readMemory = (text: string): Memory | null => {
  try {
    return memory.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

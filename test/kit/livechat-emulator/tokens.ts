// Tokens of an emulated licence: access tokens that end, refresh tokens that are good once, personal access tokens, and codes of a
// sign-in with PKCE.
import { createHash } from 'node:crypto'
import type { Clock } from '../../../main/domain/clock.ts'

interface Access {
  readonly agentId: string
  readonly expiresAt: number | null
  readonly scopes: ReadonlySet<string>
}

interface Code {
  readonly agentId: string
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
}

export const allScopes: ReadonlySet<string> = new Set([
  'chats--access:rw',
  'customers:ro',
  'customers.ban:rw',
  'agents--my:rw',
])

export class Tokens {
  /** How long an access token holds. */
  lifetimeMs = 28_800_000
  /** Which prefix the next tokens get, by data centre. */
  region = 'dal'
  /** Refreshes that were asked for, good or not. */
  refreshes = 0
  /** The accounts service's own mistakes in the future: each makes one request answer with 503. */
  failures = 0
  readonly #clock: Clock
  readonly #access = new Map<string, Access>()
  readonly #refresh = new Map<string, { readonly agentId: string; readonly clientId: string }>()
  readonly #codes = new Map<string, Code>()
  #count = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whose the header is; null: nobody's (any more). */
  bearer(authorization: string): Access | null {
    const access = this.#access.get(authorization)
    if (access === undefined) return null
    return access.expiresAt !== null && access.expiresAt <= this.#clock.now() ? null : access
  }

  personal(agentId: string, scopes = allScopes): { readonly accountId: string; readonly personalToken: string } {
    const accountId = `account-${++this.#count}`
    const personalToken = `dal:pat-${this.#count}-secret`
    const header = `Basic ${Buffer.from(`${accountId}:${personalToken}`).toString('base64')}`
    this.#access.set(header, { agentId, expiresAt: null, scopes })
    return { accountId, personalToken }
  }

  /** As a sign-in leaves them. */
  grant(agentId: string, clientId: string, scopes = allScopes) {
    const accessToken = `${this.region}:access-${++this.#count}-secret`
    const refreshToken = `refresh-${this.#count}-secret`
    this.#access.set(`Bearer ${accessToken}`, { agentId, expiresAt: this.#clock.now() + this.lifetimeMs, scopes })
    this.#refresh.set(refreshToken, { agentId, clientId })
    return { accessToken, refreshToken }
  }

  /** It is over, whatever was said of how long it holds. */
  end(authorization: string): void {
    this.#access.delete(authorization)
  }

  revokeAll(): void {
    this.#access.clear()
    this.#refresh.clear()
  }

  code(code: Code): string {
    const made = `code-${++this.#count}`
    this.#codes.set(made, code)
    return made
  }

  /** The answer of POST /v2/token. */
  token(form: URLSearchParams): { readonly status: number; readonly body: Record<string, unknown> } {
    if (this.failures > 0) {
      this.failures--
      return { status: 503, body: {} }
    }
    const clientId = form.get('client_id') ?? ''
    if (form.get('grant_type') === 'refresh_token') {
      this.refreshes++
      const given = form.get('refresh_token') ?? ''
      const known = this.#refresh.get(given)
      this.#refresh.delete(given)
      if (known === undefined || known.clientId !== clientId) return refused('invalid_grant')
      return this.#granted(known.agentId, clientId)
    }
    const code = this.#codes.get(form.get('code') ?? '')
    this.#codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isGood =
      code !== undefined &&
      code.challenge === challenge &&
      code.clientId === clientId &&
      code.redirectUri === form.get('redirect_uri')
    return isGood ? this.#granted(code.agentId, clientId) : refused('invalid_grant')
  }

  #granted(agentId: string, clientId: string) {
    const { accessToken, refreshToken } = this.grant(agentId, clientId)
    return {
      status: 200,
      body: {
        access_token: accessToken,
        refresh_token: refreshToken,
        account_id: `account-of-${agentId}`.replace(/[^\w-]/g, '-'),
        expires_in: this.lifetimeMs / 1000,
        organization_id: 'organization',
        scope: [...allScopes].join(','),
        token_type: 'Bearer',
      },
    }
  }
}

const refused = (error: string) => ({ status: 400, body: { error, error_description: `${error}: not good any more` } })

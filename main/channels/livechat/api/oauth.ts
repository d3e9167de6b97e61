// Signing in at LiveChat's accounts service: authorization code with PKCE for a public app, and refresh tokens, each of which is
// good once (facts/livechat.md 4; "Agent authorization").
import { createHash } from 'node:crypto'
import { brokenCall } from '../../broken-call.ts'
import * as wire from '../wire.ts'
import type { Trouble } from './trouble.ts'
import type { Fetch } from './web-api.ts'

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInMs: number
  /** Whose they are; null: not told. */
  readonly accountId: string | null
}

export type Granted = { readonly tokens: Tokens } | { readonly trouble: Trouble }

export const authorizeUrl = (
  accountsRoot: string,
  {
    clientId,
    redirectUri,
    state,
    verifier,
  }: {
    readonly clientId: string
    readonly redirectUri: string
    readonly state: string
    readonly verifier: string
  },
): string => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${accountsRoot}/?${query}`
}

export const exchangeCode = (
  fetch: Fetch,
  accountsRoot: string,
  given: { readonly clientId: string; readonly redirectUri: string; readonly code: string; readonly verifier: string },
  signal: AbortSignal,
): Promise<Granted> =>
  askForTokens(
    fetch,
    accountsRoot,
    {
      grant_type: 'authorization_code',
      client_id: given.clientId,
      redirect_uri: given.redirectUri,
      code: given.code,
      code_verifier: given.verifier,
    },
    signal,
  )

export const refresh = (
  fetch: Fetch,
  accountsRoot: string,
  given: { readonly clientId: string; readonly refreshToken: string },
  signal: AbortSignal,
): Promise<Granted> =>
  askForTokens(
    fetch,
    accountsRoot,
    { grant_type: 'refresh_token', client_id: given.clientId, refresh_token: given.refreshToken },
    signal,
  )

const askForTokens = async (
  fetch: Fetch,
  accountsRoot: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Granted> => {
  try {
    const answer = await fetch(`${accountsRoot}/v2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      redirect: 'manual',
      signal,
    })
    const body = parsed(await answer.text())
    const told = wire.token.safeParse(body).data
    if (answer.ok && told !== undefined) {
      const { access_token: accessToken, refresh_token: next, expires_in: seconds, account_id } = told
      // One that is not replaced goes on to hold.
      return {
        tokens: {
          accessToken,
          refreshToken: next ?? form.refresh_token ?? '',
          expiresInMs: seconds * 1_000,
          accountId: account_id ?? null,
        },
      }
    }
    const said = wire.oauthError.safeParse(body).data
    if (said === undefined || answer.status >= 500) return { trouble: { kind: 'foreign', status: answer.status } }
    const message = said.error_description ?? ''
    return { trouble: { kind: 'refused', type: said.error, message, region: null } }
  } catch (error) {
    return { trouble: brokenCall(error) }
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

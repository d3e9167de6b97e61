// What a program says of itself in an Authorization header, or in the token of a login: "Bearer <token>", or "Basic" with the
// account and its personal access token (LiveChat's "Personal Access Tokens").
import { bytesOfBase64 } from './base64.ts'

export interface Credentials {
  readonly token: string
  /** Id or login of the agent that the token must be of; null: whose it is, the token says. */
  readonly account: string | null
}

const longest = 2_000

/** Null: there is nothing in it that could be a token. A bare token without a scheme is taken for a bearer's. */
export const credentialsIn = (said: string | null | undefined): Credentials | null => {
  const text = (said ?? '').trim()
  if (text.length > longest) return null
  const [, scheme = '', rest = ''] = /^(?:(bearer|basic) +|(?!(?:bearer|basic)$))(\S+)$/i.exec(text) ?? []
  if (rest === '') return null
  return scheme.toLowerCase() === 'basic' ? accountAndToken(rest) : { token: rest, account: null }
}

const accountAndToken = (base64: string): Credentials | null => {
  const bytes = bytesOfBase64(base64)
  if (bytes === null) return null
  const text = new TextDecoder().decode(bytes)
  // A login may hold a colon; a token does not.
  const colon = text.lastIndexOf(':')
  const [account, token] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)]
  return account === '' || token === '' ? null : { token, account }
}

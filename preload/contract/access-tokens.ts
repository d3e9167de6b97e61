// Access tokens over the door: my own under session, those of others for who manages agents.
import { z } from 'zod'
import { scopes } from '../../main/domain/access-token.ts'
import { name } from '../names.ts'
import { id, instant } from '../shapes.ts'
import { at } from './gates.ts'

const nothing = z.strictObject({})
const done = z.object({ ok: z.literal(true) })

export const accessToken = z.object({
  id,
  label: z.string(),
  scopes: z.array(z.enum(scopes)),
  /** The program that it is for: its properties and webhooks go by it. */
  clientId: z.string(),
  createdAt: instant,
  /** To some ten minutes; null: never. */
  lastUsedAt: instant.nullable(),
  /** Null: good until it is revoked. */
  expiresAt: instant.nullable(),
})
const many = z.object({ accessTokens: z.array(accessToken) })

export const newAccessToken = {
  label: name,
  scopes: z.array(z.enum(scopes)).min(1, 'choose at least one').max(scopes.length),
  expiresAt: instant.nullable().default(null),
  /** Missing: a new one. Programs with the same share their properties and webhooks. */
  clientId: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(100)
    .regex(/^[\w.-]+$/, 'may hold letters, digits, dots, dashes and underscores')
    .optional(),
}
export const madeAccessToken = z.object({
  /** Told this once. */
  token: z.string(),
  accessToken,
})

export const ownAccessTokens = {
  accessTokens: at('signedIn', 'My access tokens, for programs that work as me over the LiveChat protocol')
    .input(nothing)
    .output(many),
  createAccessToken: at('signedIn', 'A new access token of mine; told this once')
    .input(z.strictObject(newAccessToken))
    .output(madeAccessToken),
  revokeAccessToken: at('signedIn', 'Revoke one of my access tokens; what stands open for it ends')
    .input(z.strictObject({ tokenId: id }))
    .output(done),
}

export const accessTokensOfAgents = {
  accessTokens: at('CanManageAgents', 'The access tokens of an agent')
    .input(z.strictObject({ agentId: id }))
    .output(many),
  revokeAccessToken: at('CanManageAgents', 'Revoke an access token of an agent; what stands open for it ends')
    .input(z.strictObject({ agentId: id, tokenId: id }))
    .output(done),
}

// Signing in and out, and my own account: password, second factor, where I am signed in.
import { z } from 'zod'
import { invitePurposes } from '../../main/domain/invite.ts'
import { name } from '../names.ts'
import { id, instant, me } from '../shapes.ts'
import { ownAccessTokens } from './access-tokens.ts'
import { at } from './gates.ts'

const nothing = z.strictObject({})
const done = z.object({ ok: z.literal(true) })
const code = z.string().trim().max(100)
const token = z.string().max(500)

export const newPassword = z.string().min(8, 'must have at least 8 characters').max(1_000)
const signedIn = z.object({ token: z.string(), agentId: id, expiresAt: instant })

export const sessionCard = z.object({
  id,
  /** Where: "Firefox on Linux". */
  device: z.string(),
  createdAt: instant,
  /** To some ten minutes. */
  lastUsedAt: instant,
  /** The one that asks. */
  isThis: z.boolean(),
})

export const secondFactorState = z.object({ since: instant, recoveryCodesLeft: z.number().int() }).nullable()

export const session = {
  signIn: at('open', 'Sign in; the token goes into "Authorization: Bearer ..." of every other call')
    .input(
      z.strictObject({
        login: z.string().min(1).max(200),
        password: z.string().min(1).max(1_000),
        /** Of the second factor. Without it those who have one are refused with the field `code`. */
        code: code.optional(),
      }),
    )
    .output(signedIn),
  signOut: at('signedIn', 'End this session').input(nothing).output(done),
  me: at('signedIn', 'Who I am and what I may do').input(nothing).output(me),
  changePassword: at('signedIn', 'Change my own password; my other sessions end')
    .input(z.strictObject({ current: z.string().max(1_000), next: newPassword }))
    .output(done),
  account: at('signedIn', 'Where I am signed in, and my second factor')
    .input(nothing)
    .output(z.object({ sessions: z.array(sessionCard), secondFactor: secondFactorState })),
  end: at('signedIn', 'End one of my sessions')
    .input(z.strictObject({ sessionId: id }))
    .output(done),
  endOthers: at('signedIn', 'End all my sessions but this one')
    .input(nothing)
    .output(z.object({ ended: z.number().int() })),
  beginSecondFactor: at('signedIn', 'A new secret for an authenticator app; in force once a code was confirmed')
    .input(nothing)
    .output(z.object({ secret: z.string(), uri: z.string() })),
  confirmSecondFactor: at('signedIn', 'Turn the second factor on; the recovery codes are told this once')
    .input(z.strictObject({ code: code.min(1, 'must not be empty') }))
    .output(z.object({ recoveryCodes: z.array(z.string()) })),
  stopSecondFactor: at('signedIn', 'Turn my second factor off')
    .input(z.strictObject({ password: z.string().max(1_000) }))
    .output(done),
  ...ownAccessTokens,
  seeInvite: at('open', 'Whom a one-time link is for')
    .input(z.strictObject({ token }))
    .output(
      z.object({
        name: z.string(),
        login: z.string(),
        purpose: z.enum(invitePurposes),
        expiresAt: instant,
        /** The code of their second factor is asked for as well. */
        asksCode: z.boolean(),
      }),
    ),
  acceptInvite: at('open', 'Choose name and password by a one-time link, and be signed in')
    .input(z.strictObject({ token, name, password: newPassword, code: code.optional() }))
    .output(signedIn),
}

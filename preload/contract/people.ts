// Agents and roles over the door: who there is, how they come in, what they may do.
import { z } from 'zod'
import { invitePurposes } from '../../main/domain/invite.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { login, name } from '../names.ts'
import { agent, id, instant, role } from '../shapes.ts'
import { accessTokensOfAgents, madeAccessToken, newAccessToken } from './access-tokens.ts'
import { at } from './gates.ts'
import { newPassword, secondFactorState, sessionCard } from './session.ts'

const nothing = z.strictObject({})
const done = z.object({ ok: z.literal(true) })
const oneAgent = z.strictObject({ agentId: id })

const chatLimit = z.number().int().min(0).max(99, 'must be at most 99').nullable()
const roleIds = z.array(id).max(100)

const whatever = {
  name,
  roleIds: roleIds.default([]),
  /** Queues to join directly. */
  queueIds: z.array(id).max(1_000).default([]),
  chatLimit: chatLimit.default(null),
}
const whoever = { login, ...whatever }

export const inviteLink = z.object({
  /** For the address /#invite/TOKEN of the workstation's web page. Told this once. */
  token: z.string(),
  purpose: z.enum(invitePurposes),
  expiresAt: instant,
})

export const agentAccess = z.object({
  hasPassword: z.boolean(),
  /** The link that is good still; its token is not told again. */
  invite: z.object({ purpose: z.enum(invitePurposes), expiresAt: instant }).nullable(),
  secondFactor: secondFactorState,
  sessions: z.array(sessionCard),
})

export const agents = {
  list: at('signedIn', 'Agents with presence and load')
    .input(nothing)
    .output(z.object({ agents: z.array(agent) })),
  create: at('CanManageAgents', 'Add an agent with a password')
    .input(z.strictObject({ ...whoever, password: newPassword }))
    .output(agent),
  invite: at('CanManageAgents', 'Add an agent who chooses their own password by a one-time link, good for 7 days')
    .input(z.strictObject(whoever))
    .output(z.object({ agent, link: inviteLink })),
  update: at('CanManageAgents', 'Change an agent; a new password ends their sessions')
    .input(
      z.strictObject({
        agentId: id,
        login: login.optional(),
        name: name.optional(),
        password: newPassword.optional(),
        roleIds: roleIds.optional(),
        chatLimit: chatLimit.optional(),
        deactivated: z.boolean().optional(),
      }),
    )
    .output(agent),
  roles: at('signedIn', 'Roles')
    .input(nothing)
    .output(z.object({ roles: z.array(role) })),
  access: at('CanManageAgents', 'How an agent comes in: password, one-time link, second factor, sessions')
    .input(oneAgent)
    .output(agentAccess),
  makeLink: at('CanManageAgents', 'A new one-time link; who has a password already chooses a new one within a day')
    .input(oneAgent)
    .output(inviteLink),
  withdrawLink: at('CanManageAgents', 'Make the one-time link void').input(oneAgent).output(done),
  endSession: at('CanManageAgents', 'Sign an agent out of one session')
    .input(z.strictObject({ agentId: id, sessionId: id }))
    .output(done),
  endSessions: at('CanManageAgents', 'Sign an agent out everywhere but here')
    .input(oneAgent)
    .output(z.object({ ended: z.number().int() })),
  resetSecondFactor: at('CanManageAgents', 'Turn the second factor of somebody off who lost their phone')
    .input(oneAgent)
    .output(done),
  ...accessTokensOfAgents,
  createBot: at('CanManageAgents', 'Add a bot: an agent that is a program. Its access token is told this once')
    .input(z.strictObject(whatever))
    .output(z.object({ agent, token: z.string() })),
  createBotToken: at('CanManageAgents', 'Another access token of a bot; told this once')
    .input(z.strictObject({ agentId: id, ...newAccessToken }))
    .output(madeAccessToken),
}

const held = z.array(z.enum(permissions)).max(permissions.length)

export const roles = {
  create: at('CanManageAgents', 'Add a role')
    .input(z.strictObject({ name, permissions: held.default([]) }))
    .output(role),
  update: at('CanManageAgents', 'Change a role; refused when somebody changed it since `version`')
    .input(
      z.strictObject({
        roleId: id,
        version: z.number().int().optional(),
        name: name.optional(),
        permissions: held.optional(),
      }),
    )
    .output(role),
  remove: at('CanManageAgents', 'Delete a role that neither agents nor queues have')
    .input(z.strictObject({ roleId: id }))
    .output(done),
}

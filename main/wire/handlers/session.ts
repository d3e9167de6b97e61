// Signing in and out, and who I am.
import { type AgentId, asId } from '../../domain/ids.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import type { AdmittedCall } from '../call.ts'
import { door } from '../door.ts'
import { errorOf, granted } from '../outcomes.ts'
import { agentView } from '../views/agent.ts'
import { tooManyTries } from '../words/too-many-tries.ts'

const done = { ok: true } as const

export const session = {
  signIn: door.session.signIn.handler(async ({ input, context }) => {
    const { services, throttle, address, carrier } = context
    const waitMs = throttle.attempt(input.login, address)
    if (waitMs > 0) throw errorOf(tooManyTries(waitMs))
    const signedIn = await services.sessions.signIn(input.login, input.password, carrier)
    if (!isRefusal(signedIn)) throttle.right(input.login, address)
    return granted(signedIn)
  }),

  signOut: door.session.signOut.handler(async ({ context }) => {
    const { services, standing, token } = context
    if (token !== null) {
      await services.sessions.signOut(token)
      standing.end(token)
    }
    return done
  }),

  me: door.session.me.handler(async ({ context }) => {
    const { actor, services } = context
    const [card, queues] = await Promise.all([
      services.agents.get(actor.agentId),
      services.queues.ofAgent(actor.agentId),
    ])
    return {
      agent: agentView(granted(card ?? refuse('notSignedIn', 'Your session has ended. Sign in again.'))),
      permissions: [...actor.permissions],
      queues: queues.map(({ id, name }) => ({ id, name })),
    }
  }),

  changePassword: door.session.changePassword.handler(async ({ input, context }) => {
    const { actor, services, throttle } = context
    const who = await loginOf(context, actor.agentId)
    const waitMs = throttle.attempt(who, context.address)
    if (waitMs > 0) throw errorOf(tooManyTries(waitMs))
    const changed = await services.sessions.changePassword(actor, input.current, input.next)
    if (!isRefusal(changed)) throttle.right(who, context.address)
    granted(changed)
    return done
  }),
}

const loginOf = async ({ services }: AdmittedCall, id: AgentId): Promise<string> =>
  (await services.agents.get(asId<AgentId>(id)))?.agent.login ?? ''

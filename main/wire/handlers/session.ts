// Signing in and out, who I am, and my own account.
import { type AgentId, asId, type SessionId } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { AdmittedCall, Call } from '../call.ts'
import { door } from '../door.ts'
import { errorOf, granted } from '../outcomes.ts'
import { agentView } from '../views/agent.ts'
import { tooManyTries } from '../words/too-many-tries.ts'
import { ownAccessTokens } from './access-tokens.ts'

const done = { ok: true } as const

export const session = {
  signIn: door.session.signIn.handler(({ input, context }) => {
    const { login, password, code } = input
    const isCodeAsked = (said: unknown) => isRefusal(said) && said.field === 'code' && code === undefined
    return guarded(context, login, isCodeAsked, () =>
      context.services.sessions.signIn(login, password, deviceOf(context), code),
    )
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
    const { actor, services, token } = context
    await guarded(context, await loginOf(context, actor.agentId), never, () =>
      services.sessions.changePassword(actor, input.current, input.next, token),
    )
    return done
  }),

  account: door.session.account.handler(async ({ context }) => {
    const { actor, services, token } = context
    const [sessions, secondFactor] = await Promise.all([
      services.sessions.list(actor.agentId, token),
      services.secondFactors.stateOf(actor.agentId),
    ])
    return { sessions: [...sessions], secondFactor }
  }),

  end: door.session.end.handler(async ({ input, context }) => {
    const { actor, services } = context
    granted(await services.sessions.end(actor, actor.agentId, asId<SessionId>(input.sessionId)))
    return done
  }),

  endOthers: door.session.endOthers.handler(async ({ context }) => {
    const { actor, services, token } = context
    return { ended: await services.sessions.endOthers(actor, actor.agentId, token) }
  }),

  beginSecondFactor: door.session.beginSecondFactor.handler(async ({ context }) =>
    granted(await context.services.secondFactors.begin(context.actor)),
  ),

  confirmSecondFactor: door.session.confirmSecondFactor.handler(async ({ input, context }) => {
    const { recoveryCodes } = await guarded(context, await loginOf(context, context.actor.agentId), never, () =>
      context.services.secondFactors.confirm(context.actor, input.code),
    )
    return { recoveryCodes: [...recoveryCodes] }
  }),

  stopSecondFactor: door.session.stopSecondFactor.handler(async ({ input, context }) => {
    await guarded(context, await loginOf(context, context.actor.agentId), never, () =>
      context.services.secondFactors.stop(context.actor, input.password),
    )
    return done
  }),

  ...ownAccessTokens,

  seeInvite: door.session.seeInvite.handler(async ({ input, context }) => {
    const { agent, ...invite } = await guarded(context, linkKey(input.token), never, () =>
      context.services.invites.see(input.token),
    )
    return { name: agent.name, login: agent.login, ...invite }
  }),

  acceptInvite: door.session.acceptInvite.handler(({ input, context }) => {
    const { token, ...chosen } = input
    const isCodeAsked = (said: unknown) => isRefusal(said) && said.field === 'code' && input.code === undefined
    return guarded(context, linkKey(token), isCodeAsked, () =>
      context.services.invites.accept(
        token,
        { name: chosen.name, password: chosen.password, ...(chosen.code === undefined ? {} : { code: chosen.code }) },
        deviceOf(context),
      ),
    )
  }),
}

/** Counts what is wrong as a guess, so that guessing passwords, codes and links gets slower and slower. */
const guarded = async <Answer>(
  { throttle, address }: Call,
  who: string,
  isNoGuess: (said: unknown) => boolean,
  attempt: () => Promise<Answer | Refusal>,
): Promise<Answer> => {
  const waitMs = throttle.attempt(who, address)
  if (waitMs > 0) throw errorOf(tooManyTries(waitMs))
  const said = await attempt()
  if (isNoGuess(said)) throttle.forgive(who, address)
  else if (!isRefusal(said)) throttle.right(who, address)
  return granted(said)
}

const never = () => false

/** Links are long enough not to be guessed; what counts is how many wrong ones come from one address. */
const linkKey = (token: string): string => `link ${token.slice(0, 50)}`

const deviceOf = ({ device, carrier }: Call): string => device ?? (carrier === 'ipc' ? 'This desktop' : 'A program')

const loginOf = async ({ services }: AdmittedCall, id: AgentId): Promise<string> =>
  (await services.agents.get(id))?.agent.login ?? ''

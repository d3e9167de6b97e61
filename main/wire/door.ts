// The contract with its gate in place: handlers hang from it, so none can be reached around the gate.
import { implement } from '@orpc/server'
import { contract, type Gate } from '../../preload/contract.ts'
import { type AgentId, asId } from '../domain/ids.ts'
import { type Permission, permissions } from '../domain/permissions.ts'
import { refuse } from '../domain/refusal.ts'
import type { Actor } from '../services/verbs.ts'
import type { Call } from './call.ts'
import { errorOf } from './outcomes.ts'
import { missingRight } from './words/missing-right.ts'

const nobody: Actor = { agentId: asId<AgentId>(''), permissions: new Set() }

const unguarded = implement(contract).$context<Call>()

/** Deny by default: what names no gate, or one that is not known, is shut. Who may do what is looked up for every call anew. */
const gate = unguarded.middleware(async ({ context, next, procedure, path }) => {
  const wanted = gateOf(procedure['~orpc'].meta)
  if (wanted === 'open') return next({ context: { actor: nobody } })
  const { token, services, standing } = context
  const actor = token === null ? null : await services.sessions.actorOf(token)
  if (actor === null) {
    if (token !== null) standing.end(token)
    throw errorOf(refuse('notSignedIn', token === null ? 'Sign in first.' : 'Your session has ended. Sign in again.'))
  }
  if (wanted === null) throw errorOf(refuse('notAllowed', 'Nobody may do this: it has no permission that opens it.'))
  if (wanted !== 'signedIn' && !actor.permissions.has(wanted)) throw errorOf(missingRight(wanted))
  // A program without a standing connection is there because it calls; whoever signs out is leaving.
  if (context.carrier === 'http' && path.join('/') !== 'session/signOut') await services.presence.touch(actor.agentId)
  return next({ context: { actor } })
})

const gateOf = (meta: { readonly gate?: Gate }): Gate | null => {
  const wanted = meta.gate
  if (wanted === 'open' || wanted === 'signedIn') return wanted
  return permissions.find((permission): permission is Permission => permission === wanted) ?? null
}

export const door = unguarded.use(gate)

// Whose a thread is, as far as it is told. Pure. Parley's agents share one account at LiveChat: a thread is theirs to answer when
// that account is in it, or when it waits there and nobody is; what another agent or bot of LiveChat's has is none of ours.
import type { Standing } from '../../domain/their-chat.ts'
import type * as wire from './wire.ts'

export type ThreadStanding =
  | { readonly state: 'open'; readonly isOurs: boolean }
  | { readonly state: 'elsewhere'; readonly byName: string | null }
  | { readonly state: 'ended'; readonly endedBy: 'customer' | 'agent' | null; readonly wasOurs: boolean }

/** `me`: our account's id, which is an e-mail address. */
export const standingOf = (thread: wire.Thread, users: readonly wire.User[], me: string): ThreadStanding => {
  const isRestricted = thread.restricted_access != null
  if (!thread.active)
    return {
      state: 'ended',
      endedBy: endedBy(thread),
      wasOurs: !isRestricted && (thread.user_ids?.includes(me) ?? false),
    }
  if (isRestricted) return { state: 'elsewhere', byName: null }
  const there = users.filter(user => user.type === 'agent' && user.present === true)
  if (there.some(user => user.id === me)) return { state: 'open', isOurs: true }
  // Whoever only looks on has not taken it.
  const holder = there.find(user => user.visibility !== 'agents')
  return holder === undefined
    ? { state: 'open', isOurs: false }
    : { state: 'elsewhere', byName: holder.name ?? holder.id }
}

/** The thread itself does not say; what LiveChat wrote below it does (Agent Chat API, "System messages"). */
const endedBy = ({ events }: wire.Thread): 'customer' | 'agent' | null => {
  const types = (events ?? []).map(event =>
    typeof event === 'object' && event !== null && 'system_message_type' in event ? event.system_message_type : null,
  )
  if (types.includes('manual_archived_customer') || types.includes('archived_customer_disconnected')) return 'customer'
  return types.includes('manual_archived_agent') ? 'agent' : null
}

export const customerIn = (users: readonly wire.User[]): wire.User | null =>
  users.find(user => user.type === 'customer') ?? null

export const standingUpdate = (
  about: Pick<Standing, 'address' | 'theirChat' | 'at' | 'sender' | 'tags' | 'properties'>,
  standing: ThreadStanding,
): Standing => {
  const common = { type: 'standing', ...about, state: standing.state } as const
  if (standing.state === 'elsewhere')
    return { ...common, ...(standing.byName === null ? {} : { byName: standing.byName }) }
  if (standing.state === 'ended')
    return { ...common, ...(standing.endedBy === null ? {} : { endedBy: standing.endedBy }) }
  return common
}

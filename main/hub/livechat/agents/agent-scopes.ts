// Which scopes of an access token let a program do what, and hear what. Source: "Required scopes" of each method, and of `login`,
// in the Agent Chat API, 3.6.
import { allows, type Scope } from '../../../domain/access-token.ts'

/** To look chats up. */
export const chatsRead: readonly Scope[] = ['chats--all:ro', 'chats--access:ro', 'chats--my:ro']
/** To do something in chats. */
export const chatsWrite: readonly Scope[] = ['chats--all:rw', 'chats--access:rw', 'chats--my:rw']

/** `held` null: everything, as of those who signed in themselves. */
export const mayUse = (held: readonly Scope[] | null, needed: readonly Scope[]): boolean =>
  held === null || allows(held, ...needed)

/** Whether a token's program may hear a push; what is not named here is about chats. */
export const mayHear = (held: readonly Scope[] | null, action: string): boolean =>
  held === null || mayUse(held, neededToHear(action))

const neededToHear = (action: string): readonly Scope[] => {
  if (/^(incoming_customers?|customer_|subscribed_customers|ticket_)/.test(action)) return ['customers:ro']
  if (action === 'incoming_multicast') return ['multicast:ro']
  if (/^bot_/.test(action)) return ['agents-bot--all:ro']
  if (/^(agent_|routing_status_set$)/.test(action)) return ['agents--all:ro']
  if (/^group/.test(action)) return ['groups--all:ro', 'agents--all:ro']
  return chatsRead
}

// Access tokens: what programs that act as an agent may be let do, named as LiveChat names its scopes, and what implies what.
import { DAY } from './clock.ts'

/** Page "Scopes" of LiveChat's authorization documents: those of them that something here asks for. */
export const scopes = [
  'chats--all:rw',
  'chats--all:ro',
  'chats--access:rw',
  'chats--access:ro',
  'chats--my:rw',
  'chats--my:ro',
  'customers:rw',
  'customers:ro',
  'customers:own',
  'customers.ban:rw',
  'agents--all:rw',
  'agents--all:ro',
  'agents--my:rw',
  'agents--my:ro',
  'agents-bot--all:rw',
  'agents-bot--all:ro',
  'agents-bot--my:rw',
  'agents-bot--my:ro',
  'groups--all:rw',
  'groups--all:ro',
  'groups--my:rw',
  'groups--my:ro',
  'tags--all:rw',
  'tags--all:ro',
  'tags--groups:rw',
  'tags--groups:ro',
  'multicast:rw',
  'multicast:ro',
  'properties--all:rw',
  'properties--all:ro',
  'properties--my:rw',
  'properties--my:ro',
  'properties.configuration:rw',
  'properties.license.value--all:rw',
  'properties.license.value--my:rw',
  'properties.group.value--all:rw',
  'properties.group.value--my:rw',
  'webhooks--all:rw',
  'webhooks--all:ro',
  'webhooks--my:rw',
  'webhooks--my:ro',
  'webhooks.configuration:rw',
  'webhooks.state:rw',
  'webhooks.state:ro',
] as const
export type Scope = (typeof scopes)[number]

/** What programs commonly need. `chatAsMe` is what an agent application of LiveChat asks for. */
export const scopePresets = {
  chatAsMe: [
    'chats--access:rw',
    'customers:rw',
    'customers.ban:rw',
    'agents--my:rw',
    'agents--all:ro',
    'agents-bot--all:ro',
    'groups--all:ro',
    'tags--all:ro',
    'multicast:rw',
    'properties--all:rw',
  ],
  readOnly: [
    'chats--access:ro',
    'customers:ro',
    'agents--all:ro',
    'agents-bot--all:ro',
    'groups--all:ro',
    'tags--all:ro',
    'multicast:ro',
    'properties--all:ro',
  ],
  everything: scopes.filter(scope => scope.endsWith(':rw') || scope.endsWith(':own')),
} as const satisfies Record<string, readonly Scope[]>
export type ScopePreset = keyof typeof scopePresets

/** Of a bot's program, as LiveChat's "Issue Bot Token" gives them. */
export const botScopes: readonly Scope[] = ['chats--access:rw', 'agents-bot--my:rw', 'customers:rw', 'multicast:ro']

/** Live tokens of one agent at a time, as LiveChat has it for each client and account. */
export const mostTokens = 25
/** Days that a token can be good for; longer only without an end. */
export const longestTokenLifeMs = 3_650 * DAY

export interface ScopeParts {
  /** "chats", "customers.ban", "properties.license.value". */
  readonly resource: string
  /** Which of them; null where there is no telling apart. */
  readonly reach: 'my' | 'groups' | 'access' | 'all' | null
  readonly permission: 'ro' | 'rw' | 'own'
}

export const scopeParts = (scope: Scope): ScopeParts => {
  const [what = '', permission = ''] = scope.split(':')
  const [resource = '', reach] = what.split('--')
  return {
    resource,
    reach: reach === 'my' || reach === 'groups' || reach === 'access' || reach === 'all' ? reach : null,
    permission: permission === 'ro' || permission === 'own' ? permission : 'rw',
  }
}

/** Whether something that needs one of `needed` may be done with `held`: writing gives reading, all gives access gives my. */
export const allows = (held: readonly Scope[], ...needed: readonly Scope[]): boolean =>
  needed.some(one => held.some(scope => implies(scopeParts(scope), scopeParts(one))))

/** Without those that others give anyway, in the order of `scopes`. */
export const withoutImplied = (held: readonly Scope[]): readonly Scope[] =>
  scopes.filter(scope => {
    const others = held.filter(other => other !== scope)
    return held.includes(scope) && !allows(others, scope)
  })

const ranks = { my: 1, groups: 2, access: 2, all: 3 } as const

const implies = (held: ScopeParts, needed: ScopeParts): boolean =>
  held.resource === needed.resource &&
  (held.permission === needed.permission || (held.permission === 'rw' && needed.permission === 'ro')) &&
  (held.reach === needed.reach ||
    (held.reach !== null && needed.reach !== null && ranks[held.reach] > ranks[needed.reach]))

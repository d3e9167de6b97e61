// An agent's presence: what they chose or what happened to them, and whether a workstation of theirs is connected.
export const inactiveReasons = ['chosen', 'missedOffer', 'idle', 'away'] as const
export type InactiveReason = (typeof inactiveReasons)[number]

export type Presence =
  | { readonly status: 'active'; readonly since: number }
  | { readonly status: 'inactive'; readonly reason: InactiveReason; readonly since: number }

// One-time links: an agent comes in for the first time, or chooses a new password. How long each is good.
import { DAY } from './clock.ts'

export const invitePurposes = ['welcome', 'reset'] as const
export type InvitePurpose = (typeof invitePurposes)[number]

export const inviteLifeMs: Readonly<Record<InvitePurpose, number>> = { welcome: 7 * DAY, reset: DAY }

// Who a visitor is: a random address inside a sealed token that the visitor's browser keeps. No cookie, no account.
import { z } from 'zod'
import { DAY } from '../../domain/clock.ts'
import type { Seal } from './seal.ts'

/** A visitor who stays away longer is a new one. */
export const tokenLifeMs = 365 * DAY
const renewAfterMs = 30 * DAY

const contents = z.object({ visitor: z.string(), channelId: z.string(), issuedAt: z.number() })

/** `foreign`: ours, but of another channel. */
export type BadToken = 'forged' | 'expired' | 'foreign'

export interface VisitorTokens {
  mint(visitor: string, channelId: string, now: number): string
  read(
    token: string,
    now: number,
  ): { readonly visitor: string; readonly channelId: string; readonly renew: boolean } | 'forged' | 'expired'
}

export const createVisitorTokens = (seal: Seal): VisitorTokens => ({
  mint: (visitor, channelId, now) => seal.close('visitor', { visitor, channelId, issuedAt: now }),
  read(token, now) {
    const opened = contents.safeParse(seal.open('visitor', token))
    if (!opened.success) return 'forged'
    const { visitor, channelId, issuedAt } = opened.data
    if (now - issuedAt > tokenLifeMs) return 'expired'
    return { visitor, channelId, renew: now - issuedAt > renewAfterMs }
  },
})

export const badTokenSentence = (bad: BadToken): string => {
  switch (bad) {
    case 'forged':
      return 'This browser holds a visitor pass that we did not issue. Start a new conversation to go on.'
    case 'expired':
      return 'Your last visit is more than a year ago, so we no longer know you. Start a new conversation to go on.'
    case 'foreign':
      return 'This visitor pass belongs to another chat of ours. Start a new conversation to go on.'
  }
}

// The cookies by which a browser is the same customer again when its program asks for a new token: LiveChat's names, our proof.
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Seal } from '../../../channels/web/seal.ts'
import { DAY, SECOND } from '../../../domain/clock.ts'

/** Who the customer is, and the proof of it. */
const names = { customer: '__lc_cid', proof: '__lc_cst' } as const
const purpose = 'customerCookie'
const lifeMs = 365 * DAY

const proven = z.object({ customer: z.string(), origin: z.string() })

/**
 * Null: nobody whom we know. The proof is good for the website on which it was given: a page of somebody else's that the same
 * browser opens is not to become the customer of the first.
 */
export const customerInCookies = (c: Context, seal: Seal): string | null => {
  const claimed = getCookie(c, names.customer)
  const proof = proven.safeParse(seal.open(purpose, getCookie(c, names.proof) ?? ''))
  if (!proof.success || proof.data.customer !== claimed || proof.data.origin !== originOf(c)) return null
  return claimed
}

export const keepInCookies = (c: Context, seal: Seal, customer: string): void => {
  const origin = originOf(c)
  // We are a third party on the customer's website, where browsers send only cookies that say so, each website its own.
  const where = origin.startsWith('https://')
    ? ({ sameSite: 'None', secure: true, partitioned: true } as const)
    : ({ sameSite: 'Lax' } as const)
  const life = { maxAge: lifeMs / SECOND, httpOnly: true, path: '/v2/customer', ...where }
  setCookie(c, names.customer, customer, life)
  setCookie(c, names.proof, seal.close(purpose, { customer, origin }), life)
}

/** Programs that are no pages have none, and are all one place. */
const originOf = (c: Context): string => c.req.header('Origin') ?? ''

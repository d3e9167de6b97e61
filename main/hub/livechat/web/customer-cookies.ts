// The cookies by which a browser is the same customer again when its program asks for a new token: LiveChat's names, our proof.
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Seal } from '../../../channels/web/seal.ts'
import { DAY, SECOND } from '../../../domain/clock.ts'

/** Who the customer is, and the proof of it; with a group, who they are in that group alone. */
const namesOf = (group: number | undefined) => {
  const end = group === undefined ? '' : `_${group}`
  return { customer: `__lc_cid${end}`, proof: `__lc_cst${end}` }
}
const purpose = 'customerCookie'
const lifeMs = 365 * DAY

const proven = z.object({ customer: z.string(), origin: z.string(), group: z.number().optional() })

/**
 * Null: nobody whom we know. The proof is good for the website on which it was given: a page of somebody else's that the same
 * browser opens is not to become the customer of the first.
 */
export const customerInCookies = (c: Context, seal: Seal, group?: number): string | null => {
  const names = namesOf(group)
  const claimed = getCookie(c, names.customer)
  const proof = proven.safeParse(seal.open(purpose, getCookie(c, names.proof) ?? ''))
  if (!proof.success || proof.data.customer !== claimed || proof.data.group !== group) return null
  if (proof.data.origin !== originOf(c)) return null
  return claimed
}

export const keepInCookies = (c: Context, seal: Seal, customer: string, group?: number): void => {
  const names = namesOf(group)
  const origin = originOf(c)
  // We are a third party on the customer's website, where browsers send only cookies that say so, each website its own.
  const where = origin.startsWith('https://')
    ? ({ sameSite: 'None', secure: true, partitioned: true } as const)
    : ({ sameSite: 'Lax' } as const)
  const life = { maxAge: lifeMs / SECOND, httpOnly: true, path: '/v2/customer', ...where }
  setCookie(c, names.customer, customer, life)
  setCookie(c, names.proof, seal.close(purpose, { customer, origin, group }), life)
}

/** Programs that are no pages have none, and are all one place. */
const originOf = (c: Context): string => c.req.header('Origin') ?? ''

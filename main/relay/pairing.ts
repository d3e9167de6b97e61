// POST /pair: a workstation shows the one-time code that the operator has given it, and gets a secret of its own.
import { z } from 'zod'
import type { Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { hasControls, looksEmpty } from '../domain/readable.ts'
import { readBody } from '../wire/carriers/read-body.ts'
import { SignInThrottle } from '../wire/sign-in-throttle.ts'
import type { PairingCodes } from './store/codes.ts'
import type { Desks } from './store/desks.ts'

const shape = z.object({
  code: z.string().min(1).max(100),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine(name => !hasControls(name) && !looksEmpty(name)),
})

const largestBody = 4 * 1024

export class Pairing {
  readonly #desks: Desks
  readonly #codes: PairingCodes
  readonly #log: Log
  readonly #throttle: SignInThrottle

  constructor(parts: { desks: Desks; codes: PairingCodes; clock: Clock; log: Log }) {
    this.#desks = parts.desks
    this.#codes = parts.codes
    this.#log = parts.log
    this.#throttle = new SignInThrottle(parts.clock)
  }

  /** `address`: whose tries are counted together. */
  async answer(request: Request, address: string): Promise<Response> {
    const asked = shape.safeParse(await jsonOf(request)).data
    if (asked === undefined) return said(400, 'Send JSON with "code" and "name" (at most 100 characters).')
    const waitMs = this.#throttle.attempt(address, address)
    if (waitMs > 0) {
      const retry = { 'retry-after': String(Math.ceil(waitMs / 1_000)) }
      return said(429, 'Too many wrong codes. Wait a while and try again.', retry)
    }
    const paired = await this.#desks.pair(asked.code, asked.name, this.#codes)
    if (paired === null) {
      this.#log.warn('A pairing code was wrong', { address })
      return said(403, 'This code is wrong, was used, or is older than an hour. Ask for another one (--new-code).')
    }
    this.#throttle.right(address, address)
    this.#log.info('A workstation is paired', { deskId: paired.clientId, name: asked.name })
    return Response.json(paired, { headers: quiet })
  }
}

const jsonOf = async (request: Request): Promise<unknown> => {
  try {
    return JSON.parse(Buffer.from(await readBody(request, largestBody)).toString('utf8'))
  } catch {
    return null
  }
}

const quiet = { 'cache-control': 'no-store' }

const said = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json({ message }, { status, headers: { ...quiet, ...headers } })

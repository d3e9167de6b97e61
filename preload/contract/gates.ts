// How every procedure of the contract begins: its gate, its summary, and what it may refuse with.
import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Permission } from '../../main/domain/permissions.ts'

/** `open`: without signing in; `signedIn`: any agent; otherwise the permission that is needed. Checked in main/wire. */
export type Gate = 'open' | 'signedIn' | Permission

const facts = z.object({
  field: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
})

/** Every procedure may refuse with these. `message` is a whole sentence for a person. */
export const refusals = {
  NOT_SIGNED_IN: { status: 401, data: facts },
  NOT_ALLOWED: { status: 403, data: facts },
  NOT_FOUND: { status: 404, data: facts },
  INVALID: { status: 422, data: facts },
  CONFLICT: { status: 409, data: facts },
  /** Somebody else owns the chat: `facts.ownerId`, `facts.ownerName`. */
  TAKEN: { status: 409, data: facts },
  TOO_LARGE: { status: 413, data: facts },
  TOO_MANY: { status: 429, data: facts },
  UNAVAILABLE: { status: 503, data: facts },
} as const

const MB = 1024 * 1024
/** In bytes, over HTTP: enough for every input but files. */
const usualBody = MB
/** Files come as base64: a third larger than their 50 MB. */
export const uploadBody = 75 * MB
/** JSON within JSON: of 30 MB every second character may be a quotation mark, which becomes two. */
export const setupBody = 60 * MB

interface Meta {
  readonly gate: Gate
  readonly largestBody: number
}

const base = oc.$meta<Meta>({ gate: 'signedIn', largestBody: usualBody }).errors(refusals)
export const at = (gate: Gate, summary: string, largestBody = usualBody) =>
  base.meta({ gate, largestBody }).route({ summary })

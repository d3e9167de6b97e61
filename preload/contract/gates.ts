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

const base = oc.$meta<{ gate: Gate }>({ gate: 'signedIn' }).errors(refusals)
export const at = (gate: Gate, summary: string) => base.meta({ gate }).route({ summary })

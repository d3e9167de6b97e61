// The audit trail over the door: who changed what of the set-up, when, and from what to what.
import { z } from 'zod'
import { auditDeeds, auditNouns } from '../../main/domain/audit.ts'
import { id, instant } from '../shapes.ts'
import { at } from './gates.ts'

const filter = {
  noun: z.enum(auditNouns).optional(),
  nounId: id.optional(),
  /** Who did it. */
  agentId: id.optional(),
  deed: z.enum(auditDeeds).optional(),
  /** In the name of the thing or of who did it, or in what changed. */
  text: z.string().trim().max(200).optional(),
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
}

const fields = z.record(z.string(), z.json())

export const auditEntry = z.object({
  id: z.number().int(),
  at: instant,
  /** Null: Parley itself. */
  agentId: id.nullable(),
  /** As they were called then. */
  agentName: z.string(),
  noun: z.enum(auditNouns),
  nounId: z.string(),
  name: z.string(),
  deed: z.enum(auditDeeds),
  /** The fields that changed, as they were and as they are since; one of the two alone for what was made or deleted. */
  before: fields.nullable(),
  after: fields.nullable(),
})

export const audit = {
  list: at('CanReadAudit', 'Who changed what of the set-up, newest first')
    .input(
      z.strictObject({
        ...filter,
        /** Page on: the `nextBefore` of the page before. */
        before: z.number().int().min(1).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ entries: z.array(auditEntry), nextBefore: z.number().int().nullable() })),
  exportCsv: at('CanReadAudit', 'The same as comma-separated values (RFC 4180, UTF-8), at most 50,000 entries')
    .input(z.strictObject(filter))
    .output(
      z.object({
        csv: z.string(),
        rows: z.number().int(),
        /** False: there are older ones; export them with a filter by time. */
        isWhole: z.boolean(),
      }),
    ),
}

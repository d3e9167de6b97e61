// Runs of processes and the forms they ask agents to fill in, as the door shows them.
import { z } from 'zod'
import { formFieldTypes } from '../../main/domain/process-form.ts'
import { id, instant } from '../shapes.ts'

/** A date is text, such as 2026-11-21. */
export const formValues = z.record(
  z.string().max(200),
  z.union([z.string().max(10_000, 'must be at most 10000 characters'), z.number(), z.boolean(), z.null()]),
)

const runStep = z.object({
  id,
  elementId: z.string(),
  name: z.string(),
  /** A kind of process-tasks.ts. */
  kind: z.string(),
  /** due: to be done, at `nextTryAt` when it failed before; waiting: for an agent, or until `dueAt`. */
  status: z.enum(['due', 'waiting', 'done', 'failed', 'withdrawn']),
  attempts: z.number().int(),
  nextTryAt: instant.nullable(),
  dueAt: instant.nullable(),
  /** Why it failed, the last time. */
  reason: z.string().nullable(),
  /** What it did. */
  outcome: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
})

export const runSummary = z.object({
  id,
  processId: id,
  processName: z.string(),
  versionNumber: z.number().int(),
  actionCaption: z.string(),
  chatId: id,
  chatNumber: z.number().int(),
  contactName: z.string(),
  /** failed: waits for a person, who retries or cancels. */
  status: z.enum(['running', 'failed', 'finished', 'cancelled']),
  /** Why it failed or was cancelled. */
  reason: z.string().nullable(),
  startedAt: instant,
  startedByName: z.string(),
  endedAt: instant.nullable(),
  /** In the order in which they began. */
  steps: z.array(runStep),
})

export const agentForm = z.object({
  stepId: id,
  runId: id,
  chatId: id,
  processName: z.string(),
  title: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.enum(formFieldTypes),
      required: z.boolean(),
      defaultValue: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      options: z.array(z.string()),
    }),
  ),
  /** What was typed so far; null: nothing. */
  draft: formValues.nullable(),
  since: instant,
})

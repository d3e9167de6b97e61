// A system line in data: what Parley or the network did in a chat, which every screen says in its own language.
import { z } from 'zod'

export const systemLine = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['opened', 'customerClosed', 'heldBack']) }),
  z.object({ code: z.literal('accepted'), agentName: z.string(), waitedMs: z.number() }),
  z.object({
    code: z.literal('transferred'),
    byName: z.string(),
    toAgentName: z.string().optional(),
    toQueueName: z.string().optional(),
    comment: z.string().optional(),
  }),
  z.object({ code: z.literal('takenOver'), agentName: z.string(), fromName: z.string() }),
  z.object({ code: z.literal('handedBack'), agentName: z.string(), reason: z.string() }),
  z.object({
    code: z.literal('closed'),
    agentName: z.string().optional(),
    reason: z.enum(['agent', 'timeout', 'customer', 'supervisor', 'handedOver', 'banned']),
  }),
  z.object({ code: z.literal('outOfHours'), queueName: z.string() }),
  z.object({
    code: z.literal('process'),
    runId: z.string(),
    step: z.enum(['started', 'did', 'finished', 'failed', 'cancelled']),
    text: z.string(),
  }),
  z.object({
    code: z.literal('program'),
    type: z.string(),
    text: z.string(),
    vars: z.record(z.string(), z.string()),
    isForAgents: z.boolean(),
  }),
  z.object({ code: z.enum(['unreachable', 'reachable']), reason: z.string() }),
  z.object({ code: z.enum(['heldByOthers', 'handedToUs', 'controlAsked']), program: z.string().nullable() }),
  z.object({ code: z.literal('controlTaken'), agentName: z.string() }),
  z.object({ code: z.literal('network'), text: z.string() }),
  z.object({ code: z.literal('controlReturned') }),
  z.object({ code: z.literal('controlKept'), reason: z.string() }),
  z.object({
    code: z.literal('caseCreated'),
    caseId: z.string(),
    number: z.number().int(),
    agentName: z.string().nullable(),
  }),
])

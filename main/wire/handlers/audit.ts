// The audit trail over the door.
import { type AgentId, asId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { present } from '../present.ts'
import { auditView } from '../views/audit.ts'

export const audit = {
  list: door.audit.list.handler(async ({ input, context }) => {
    const { agentId, ...rest } = input
    const found = await context.services.audit.list(present({ ...rest, agentId: brandOf(agentId) }))
    return { entries: found.entries.map(auditView), nextBefore: found.nextBefore }
  }),

  exportCsv: door.audit.exportCsv.handler(({ input, context }) => {
    const { agentId, ...rest } = input
    return context.services.audit.exportCsv(present({ ...rest, agentId: brandOf(agentId) }))
  }),
}

const brandOf = (id: string | undefined): AgentId | undefined => (id === undefined ? undefined : asId<AgentId>(id))

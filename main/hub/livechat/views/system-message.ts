// System lines in the protocol's words. Source: "System messages" of the Agent and Customer Chat API, 3.6.
import type { Message, SystemLine } from '../../../domain/message.ts'

interface SystemMessage {
  /** What only concerns agents never reaches a customer. */
  readonly visibility: 'all' | 'agents'
  readonly says: {
    readonly system_message_type: string
    readonly text: string
    readonly text_vars: Readonly<Record<string, string>>
  }
}

/** Null: nothing that the protocol has a word for. */
export const systemMessageOf = (message: Message): SystemMessage | null => {
  if (message.system === null) return null
  const [type, vars, visibility] = inTheirWords(message.system)
  const text = message.system.code === 'program' ? message.system.text : message.text
  return { visibility, says: { system_message_type: type, text, text_vars: vars } }
}

type Words = readonly [type: string, vars: Readonly<Record<string, string>>, visibility: 'all' | 'agents']

const inTheirWords = (line: SystemLine): Words => {
  switch (line.code) {
    case 'accepted':
    case 'takenOver':
    case 'controlTaken':
      return ['agent_joined', { agent: line.agentName }, 'all']
    case 'transferred':
      return [
        'chat_transferred',
        { agent: line.byName, targets: line.toAgentName ?? line.toQueueName ?? '' },
        // What was written for the next agent is not for the customer.
        line.comment === undefined ? 'all' : 'agents',
      ]
    case 'program':
      return [line.type, line.vars, line.isForAgents ? 'agents' : 'all']
    case 'handedBack':
      return ['routing.unassigned_other', { agent: line.agentName }, 'agents']
    case 'customerClosed':
      return ['manual_archived_customer', {}, 'all']
    case 'closed':
      return closed(line)
    default:
      return ['system', {}, 'agents']
  }
}

const closed = (line: Extract<SystemLine, { code: 'closed' }>): Words => {
  switch (line.reason) {
    case 'agent':
    case 'supervisor':
      return ['manual_archived_agent', { agent: line.agentName ?? '' }, 'all']
    case 'customer':
      return ['manual_archived_customer', {}, 'all']
    case 'timeout':
      return ['routing.archived_inactive', {}, 'all']
    case 'banned':
      return ['customer_banned', { agent: line.agentName ?? '' }, 'agents']
    case 'handedOver':
      return ['system_archived', {}, 'agents']
  }
}

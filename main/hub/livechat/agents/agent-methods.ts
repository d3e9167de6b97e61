// The methods of the Agent Chat API. Source: facts/livechat.md 2.1.
import type { Methods } from '../method.ts'
import type { AgentParts } from './agent-parts.ts'
import type { AgentParty } from './agent-party.ts'
import { chatting } from './chatting.ts'
import { reading } from './reading.ts'

export const agentMethods = (parts: AgentParts): Methods<AgentParty> => ({
  ...reading(parts),
  ...chatting(parts),
})

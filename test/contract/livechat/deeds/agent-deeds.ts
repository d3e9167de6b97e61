// One deed for each method that lc-sdk-js has for agents.
import { agentChats } from './agent-chats.ts'
import type { AgentDeed, AgentMethod } from './agent-deed.ts'
import { agentPeople } from './agent-people.ts'
import { agentProperties } from './agent-properties.ts'
import { agentWords } from './agent-words.ts'

/** A method without a deed does not compile. */
export const agentDeeds: Record<AgentMethod, AgentDeed> = {
  ...agentChats,
  ...agentWords,
  ...agentProperties,
  ...agentPeople,
}

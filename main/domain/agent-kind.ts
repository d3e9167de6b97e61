// Who an agent is: a person with a panel, or a bot, which is a program.
export const agentKinds = ['person', 'bot'] as const
export type AgentKind = (typeof agentKinds)[number]

// What an agent's program can do by either API of lc-sdk-js: a deed says what a method answers, and what it tells whom.
import type { ProtocolStage } from '../../../kit/livechat/protocol-stage.ts'
import type { AgentRtm, sdkAgentWeb } from '../../../kit/livechat/sdk-clients.ts'

/** Everything that both have, but for what is no method of the protocol. */
export type AgentMethod = Exclude<keyof AgentRtm & keyof ReturnType<typeof sdkAgentWeb>, 'send' | 'version' | 'APIURL'>
export type AgentApi = Pick<AgentRtm, AgentMethod>
export type AgentDeed = (api: AgentApi, stage: ProtocolStage) => Promise<void>

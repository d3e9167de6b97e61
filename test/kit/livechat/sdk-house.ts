// A hub that speaks LiveChat's protocol behind TLS, which LiveChat's own SDKs take for LiveChat.
import { type Scope, scopePresets } from '../../../main/domain/access-token.ts'
import { type AgentId, asId } from '../../../main/domain/ids.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { aProtocolHouse, type ProtocolHouse } from './protocol-house.ts'
import { type AgentRtm, type CustomerRtm, type SdkLine, sdkAgent, sdkCustomer } from './sdk-clients.ts'
import { aTlsFront, type TlsFront } from './tls-front.ts'

export interface SdkCustomer {
  readonly id: string
  readonly token: string
  readonly line: SdkLine<CustomerRtm>
}

export interface SdkHouse extends ProtocolHouse {
  readonly front: TlsFront
  /** An access token of the agent. Default: with every scope. */
  accessToken(name: string, scopes?: readonly Scope[]): Promise<string>
  /** Logged in with the SDK and an access token. */
  sdkAgent(name: string): Promise<SdkLine<AgentRtm>>
  /** A new customer, logged in with the SDK. */
  sdkCustomer(name: string): Promise<SdkCustomer>
}

export const anSdkHouse = async (options: Parameters<typeof aProtocolHouse>[0] = {}): Promise<SdkHouse> => {
  const house = await aProtocolHouse(options)
  const front = await aTlsFront(house)
  const accessToken: SdkHouse['accessToken'] = async (name, scopes = scopePresets.everything) => {
    const { services } = house.office
    const token = { label: 'A program', scopes, expiresAt: null }
    const made = await services.accessTokens.create(house.office.supervisor(name), asId<AgentId>(name), token)
    if (isRefusal(made)) throw new Error(made.sentence)
    return made.token
  }
  return {
    ...house,
    front,
    accessToken,
    async sdkAgent(name) {
      const line = await sdkAgent(front)
      await line.rtm.login(`Bearer ${await accessToken(name)}`)
      return line
    },
    async sdkCustomer(name) {
      const { id, token } = await house.customerToken()
      const line = await sdkCustomer(front, house.organizationId)
      const email = `${name.toLowerCase()}@example.com`
      await line.rtm.login({ token: `Bearer ${token}`, customer: { name, email } })
      return { id, token, line }
    },
  }
}

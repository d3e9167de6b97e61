// A hub to which programs that speak LiveChat's protocol come: customers with tokens, agents with sessions.
import { anOpenHouse, type OpenHouse } from '../open-house.ts'
import { RtmClient } from './rtm-client.ts'

export interface ProtocolHouse extends OpenHouse {
  readonly organizationId: string
  /** A token of a new customer, with their id. */
  customerToken(): Promise<{ readonly token: string; readonly id: string }>
  /** Connected and logged in. `login`: more of the login's payload. */
  customer(login?: object, version?: string): Promise<RtmClient>
  agent(name: string, login?: object, version?: string): Promise<RtmClient>
  rtm(side: 'customer' | 'agent', version?: string): RtmClient
}

export const aProtocolHouse = async (options: Parameters<typeof anOpenHouse>[0] = {}): Promise<ProtocolHouse> => {
  const house = await anOpenHouse({ website: true, ...options })
  const { id: organizationId } = await house.office.services.protocol.organization()
  const root = house.url.replace(/^http/, 'ws')

  const rtm: ProtocolHouse['rtm'] = (side, version = '3.6') => {
    const query = side === 'customer' ? `?organization_id=${organizationId}` : ''
    return new RtmClient(`${root}/v${version}/${side}/rtm/ws${query}`)
  }

  const customerToken: ProtocolHouse['customerToken'] = async () => {
    const response = await fetch(`${house.url}/v2/customer/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'cookie',
        client_id: 'test',
        organization_id: organizationId,
        response_type: 'token',
      }),
    })
    const body = (await response.json()) as { access_token: string; entity_id: string }
    return { token: body.access_token, id: body.entity_id }
  }

  return {
    ...house,
    organizationId,
    rtm,
    customerToken,

    async customer(login = {}, version = '3.6') {
      const client = rtm('customer', version)
      const { token } = await customerToken()
      const answer = await client.ask('login', { token: `Bearer ${token}`, ...login })
      if (!answer.success) throw new Error(`The customer could not log in: ${JSON.stringify(answer.payload)}`)
      return client
    },

    async agent(name, login = {}, version = '3.6') {
      const client = rtm('agent', version)
      // As the first agents' role has it.
      const token = await house.session(name, 'CanSeeContactDetails')
      const answer = await client.ask('login', { token: `Bearer ${token}`, ...login })
      if (!answer.success) throw new Error(`The agent could not log in: ${JSON.stringify(answer.payload)}`)
      return client
    },
  }
}

// Customers and agents who use LiveChat's own lc-sdk-js against a hub: what they heard is kept, and they hang up when the test ends.
import { Agent, Customer } from '@livechat/lc-sdk-js'
import { onTestFinished } from 'vitest'
import { until } from '../until.ts'
import type { TlsFront } from './tls-front.ts'

/** A frame as it came, before the SDK made anything of it. */
export interface Frame {
  readonly type: 'push' | 'response'
  readonly action: string
  readonly version?: string
  readonly request_id?: string
  readonly success?: boolean
  readonly payload: Readonly<Record<string, unknown>>
}

export type AgentRtm = InstanceType<typeof Agent.RTM>
export type CustomerRtm = InstanceType<typeof Customer.RTM>

/** A connected SDK, and all that it heard. */
export class SdkLine<Rtm extends AgentRtm | CustomerRtm> {
  readonly rtm: Rtm
  /** In order, as they came. */
  frames: Frame[] = []
  /** What the SDK handed to the listener of each push, in order. */
  pushes: { readonly action: string; readonly payload: unknown }[] = []
  closed = false

  private constructor(rtm: Rtm) {
    this.rtm = rtm
  }

  static async open<Rtm extends AgentRtm | CustomerRtm>(rtm: Rtm, names: readonly string[]): Promise<SdkLine<Rtm>> {
    const line = new SdkLine(rtm)
    for (const action of new Set(names))
      rtm.subscribePush(action, payload => void line.pushes.push({ action, payload }))
    await rtm.connect()
    rtm.socket?.addEventListener('message', ({ data }) => void line.frames.push(JSON.parse(String(data)) as Frame))
    rtm.socket?.addEventListener('close', () => {
      line.closed = true
      // The SDK would go on pinging into a socket that is gone.
      clearInterval(rtm.heartbeatInterval)
    })
    onTestFinished(() => line.hangUp())
    return line
  }

  /** Pushes of this name that came so far. */
  of(action: string): Frame[] {
    return this.frames.filter(frame => frame.type === 'push' && frame.action === action)
  }

  /** The payload of the first push of this name, past or to come, that fits. */
  async pushed(action: string, fits: (payload: Frame['payload']) => boolean = () => true): Promise<Frame['payload']> {
    const found = await until(`the push ${action}`, () => this.of(action).find(frame => fits(frame.payload)))
    return found.payload
  }

  /** Forgets what was heard. */
  forget(): void {
    this.frames = []
    this.pushes = []
  }

  hangUp(): void {
    clearInterval(this.rtm.heartbeatInterval)
    this.rtm.socket?.close()
  }
}

export const sdkAgent = (front: TlsFront): Promise<SdkLine<AgentRtm>> =>
  SdkLine.open(new Agent.RTM({ apiUrl: front.host }), Object.values(Agent.Objects.Pushes))

export const sdkCustomer = (front: TlsFront, organizationId: string): Promise<SdkLine<CustomerRtm>> =>
  SdkLine.open(new Customer.RTM(organizationId, { apiUrl: front.host }), Object.values(Customer.Objects.Pushes))

/** An agent's Web API, with the token that stands for them. */
export const sdkAgentWeb = (front: TlsFront, accessToken: string) =>
  new Agent.Web('a-client', () => ({ accessToken, organizationID: '', region: 'dal' }), { apiUrl: front.host })

export const sdkCustomerWeb = (front: TlsFront, accessToken: string, organizationID: string) =>
  new Customer.Web('a-client', () => ({ accessToken, organizationID, region: 'dal' }), { apiUrl: front.host })

// A network that calls its channels, played by a test: keeps the calls it is brought, and answers them as the test says.
import type { ChannelConfig, ChannelDoor, ChannelLink, Connector, Intake } from '../../main/channels/channel.ts'
import type { WebhookAnswer, WebhookRequest } from '../../main/channels/webhook.ts'

export interface TakenCall {
  readonly channelId: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly request: WebhookRequest
}

export class PageStage implements Connector {
  readonly kind = 'facebook'
  readonly placeFields = ['pageId']
  readonly secretFields = ['pageToken', 'appSecret', 'relayKey']
  readonly calls: TakenCall[] = []
  /** Looked at for every call, while it is being answered. */
  answers: (call: TakenCall) => Promise<WebhookAnswer> | WebhookAnswer = () => ({ status: 200 })

  parseSettings(input: unknown): unknown {
    return input
  }

  async register(): Promise<{ profile: Record<string, string> }> {
    return { profile: {} }
  }

  toUnified(): Intake {
    return { updates: [] }
  }

  connect({ channelId, settings }: ChannelConfig<unknown>, door: ChannelDoor): ChannelLink {
    door.reportHealth({ state: 'online' })
    return {
      send: async () => ({ outcome: 'sent', externalId: 'out' }),
      takeWebhook: async request => {
        const call = { channelId, settings: settings as TakenCall['settings'], request }
        this.calls.push(call)
        return this.answers(call)
      },
      stopped: async () => {},
    }
  }
}

/** What the calls brought, in the order in which they were begun. */
export const bodiesOf = (calls: readonly TakenCall[]): readonly string[] =>
  calls.map(({ request }) => Buffer.from(request.body).toString())

// A hub that speaks LiveChat's protocol, two agents and a customer who came with LiveChat's own SDK, and a chat of theirs.
import { said } from './said.ts'
import type { AgentRtm, CustomerRtm, SdkLine } from './sdk-clients.ts'
import { anSdkHouse, type SdkCustomer, type SdkHouse } from './sdk-house.ts'

export interface ProtocolStage {
  readonly house: SdkHouse
  /** Both accept chats, by this connection alone. */
  readonly ann: SdkLine<AgentRtm>
  readonly ben: SdkLine<AgentRtm>
  readonly annToken: string
  readonly visitor: SdkLine<CustomerRtm>
  readonly visitorId: string
  readonly visitorToken: string
  /** Ann's, open: the visitor said "Hello, my lamp is broken". */
  readonly chatId: string
  readonly threadId: string
  /** Of what the visitor said. */
  readonly eventId: string
  /** Another customer, logged in. */
  customer(name: string): Promise<SdkCustomer>
  /** Now, on the hub's clock, in the protocol's words; a moment after all that happened. */
  stamp(): string
}

export const aProtocolStage = async (): Promise<ProtocolStage> => {
  const house = await anSdkHouse()
  // Ann sees every chat, Ben his own.
  await house.session('ann', 'CanSeeAllChats', 'CanTransferChats', 'CanSeeContactDetails')
  await house.session('ben', 'CanTransferChats', 'CanSeeContactDetails')
  for (const name of ['ann', 'ben']) house.office.disconnect(name)
  const ann = await house.sdkAgent('ann')
  const { id: visitorId, token: visitorToken, line: visitor } = await house.sdkCustomer('Vera')
  const { chat_id, thread_id, event_ids } = await visitor.rtm.startChat({
    chat: { thread: { events: [said.message('Hello, my lamp is broken')] } },
  })
  await ann.pushed('incoming_chat')
  const ben = await house.sdkAgent('ben')
  house.office.clock.advance(1_000)
  for (const line of [ann, ben, visitor]) line.forget()
  return {
    house,
    ann,
    ben,
    annToken: await house.accessToken('ann'),
    visitor,
    visitorId,
    visitorToken,
    chatId: chat_id,
    threadId: thread_id,
    eventId: event_ids?.[0] ?? '',
    customer: name => house.sdkCustomer(name),
    stamp() {
      house.office.clock.advance(1_000)
      return new Date(house.office.clock.now()).toISOString()
    },
  }
}

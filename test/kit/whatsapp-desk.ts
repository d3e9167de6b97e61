// A hub with a WhatsApp channel, an emulated Twilio that calls it over its public door, and a customer: all on one hand clock.
import { onTestFinished } from 'vitest'
import { createWhatsAppConnector } from '../../main/channels/whatsapp/connector.ts'
import { HandClock } from './hand-clock.ts'
import { anOpenHouse, type OpenHouse } from './open-house.ts'
import { TwilioEmulator } from './twilio-emulator/twilio-emulator.ts'
import { until } from './until.ts'

export interface Shown {
  readonly id: string
  readonly direction: string
  readonly text: string
  readonly state: string | null
  readonly trouble: { readonly reason: string; readonly surelyNotArrived: boolean; readonly canRetry: boolean } | null
}

export interface WhatsAppDesk {
  readonly house: OpenHouse
  readonly twilio: TwilioEmulator
  readonly clock: HandClock
  readonly channelId: string
  /** Of a supervisor, and of Ann who takes the chats. */
  readonly admin: string
  readonly ann: string
  /** The answer's body, or an error that shows the refusal. */
  must<T>(name: string, input: unknown, token: string): Promise<T>
  /** So much time goes by, and the channel is online after it. */
  passes(ms: number): Promise<void>
  /** Ann takes the chat that rings at her. */
  accepts(): Promise<string>
  /** The messages of the chat. */
  messages(chatId: string): Promise<readonly Shown[]>
  /** Ann's last message of the chat, as soon as it is so. */
  untilLast(chatId: string, isSo: (message: Shown) => boolean): Promise<Shown>
}

/** `rendererDir`: where the built screens are, when somebody is to look at them. */
export const aWhatsAppDesk = async (options: { readonly rendererDir?: string } = {}): Promise<WhatsAppDesk> => {
  const clock = new HandClock()
  const twilio = new TwilioEmulator(clock)
  await twilio.start()
  onTestFinished(() => twilio.stop())
  const house = await anOpenHouse({ ...options, clock, connectors: [createWhatsAppConnector()] })
  const admin = await house.session('ben', 'CanManageChats', 'CanSeeAllChats')
  const ann = await house.session('ann')
  const must = async <T>(name: string, input: unknown, token: string): Promise<T> => {
    const { status, body } = await house.call(name, input, token)
    if (status !== 200) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`)
    return body as T
  }
  await must('settings/set', { SiteUrl: house.url }, admin)
  const { id: channelId } = await must<{ id: string }>(
    'channels/register',
    { kind: 'whatsapp', name: 'WhatsApp', queueId: 'support', settings: twilio.settings },
    admin,
  )
  twilio.webhook = `${house.url}/hooks/whatsapp/${channelId}#rc=5&rp=all`
  const messages = async (chatId: string) =>
    (await must<{ messages: Shown[] }>('messageManager/getMessagesByChatId', { chatId }, ann)).messages
  return {
    house,
    twilio,
    clock,
    channelId,
    admin,
    ann,
    must,
    messages,
    async passes(ms) {
      clock.advance(ms)
      await until('the channel to be online', async () => {
        type Card = { id: string; health: { state: string; until?: number } }
        const { channels } = await must<{ channels: Card[] }>('channels/list', {}, admin)
        const health = channels.find(one => one.id === channelId)?.health
        // A look at the account over which so much time went by has ended in vain; the next one does not.
        if (health?.until !== undefined) clock.advance(Math.max(0, health.until - clock.now()))
        return health?.state === 'online'
      })
    },
    async accepts() {
      const { id } = await until('a chat that rings', async () => {
        const { chats } = await must<{ chats: { id: string; rings: boolean }[] }>('chatService/getChats', {}, ann)
        return chats.find(chat => chat.rings)
      })
      await must('chatService/acceptChat', { chatId: id }, ann)
      return id
    },
    untilLast: (chatId, isSo) =>
      until('the last message to be so', async () => {
        const last = (await messages(chatId)).findLast(message => message.direction === 'out')
        return last !== undefined && isSo(last) ? last : null
      }),
  }
}

// A hub with a Facebook page, an emulated Meta that calls it over its public door, and agents: all on one hand clock.
import { onTestFinished } from 'vitest'
import { createFacebookConnector } from '../../main/channels/facebook/connector.ts'
import { GraphEmulator } from './graph-emulator/graph-emulator.ts'
import type { EmulatedPage } from './graph-emulator/page.ts'
import { HandClock } from './hand-clock.ts'
import { anOpenHouse, type OpenHouse } from './open-house.ts'
import { until } from './until.ts'

export interface Shown {
  readonly id: string
  readonly direction: string
  readonly kind: string
  readonly text: string
  readonly state: string | null
  readonly author: { readonly name: string } | null
  readonly attachments: readonly { readonly state: string; readonly name: string; readonly url: string | null }[]
  readonly reactions: readonly { readonly emoji: readonly string[] }[]
  readonly editedAt: number | null
  readonly trouble: { readonly reason: string; readonly surelyNotArrived: boolean; readonly canRetry: boolean } | null
}

interface Health {
  readonly state: string
  readonly reason?: string
  readonly remedy?: string
  readonly until?: number
}

export interface FacebookDesk {
  readonly house: OpenHouse
  readonly graph: GraphEmulator
  readonly page: EmulatedPage
  readonly clock: HandClock
  readonly channelId: string
  /** Of a supervisor, and of Ann who takes the chats. */
  readonly admin: string
  readonly ann: string
  /** The answer's body, or an error that shows the refusal. */
  must<T>(name: string, input: unknown, token: string): Promise<T>
  health(): Promise<Health | undefined>
  /** So much time goes by, and the channel is online after it. */
  passes(ms: number): Promise<void>
  /** Ann takes the chat that rings at her. */
  accepts(): Promise<string>
  /** The messages of the chat. */
  messages(chatId: string): Promise<readonly Shown[]>
  /** Our last message of the chat, as soon as it is so. */
  untilLast(chatId: string, isSo: (message: Shown) => boolean): Promise<Shown>
}

export interface FacebookDeskOptions {
  /** Where the built screens are, when somebody is to look at them. */
  readonly rendererDir?: string
  readonly settings?: Readonly<Record<string, unknown>>
  readonly defaultApp?: string
}

export const aFacebookDesk = async ({
  settings,
  defaultApp,
  ...options
}: FacebookDeskOptions = {}): Promise<FacebookDesk> => {
  const clock = new HandClock()
  const graph = new GraphEmulator(clock)
  await graph.start()
  onTestFinished(() => graph.stop())
  const page = graph.world.addPage('Lampion')
  page.defaultApp = defaultApp ?? null
  const house = await anOpenHouse({ ...options, clock, connectors: [createFacebookConnector()] })
  const admin = await house.session('ben', 'CanManageChats', 'CanSeeAllChats', 'CanTakeOverChats')
  const ann = await house.session('ann')
  const must = async <T>(name: string, input: unknown, token: string): Promise<T> => {
    const { status, body } = await house.call(name, input, token)
    if (status !== 200) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`)
    return body as T
  }
  await must('settings/set', { SiteUrl: house.url }, admin)
  graph.world.callback = `${house.url}/hooks/facebook`
  const { id: channelId } = await must<{ id: string }>(
    'channels/register',
    {
      kind: 'facebook',
      name: 'Lampion page',
      queueId: 'support',
      settings: { ...graph.settingsOf(page), ...settings },
    },
    admin,
  )
  const health = async () => {
    const { channels } = await must<{ channels: { id: string; health: Health }[] }>('channels/list', {}, admin)
    return channels.find(one => one.id === channelId)?.health
  }
  const untilOnline = () => until('the channel to be online', async () => (await health())?.state === 'online')
  const messages = async (chatId: string) =>
    (await must<{ messages: Shown[] }>('messageManager/getMessagesByChatId', { chatId }, ann)).messages
  await untilOnline()
  return {
    house,
    graph,
    page,
    clock,
    channelId,
    admin,
    ann,
    must,
    health,
    messages,
    async passes(ms) {
      clock.advance(ms)
      await until('the channel to be online', async () => {
        const found = await health()
        // A look at the page over which so much time went by has ended in vain; the next one does not.
        if (found?.until !== undefined) clock.advance(Math.max(0, found.until - clock.now()))
        return found?.state === 'online'
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

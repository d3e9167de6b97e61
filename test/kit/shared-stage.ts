// An office on a network that several programs share: what a bot and the network say of control, and what comes of it here.
import type { NoDefaultApp } from '../../main/domain/thread-control.ts'
import type { InboundUpdate } from '../../main/domain/unified-message.ts'
import { must } from './must.ts'
import { anOpenOffice, type OfficeOptions, type TestOffice } from './office.ts'
import { StageNetwork } from './stage-network.ts'

export const aSharedOffice = async (policy: NoDefaultApp = 'agents', options: OfficeOptions = {}) => {
  const network = new StageNetwork()
  network.noDefaultApp = () => policy
  return anOpenOffice({ network, ...options })
}

export const there = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('It is not there.')
  return value
}

type Control = Extract<InboundUpdate, { type: 'control' }>

export const control = (office: TestOffice, holder: Control['holder'], more: Partial<Control> = {}) =>
  office.network.hands({
    type: 'control',
    address: 'carol',
    at: office.clock.now(),
    holder,
    app: holder === 'others' ? '77' : null,
    ...more,
  })

type Echo = Extract<InboundUpdate, { type: 'echo' }>

/** Said by the bot; `holder: null`: on a page where everybody hears everything. */
export const bot = (
  office: TestOffice,
  text: string,
  more: Partial<Omit<Echo, 'holder'>> & { holder?: 'us' | null } = {},
) => {
  const { holder = 'others', ...rest } = more
  return office.network.hands({
    type: 'echo',
    externalId: `bot:${text}`,
    address: 'carol',
    at: office.clock.now(),
    kind: 'text',
    text,
    author: 'Bot',
    byApp: '77',
    ...(holder === null ? {} : { holder }),
    ...rest,
  })
}

/** Open chats as a supervisor sees them: status, owner, and whether each rings. */
export const all = async (office: TestOffice) => {
  const { cards } = must(await office.services.chatService.getChats(office.supervisor('ann'), true))
  return cards.map(card => ({ id: card.row.id, status: card.row.status, owner: card.row.ownerId, rings: card.rings }))
}

export const only = async (office: TestOffice) => there((await all(office))[0])

export const lines = async (office: TestOffice, chatId: Parameters<TestOffice['store']['messages']['ofChat']>[0]) =>
  (await office.store.messages.ofChat(chatId, 50)).map(message => `${message.direction}: ${message.text}`)

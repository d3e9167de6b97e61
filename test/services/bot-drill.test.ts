// The bot drill, through the real Messenger connector and an emulated Meta: a bot holds, the user asks for a human, control passes,
// an agent answers and closes, control returns, the user writes again; the same with webhooks missing, doubled and reordered.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SECOND } from '../../main/domain/clock.ts'
import { aBotDesk, type BotDesk, botApp } from '../kit/bot-desk.ts'
import type { Call } from '../kit/graph-emulator/caller.ts'
import type { GraphCustomer } from '../kit/graph-emulator/customer.ts'
import { must } from '../kit/must.ts'

/** How the calls of Meta come in: which are lost, which come twice, in what order, and when. */
interface Weather {
  readonly calls: readonly {
    readonly index: number
    readonly when: 'beforeAccepting' | 'beforeClosing' | 'afterClosing'
  }[]
}

const said = ['Where is my parcel?', 'What is your order number?', 'A person, please!', 'Hello?'] as const
/** Of the calls of the first act: the pass of control, and the message that comes to us after it. */
const pass = 3
const last = 4

/** The bot holds, the user asks for a human, control passes, the user writes once more: five calls, a second apart. */
const firstAct = async ({ graph, clock }: BotDesk, carol: GraphCustomer): Promise<void> => {
  const next = () => clock.advance(SECOND)
  await carol.says(said[0])
  next()
  await graph.botSays(carol, said[1], botApp)
  next()
  await carol.says(said[2])
  next()
  await graph.passes(carol, botApp)
  next()
  await carol.says(said[3])
  next()
}

const openChatsOf = async (desk: BotDesk, carol: GraphCustomer) => {
  const { store } = desk.house.office
  const [channel] = await store.channels.all()
  const conversation = channel === undefined ? null : await store.contacts.conversationAt(channel.id, carol.psid)
  if (conversation === null) return { chats: [], open: [], texts: [] }
  const chats = await store.chats.ofConversation(conversation.id, 20)
  const { messages } = await store.messages.page(conversation.id, { limit: 100 })
  const texts = messages.filter(one => one.direction !== 'system').map(one => one.text)
  return { chats, open: chats.filter(chat => chat.status !== 'closed'), texts }
}

/** Ann takes what rings, answers it and closes it when `meanwhile` has come in. */
const annServes = async (desk: BotDesk, carol: GraphCustomer, meanwhile: () => Promise<void>): Promise<void> => {
  const { office } = desk.house
  const { chatService, messageManager } = office.services
  const ann = office.actor('ann')
  const [ringing] = (await openChatsOf(desk, carol)).open
  if (ringing === undefined) throw new Error('Nothing rings.')
  const chat = must(await chatService.acceptChat(ann, ringing.id))
  must(await messageManager.send(ann, { chatId: chat.id, text: 'I am here, Carol.', note: false }))
  await office.settled()
  await meanwhile()
  await office.settled()
  expect((await openChatsOf(desk, carol)).open).toMatchObject([{ id: chat.id, status: 'active', ownerId: 'ann' }])
  desk.clock.advance(SECOND)
  must(await chatService.closeActiveChat(ann, chat.id))
  await office.settled()
}

test('all goes well: bot, human, and back to the bot', async () => {
  const desk = await aBotDesk()
  const { graph, page, clock } = desk
  const { office } = desk.house
  const carol = graph.customer(page, 'Carol', 'Ngata')
  await carol.says(said[0])
  await graph.botSays(carol, said[1], botApp)
  await office.settled()
  expect((await openChatsOf(desk, carol)).open).toMatchObject([{ status: 'bot', ownerId: null }])
  expect(await office.store.offers.open()).toEqual([])
  clock.advance(SECOND)
  await graph.passes(carol, botApp)
  await office.settled()
  expect((await openChatsOf(desk, carol)).chats.map(chat => [chat.status, chat.closeReason])).toEqual([
    ['waiting', null],
    ['closed', 'handedOver'],
  ])
  clock.advance(SECOND)
  await annServes(desk, carol, async () => {})
  expect(carol.received.map(message => message.text)).toEqual(['I am here, Carol.'])
  expect(page.holder(carol.psid, clock.now())).toBeNull()
  clock.advance(SECOND)
  await carol.says('Thank you, bot')
  await office.settled()
  expect((await openChatsOf(desk, carol)).open).toMatchObject([{ status: 'bot', ownerId: null }])
  expect(await office.panel('ann')).toEqual([])
})

test('whatever is lost, doubled or late: one open chat at most, agents have who is theirs, each message once', async () => {
  const desk = await aBotDesk()
  const { graph, page, clock } = desk
  const { office } = desk.house
  const whens = fc.constantFrom('beforeAccepting' as const, 'beforeClosing' as const, 'afterClosing' as const)
  const weather: fc.Arbitrary<Weather> = fc
    .shuffledSubarray([0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
    .chain(order => fc.tuple(...order.map(index => fc.record({ index: fc.constant(index), when: whens }))))
    .map(calls => ({ calls }))

  await fc.assert(
    fc.asyncProperty(weather, async ({ calls }) => {
      const carol = graph.customer(page, 'Carol', 'Ngata')
      graph.caller.hold()
      await firstAct(desk, carol)
      const now = (when: Weather['calls'][number]['when']) => calls.filter(call => call.when === when)
      let held: readonly Call[] = []
      await graph.caller.letGo(all => {
        held = all
        return now('beforeAccepting').map(({ index }) => there(all[index]))
      })
      await office.settled()
      const later = async (when: 'beforeClosing' | 'afterClosing') => {
        graph.caller.hold()
        await graph.caller.letGo(() => now(when).map(({ index }) => there(held[index])))
        await office.settled()
      }

      const came = new Set(now('beforeAccepting').map(call => call.index))
      const { open, texts } = await openChatsOf(desk, carol)
      const isOurs = came.has(pass) || came.has(last)
      expect(open.map(chat => chat.status)).toEqual(came.size === 0 ? [] : [isOurs ? 'waiting' : 'bot'])
      expect(texts.toSorted()).toEqual(textsOf(came))
      if (isOurs) await annServes(desk, carol, () => later('beforeClosing'))
      else await later('beforeClosing')
      await later('afterClosing')

      clock.advance(SECOND)
      if (isOurs) {
        await carol.says('Thank you, bot')
        await office.settled()
        const end = await openChatsOf(desk, carol)
        // Who never heard of a bot before the chat was closed had nobody to give it back to: agents go on.
        const knewOfBot = calls.some(call => call.index !== last && call.when !== 'afterClosing')
        expect(end.open).toMatchObject([{ status: knewOfBot ? 'bot' : 'waiting', ownerId: null }])
        const all = textsOf(new Set(calls.map(call => call.index)))
        expect(end.texts.toSorted()).toEqual([...all, 'I am here, Carol.', 'Thank you, bot'].toSorted())
      }
      const { chats } = await openChatsOf(desk, carol)
      expect(chats.filter(chat => chat.status !== 'closed').length).toBeLessThanOrEqual(1)
      // Leaves nobody waiting for the next round.
      for (const chat of chats)
        if (chat.status !== 'closed')
          must(await office.services.chatService.closeActiveChat(office.supervisor('ben'), chat.id))
    }),
    { numRuns: 40 },
  )
})

const textsOf = (came: ReadonlySet<number>): readonly string[] =>
  said.filter((_, i) => came.has(i < pass ? i : last)).toSorted()

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('There is no such call.')
  return value
}

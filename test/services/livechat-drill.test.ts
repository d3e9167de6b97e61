// The LiveChat drill: the real connector in a real workstation against an emulated licence whose pushes are lost, doubled, late and
// out of order, whose answers are lost or held back, whose tokens end and connections break. When it calms down, the panel is equal
// to LiveChat's truth: every message once, in order; open is what is open there, and tagged and pressed as there.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import type { MessageContent } from '../../main/domain/message-content.ts'
import { aLiveChatDesk, type LiveChatDesk } from '../kit/livechat-desk.ts'
import { account } from '../kit/livechat-emulator/livechat-emulator.ts'
import type { LiveChatColleague, LiveChatCustomer } from '../kit/livechat-emulator/people.ts'
import type { AnswerFate, PushFate } from '../kit/livechat-emulator/weather.ts'
import { pictureOf, pressedOf, truthOf } from '../kit/livechat-truth.ts'
import { until } from '../kit/until.ts'

type Step =
  | {
      readonly who: 'customer'
      readonly does: 'says' | 'ends' | 'takesBack' | 'sees' | 'file' | 'presses'
      readonly at: number
    }
  | {
      readonly who: 'colleague'
      readonly does: 'takes' | 'handsToUs' | 'handsBack' | 'says' | 'notes' | 'tags' | 'asks' | 'closes'
      readonly at: number
    }
  | { readonly who: 'ann'; readonly does: 'accepts' | 'says' | 'notes' | 'asks' | 'closes'; readonly at: number }
  | { readonly who: 'way'; readonly pushes: readonly PushFate[] }
  | { readonly who: 'way'; readonly action: string; readonly answers: readonly AnswerFate[] }
  | {
      readonly who: 'line'
      readonly breaks:
        | 'silently'
        | 'connection_timeout'
        | 'internal_error'
        | 'role_permissions_changed'
        | 'access_token_expired'
        | 'moves'
        | 'channel'
    }
  | { readonly who: 'time'; readonly passesMs: number }

const at = fc.nat({ max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      who: fc.constant('customer' as const),
      does: fc.constantFrom('says', 'says', 'says', 'ends', 'takesBack', 'sees', 'file', 'presses', 'presses'),
      at,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constant('colleague' as const),
      does: fc.constantFrom('takes', 'handsToUs', 'handsBack', 'says', 'notes', 'tags', 'asks', 'closes'),
      at,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      who: fc.constant('ann' as const),
      does: fc.constantFrom('accepts', 'accepts', 'says', 'says', 'notes', 'asks', 'closes'),
      at,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constant('way' as const),
      pushes: fc.array(fc.constantFrom('pass', 'drop', 'double', 'late'), { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constant('way' as const),
      action: fc.constantFrom(
        'send_event',
        'get_chat',
        'list_threads',
        'list_chats',
        'transfer_chat',
        'deactivate_chat',
        'login',
        'set_routing_status',
      ),
      answers: fc.array(
        fc.constantFrom('lose', 'hold', 'swallow', { refuse: 'internal' }, { refuse: 'too_many_requests' }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      who: fc.constant('line' as const),
      breaks: fc.constantFrom(
        'silently',
        'connection_timeout',
        'internal_error',
        'role_permissions_changed',
        'access_token_expired',
        'moves',
        'channel',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constant('time' as const),
      passesMs: fc.constantFrom(5 * SECOND, 20 * SECOND, 70 * SECOND),
    }),
  },
) as fc.Arbitrary<Step>

const question = (title: string) => ({
  template_id: 'quick_replies',
  elements: [{ title, buttons: [{ text: 'Yes', postback_id: 'yes', user_ids: [] }] }],
})

const ourQuestion = (title: string): MessageContent => ({
  type: 'quickReplies',
  elements: [
    {
      title,
      subtitle: '',
      image: null,
      buttons: [{ type: 'postback', text: 'Yes', value: '', postbackId: 'yes', target: null, webviewHeight: null }],
    },
  ],
  pressed: [],
})

/** A deed that is not possible now does not happen. */
const where = (deed: () => void): void => {
  try {
    deed()
  } catch {
    // Such as closing what is closed.
  }
}

const customerDoes = (
  does: Extract<Step, { who: 'customer' }>['does'],
  customer: LiveChatCustomer,
  text: string,
): void => {
  const last = () => customer.thread?.events.findLast(event => event.author_id === customer.user.id)
  if (does === 'says') customer.says(text)
  if (does === 'ends') customer.ends()
  if (does === 'sees') customer.seesEverything()
  const asked = customer.thread?.events.findLast(event => event.type === 'rich_message')
  if (does === 'presses' && asked !== undefined && customer.thread?.active)
    customer.presses(asked.id, 'yes', pressedOf(asked, customer.user.id).length === 0)
  if (does === 'file') customer.sendsFile(`${text}.txt`, 'text/plain', new TextEncoder().encode(text))
  const mine = last()
  if (does === 'takesBack' && mine !== undefined && customer.thread?.active) customer.takesBack(mine)
}

const colleagueDoes = (
  does: Extract<Step, { who: 'colleague' }>['does'],
  colleague: LiveChatColleague,
  customer: LiveChatCustomer,
  text: string,
): void => {
  const isTheirs = customer.chat.users.some(user => user.id === colleague.id && user.present)
  if (does === 'takes') colleague.takes(customer)
  if (does === 'tags') {
    const tag = `tag-${text.length % 2}`
    colleague.tags(tag, customer, customer.thread?.tags.includes(tag) !== true)
  }
  if (!isTheirs) return
  if (does === 'handsToUs') colleague.handsTo(account, customer)
  if (does === 'handsBack') colleague.handsTo(null, customer)
  if (does === 'says') colleague.says(text, customer)
  if (does === 'notes') colleague.notes(text, customer)
  if (does === 'asks') colleague.sends({ type: 'rich_message', ...question(text) }, customer)
  if (does === 'closes') colleague.closes(customer)
}

const annDoes = async (
  does: Extract<Step, { who: 'ann' }>['does'],
  { office, channelId }: LiveChatDesk,
  customer: LiveChatCustomer,
  text: string,
): Promise<void> => {
  const { chatService, messageManager } = office.services
  const ann = office.actor('ann')
  const conversation = await office.store.contacts.conversationAt(channelId, customer.chat.id)
  const chat = conversation === null ? null : await office.store.chats.openOfConversation(conversation.id)
  if (chat === null) return
  if (does === 'accepts') await chatService.acceptChat(ann, chat.id)
  if (does === 'says' || does === 'notes')
    await messageManager.send(ann, { chatId: chat.id, text, note: does === 'notes' })
  if (does === 'asks')
    await messageManager.send(ann, { chatId: chat.id, text: '', note: false, content: ourQuestion(text) })
  if (does === 'closes') await chatService.closeActiveChat(ann, chat.id)
}

const lineBreaks = async (
  breaks: Extract<Step, { who: 'line' }>['breaks'],
  { livechat, office, channelId }: LiveChatDesk,
): Promise<void> => {
  const { rtm, tokens } = livechat
  if (breaks === 'channel')
    await office.services.channels.update(office.supervisor('ben'), channelId, { name: 'Again' })
  else if (breaks === 'silently') rtm.breakAll()
  else if (breaks === 'moves') {
    rtm.region = rtm.region === 'fra' ? 'dal' : 'fra'
    rtm.disconnect('misdirected_connection', { region: rtm.region })
  } else rtm.disconnect(breaks)
  if (breaks === 'access_token_expired') tokens.lifetimeMs = 40 * MINUTE
}

/** Differences between the panel and the truth; empty: none. */
const differences = async (desk: LiveChatDesk, customers: readonly LiveChatCustomer[]): Promise<readonly unknown[]> => {
  const found: unknown[] = []
  for (const { chat } of customers) {
    const known = new Set<string>()
    for (const { id, active } of chat.threads) {
      const row = await desk.office.store.theirChats.get(desk.channelId, id)
      if (row !== null) known.add(id)
      if (row !== null && !active && row.state !== 'ended') found.push({ thread: id, row })
    }
    const { picture, unsettled } = await pictureOf(desk, chat)
    const truth = truthOf(desk, chat, id => known.has(id))
    if (JSON.stringify(picture) !== JSON.stringify(truth)) found.push({ chat: chat.id, picture, truth })
    if (unsettled.length > 0) found.push({ chat: chat.id, unsettled })
  }
  return found
}

const runs = Number(process.env.LIVECHAT_DRILL_RUNS ?? 25)

test('whatever is lost, doubled, late or broken: the panel ends equal to LiveChat’s truth', {
  timeout: 40 * runs * SECOND,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), drill), { numRuns: runs })
})

const drill = async (steps: readonly Step[]): Promise<void> => {
  const desk = await aLiveChatDesk({ settings: livechat => livechat.settingsBySignIn() })
  const { livechat, office } = desk
  const colleague = livechat.colleague('Dave')
  const customers = ['Carol', 'Kim', 'Lee'].map(name => livechat.customer(name))
  for (const [i, one] of steps.entries()) {
    const text = `text ${i}`
    const customer = 'at' in one ? customers[one.at] : undefined
    if (one.who === 'customer' && customer) where(() => customerDoes(one.does, customer, text))
    if (one.who === 'colleague' && customer) where(() => colleagueDoes(one.does, colleague, customer, text))
    if (one.who === 'ann' && customer) await annDoes(one.does, desk, customer, text)
    if (one.who === 'way' && 'pushes' in one) livechat.weather.forPushes(...one.pushes)
    if (one.who === 'way' && 'answers' in one) livechat.weather.forAnswers(one.action, ...one.answers)
    if (one.who === 'line') await lineBreaks(one.breaks, desk)
    if (one.who === 'time') await desk.passes(one.passesMs)
    else await livechat.rtm.quiet()
    if (i % 7 === 0) livechat.weather.letGo()
  }
  livechat.weather.clears()
  livechat.weather.letGo()
  let left: readonly unknown[] = []
  for (let round = 0; round < 12; round++) {
    await desk.passes(30 * SECOND)
    // Connecting takes no time of the hand clock: it needs some of ours.
    await until('the channel to be online', async () => (await desk.health()) === 'online', 500).catch(() => {})
    left = await differences(desk, customers)
    if (left.length === 0 && (await desk.health()) === 'online') break
  }
  expect([...left, await desk.health()]).toEqual(['online'])
  expect(livechat.rtm.mostPendingSeen).toBeLessThanOrEqual(10)
  expect(office.log.errors).toEqual([])
  await office.stop()
  await livechat.stop()
}

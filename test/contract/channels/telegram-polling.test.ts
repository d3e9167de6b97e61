// Receiving from Telegram: the poll loop against Parley's emulator of the Bot API, on a clock that the test turns.
import { describe, expect, test } from 'vitest'
import { readCursor } from '../../../main/channels/telegram/poll/cursor.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../main/domain/clock.ts'
import { clientOf } from '../../kit/telegram-emulator/emulated.ts'
import { drops, garbles, gate, refuses } from '../../kit/telegram-emulator/script/faults.ts'
import { HandPace } from '../../kit/telegram-emulator/updates/hand-pace.ts'
import { badGateway, tooManyRequests } from '../../kit/telegram-emulator/wire/answer.ts'
import { aReply } from './connector-suite.ts'
import { aTelegramChannel } from './telegram-network.ts'
import { until } from './until.ts'

describe('updates', () => {
  test('are stored with the cursor first, and confirmed by the next poll', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    connect()
    await telegram.untilPolled()
    const said = telegram.customer({ firstName: 'Carol' }).says('hello')
    const message = await door.untilStored('hello')
    expect(message).toMatchObject({
      externalId: `${said.message.chat.id}:${said.messageId}`,
      sender: { name: 'Carol' },
    })
    await telegram.untilConfirmed()
    expect(readCursor(door.cursor).updateId).toBe(said.updateId)

    const last = telegram.ledger.callsOf('getUpdates').at(-1)
    expect(last?.request).toMatchObject({ offset: String(Number(said.updateId) + 1), timeout: '30', limit: '100' })
  })

  test('are asked for by the kinds that Parley understands', async () => {
    const { telegram, connect } = await aTelegramChannel()
    connect()
    await telegram.untilPolled()
    expect(telegram.bot().allowed.chosen?.toSorted()).toEqual(
      ['message', 'edited_message', 'callback_query', 'my_chat_member', 'message_reaction'].toSorted(),
    )
  })

  test('wait for nobody: a thousand that piled up are all stored, in order, once', async () => {
    const { telegram, door, connect } = await aTelegramChannel({ slowsBusyPolls: false })
    const carol = telegram.customer()
    const said = Array.from({ length: 1_000 }, (_, index) => `message ${index}`)
    for (const text of said) carol.says(text)
    connect()
    await telegram.untilConfirmed()
    expect(door.texts).toEqual(said)
    expect(door.doubles).toBe(0)
  })

  test('of every kind that the emulator knows are understood', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    connect()
    await telegram.untilPolled()
    const carol = telegram.customer()
    const first = carol.says('first')
    carol.sendsPhoto()
    carol.sendsDocument('report.pdf')
    carol.sendsVoice()
    carol.sendsAudio()
    carol.sendsVideo()
    carol.sendsVideoNote()
    carol.sendsAnimation()
    carol.sendsSticker('🦊')
    carol.sendsLocation(1, 2)
    carol.sendsVenue('Café', 'Main Street 1', 1, 2)
    carol.sendsContact('+420123', 'Dan')
    carol.sendsPoll('Tea?', ['Yes', 'No'])
    carol.rollsDice(6)
    carol.sendsAlbum([{ kind: 'photo' }, { kind: 'video' }], { caption: 'us' })
    carol.sendsUnknown('hologram')
    carol.replies(first.messageId, 'and this')
    carol.edits(first.messageId, 'the first')
    carol.reacts(first.messageId, '👍')
    carol.blocks()
    await telegram.untilConfirmed()
    expect(door.messages.map(message => message.kind)).toEqual([
      ...['text', 'photo', 'document', 'voice', 'audio', 'video', 'video', 'animation', 'sticker', 'location'],
      ...['location', 'contact', 'poll', 'dice', 'photo', 'video', 'unsupported', 'text'],
    ])
    const [one, other] = door.messages.filter(message => message.albumId !== undefined)
    expect(one?.albumId).toBe(other?.albumId)
    expect(door.messages.at(-1)?.replyTo).toEqual({ externalId: `${carol.id}:${first.messageId}`, excerpt: 'first' })
    expect(door.happenings.map(happening => happening.type)).toEqual(['edit', 'reaction', 'reachability'])
    expect(door.unreadable).toEqual([])
  })

  test('from a group are answered to the group, and follow it when it moves', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    connect()
    await telegram.untilPolled()
    const carol = telegram.customer({ firstName: 'Carol' })
    const group = telegram.group('Flat 12', carol)
    group.member(carol).says('The lift is stuck')
    const message = await door.untilStored('The lift is stuck')
    expect(message).toMatchObject({ address: String(group.id), sender: { name: 'Flat 12', author: 'Carol' } })

    const supergroup = group.upgrades()
    await telegram.untilConfirmed()
    expect(door.happenings.filter(({ type }) => type === 'moved')).toContainEqual(
      expect.objectContaining({ address: String(group.id), newAddress: String(supergroup.id) }),
    )
  })

  test('that cannot be read are kept whole and stop nothing', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    connect()
    await telegram.untilPolled()
    telegram.bot().push('message', { no: 'chat' })
    telegram.customer().says('but this')
    await telegram.untilConfirmed()
    expect(door.texts).toEqual(['but this'])
    expect(door.unreadable).toMatchObject([{ payload: expect.stringContaining('"no":"chat"') }])
  })

  test('a button stops spinning once its press is stored, and not before', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel()
    connect()
    await telegram.untilPolled()
    const carol = telegram.customer()
    carol.says('hello')
    const inline_keyboard = [[{ text: 'Yes, please', callback_data: 'y' }]]
    await clientOf(telegram).sendMessage(carol.id, 'Tea?', { reply_markup: { inline_keyboard } })
    await telegram.untilConfirmed()

    door.isDiskBroken = true
    const before = door.intakes
    clock.advance(7 * SECOND)
    const press = carol.presses('Yes, please')
    await until('an attempt to store it', () => door.intakes > before)
    await door.untilHealth('retrying')
    // Whatever was asked of Telegram before this has arrived by the time it is answered.
    await clientOf(telegram).getMe()
    expect(telegram.ledger.callsOf('answerCallbackQuery')).toEqual([])
    expect(press.isSpinning).toBe(true)
    door.isDiskBroken = false
    await door.retryNow()
    await press.answered()
    const message = await door.untilStored('Yes, please')
    expect(message).toMatchObject({ kind: 'button', address: String(carol.id), externalId: `cb:${press.queryId}` })
    expect(message.at).toBe(clock.now())
  })
})

describe('after a restart', () => {
  test('it goes on where it was, and confirms what was stored', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    const carol = telegram.customer()
    const first = connect()
    await telegram.untilPolled()
    door.onceStored = () => void first.stop()
    carol.says('one')
    await door.untilStored('one')
    await first.stop()
    expect(telegram.ledger.confirmed).toEqual([])

    connect()
    carol.says('two')
    await door.untilStored('two')
    await telegram.untilConfirmed()
    expect(door.texts).toEqual(['one', 'two'])
    expect(door.doubles).toBe(0)
  })

  test('after a week of silence, when Telegram counts from a lower number', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel({ firstUpdateId: 900, restartId: () => 895 })
    const carol = telegram.customer()
    const first = connect()
    await telegram.untilPolled()
    carol.says('long ago')
    await telegram.untilConfirmed()
    await first.stop()
    await telegram.until('the poll to be gone', () => !telegram.bot().poller.isParked)

    clock.advance(8 * DAY)
    const said = carol.says('back again')
    expect(said.updateId).toBe(895)
    connect()
    await door.untilStored('back again')
    await telegram.untilConfirmed()
    expect(readCursor(door.cursor).updateId).toBe(895)
    carol.says('and on')
    await door.untilStored('and on')
    await telegram.untilConfirmed()
  })

  test('the same while it kept on polling', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel({ firstUpdateId: 900, restartId: () => 895 })
    const carol = telegram.customer()
    connect()
    await telegram.untilPolled()
    carol.says('long ago')
    await telegram.untilConfirmed()
    await telegram.untilPolled()
    // The poll that waits is given up, and the next one goes without an offset.
    clock.advance(7 * DAY + HOUR)
    await telegram.until('the poll to be gone', () => !telegram.bot().poller.isParked)
    await door.retryNow()
    await telegram.untilPolled()
    carol.says('back again')
    await door.untilStored('back again')
    await telegram.untilConfirmed()
  })

  test('a token of another bot is not mixed up with the first one', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    door.cursor = JSON.stringify({ updateId: 7, updatedAt: 1, polledAt: 1, botId: '999' })
    const { link } = connect()
    const health = await door.untilHealth('needsAttention')
    expect(health.reason).toContain('another bot')
    expect(await link.send({ ...aMessageTo('77'), text: 'hi' }, new AbortController().signal)).toMatchObject({
      outcome: 'failed',
      retry: 'later',
    })
    expect(telegram.ledger.calls).toEqual([])
  })
})

describe('how it is doing', () => {
  test('online as soon as the first poll worked, with what the bot says of itself', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    connect()
    await door.untilHealth('online')
    await until('the profile', () => door.profiles.length > 0)
    expect(door.profiles).toEqual([
      {
        id: '1000001',
        name: 'Emulated bot',
        username: '@emulated_1000001_bot',
        link: 'https://t.me/emulated_1000001_bot',
      },
    ])
    await telegram.untilPolled()
    expect(door.health).toEqual([{ state: 'connecting' }, { state: 'online' }])
  })

  test('a revoked token needs a new one; the channel comes back by itself when it is accepted again', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel()
    telegram.bot().isRevoked = true
    connect()
    const health = await door.untilHealth('needsAttention')
    expect(health.remedy).toContain('@BotFather')
    telegram.bot().isRevoked = false
    clock.advance(5 * MINUTE)
    await door.untilHealth('online')
  })

  test('a webhook of another product is named and left alone', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel()
    const other = clientOf(telegram)
    await other.setWebhook('https://other.example/hook')
    const carol = telegram.customer()
    carol.says('for the other product')
    connect()
    const health = await door.untilHealth('needsAttention')
    expect(health.reason).toContain('webhook')
    expect(health.remedy).toContain('press Test, and take the bot over')
    expect(telegram.ledger.callsOf('deleteWebhook')).toEqual([])

    await other.deleteWebhook()
    clock.advance(MINUTE)
    await door.untilHealth('online')
    await door.untilStored('for the other product')
  })

  test('another program on the same bot: it backs off, and says so when it goes on', async () => {
    const pace = new HandPace()
    const { telegram, clock, door, connect } = await aTelegramChannel({ pace, slowsBusyPolls: false })
    connect()
    const rivalPolls = () => {
      // The server tells of conflicts at once if the last one was three seconds ago.
      pace.pass(3)
      void clientOf(telegram)
        .getUpdates({ timeout: 50 })
        .catch(() => [])
    }
    const ourPollWaits = () =>
      telegram.until('our poll to wait', () => {
        const last = telegram.ledger.callsOf('getUpdates').at(-1)
        return last?.request.timeout === '30' && last.outcome === 'under way'
      })
    const pauses: number[] = []
    for (let conflict = 1; conflict <= 2; conflict++) {
      await ourPollWaits()
      rivalPolls()
      const health = await door.untilHealth('retrying')
      expect(health.reason).toContain('used elsewhere')
      pauses.push(health.until - clock.now())
      await door.retryNow()
      await door.untilHealth('online')
    }
    expect(pauses).toEqual([3_750, 7_500])

    await ourPollWaits()
    rivalPolls()
    const health = await door.untilHealth('needsAttention')
    expect(health.remedy).toContain('Stop the other program')
    // It still takes its turns, and what comes is stored; but the warning stays while the rival may be there.
    clock.advance(20 * SECOND)
    await ourPollWaits()
    telegram.customer().says('still heard')
    await door.untilStored('still heard')
    expect(door.lastHealth).toEqual(health)
  })

  test('asked to slow down, it waits for as long as Telegram says', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel()
    telegram.next('getUpdates', refuses(tooManyRequests(17)))
    connect()
    const health = await door.untilHealth('retrying')
    expect(health.until - clock.now()).toBe(17 * SECOND)
    clock.advance(17 * SECOND)
    await door.untilHealth('online')
  })

  test.each([
    ['refuses with an error of its own', refuses(badGateway())],
    ['hangs up without an answer', drops('before')],
    ['answers with rubbish', garbles('before')],
  ])('a server that %s is tried again, ever more slowly, until it works', async (_how, fault) => {
    const { telegram, clock, door, connect } = await aTelegramChannel()
    telegram.next('getUpdates', fault, 8)
    connect()
    const pauses: number[] = []
    for (let failure = 0; failure < 8; failure++) {
      const health = await door.untilHealth('retrying')
      pauses.push(health.until - clock.now())
      const before = door.health.length
      await door.retryNow()
      await until('the next attempt', () => door.health.length > before)
    }
    expect(pauses).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000])
    await door.untilHealth('online')
  })

  test('a poll that never ends is given up, and asked again', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel({ slowsBusyPolls: false })
    connect()
    await telegram.untilPolled()
    const asked = telegram.ledger.callsOf('getUpdates').length
    clock.advance(45 * SECOND)
    await door.retryNow()
    await telegram.untilCalled('getUpdates', asked + 1)
    await door.untilHealth('online')
  })

  test('a disk that fails is said, and costs no message', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    door.isDiskBroken = true
    telegram.customer().says('keep me')
    connect()
    const health = await door.untilHealth('retrying')
    expect(health.reason).toContain('could not store')
    expect(telegram.ledger.confirmed).toEqual([])
    door.isDiskBroken = false
    await door.retryNow()
    await telegram.untilConfirmed()
    expect(door.texts).toEqual(['keep me'])
  })

  test('more than a day without contact: online, with a warning that messages may be missing, for a day', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel({ slowsBusyPolls: false })
    const first = connect()
    await door.untilHealth('online')
    await telegram.untilPolled()
    await first.stop()
    const carol = telegram.customer()
    carol.says('too early')
    clock.advance(30 * HOUR)
    carol.says('in time')

    connect()
    await door.untilStored('in time')
    const health = await door.untilHealth('online')
    expect(health.warning).toContain('30 hours')
    expect(door.lines).toContainEqual(expect.objectContaining({ level: 'warn', message: health.warning }))
    expect(door.texts).toEqual(['in time'])
    expect(telegram.ledger.updates.filter(update => update.lost)).toHaveLength(1)

    clock.advance(20 * HOUR)
    await door.retryNow()
    expect(await door.untilHealth('online')).toHaveProperty('warning')
    clock.advance(5 * HOUR)
    await door.retryNow()
    expect(await door.untilHealth('online')).not.toHaveProperty('warning')
  })

  test('a night off is no gap', async () => {
    const { clock, door, connect } = await aTelegramChannel({ slowsBusyPolls: false })
    const first = connect()
    await door.untilHealth('online')
    await first.stop()
    clock.advance(14 * HOUR)
    connect()
    expect(await door.untilHealth('online')).toEqual({ state: 'online' })
  })

  test('a quiet channel notes now and then that it is in contact, and writes nothing in between', async () => {
    const pace = new HandPace()
    const { telegram, clock, door, connect } = await aTelegramChannel({ pace })
    connect()
    await telegram.untilPolled()
    const notes: number[] = []
    for (let poll = 1; poll <= 40; poll++) {
      clock.advance(30 * SECOND)
      pace.pass(30)
      // The first poll does not wait, the second is the one that is parked already.
      await until('the next poll', () => telegram.ledger.callsOf('getUpdates').length === poll + 2)
      if (readCursor(door.cursor).polledAt === clock.now()) notes.push(poll)
    }
    expect(notes).toEqual([20, 40])
    expect(door.intakes).toBe(3)
  })
})

describe('stopping', () => {
  test('waits until the batch in hand is stored', async () => {
    const { telegram, door, connect } = await aTelegramChannel()
    const { stop } = connect()
    await telegram.untilPolled()
    telegram.customer().says('in hand')
    let stopping: Promise<void> | undefined
    door.onceStored = () => {
      stopping = stop()
    }
    await door.untilStored('in hand')
    await stopping
    expect(door.lastHealth).toEqual({ state: 'off' })
    expect(telegram.bot().poller.isParked).toBe(false)
  })

  test('leaves a send under way the time to end, and the result tells what became of it', async () => {
    const { telegram, clock, door, connect } = await aTelegramChannel()
    const { link, stop } = connect()
    await door.untilHealth('online')
    const carol = telegram.customer()
    carol.says('hello')
    await door.untilStored('hello')
    const held = gate('after')
    telegram.next('sendMessage', held.fault)
    const off = new AbortController()
    const sending = link.send({ ...aMessageTo(String(carol.id)), text: 'on its way' }, off.signal)
    await carol.receives('on its way')
    off.abort()
    const stopped = stop()
    held.open()
    expect(await sending).toMatchObject({ outcome: 'sent' })
    await stopped
    expect(clock.waiting).toBe(0)
  })
})

const aMessageTo = (address: string) => aReply(address, '')

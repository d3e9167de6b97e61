// Setting up a Telegram channel: the form's fields one by one, and what registering learns from Telegram.
import { describe, expect, test } from 'vitest'
import { createTelegramConnector } from '../../../main/channels/telegram/connector.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { clientOf, emulated } from '../../kit/telegram-emulator/emulated.ts'
import { garbles, refuses } from '../../kit/telegram-emulator/script/faults.ts'
import { badGateway, methodNotFound } from '../../kit/telegram-emulator/wire/answer.ts'
import { tinyPng } from '../../kit/telegram-emulator/world/sample-files.ts'
import { settingsFor } from './telegram-network.ts'

const connector = createTelegramConnector()
const token = '1234567890:AAE-abcdefghijklmnopqrstuvwxyz_1234'
const never = new AbortController().signal

describe('the settings', () => {
  test('a token is enough', () => {
    expect(connector.parseSettings({ token: ` ${token}\n` })).toEqual({
      token,
      apiRoot: 'https://api.telegram.org',
      pollTimeoutSeconds: 30,
    })
  })

  test('the token is the secret', () => {
    expect(connector.secretFields).toEqual(['token'])
  })

  test.each(['http://127.0.0.1:8081', 'http://127.0.0.1:8081/', 'https://bots.example/telegram//'])(
    'an API root of one own: %s',
    apiRoot => {
      const settings = connector.parseSettings({ token, apiRoot })
      expect(settings).toMatchObject({ apiRoot: apiRoot.replace(/\/+$/, '') })
    },
  )

  test('an empty API root is the usual one', () => {
    expect(connector.parseSettings({ token, apiRoot: '' })).toMatchObject({ apiRoot: 'https://api.telegram.org' })
  })

  test('a test server may have tokens of its own', () => {
    const apiRoot = 'http://127.0.0.1:9000'
    expect(connector.parseSettings({ token: 'sampleToken', apiRoot })).toMatchObject({ token: 'sampleToken' })
  })

  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ['no token', {}, 'token', /Enter the token/],
    ['an empty token', { token: '  ' }, 'token', /Enter the token/],
    ['a token that is a number', { token: 7 }, 'token', /Enter the token/],
    ['a token cut off', { token: token.slice(0, 20) }, 'token', /not the token of a bot/],
    [
      'a token with a space in it',
      { token: '1234567890:AAE abc', apiRoot: 'http://127.0.0.1' },
      'token',
      /not the token/,
    ],
    [
      'a token that leaves its place in the address',
      { token: '1/../2', apiRoot: 'http://127.0.0.1' },
      'token',
      /not the/,
    ],
    ['an API root without a protocol', { token, apiRoot: 'api.telegram.org' }, 'apiRoot', /address such as/],
    ['an API root of another protocol', { token, apiRoot: 'ftp://api.telegram.org' }, 'apiRoot', /address such as/],
    ['an API root with a password', { token, apiRoot: 'https://me:secret@x.example' }, 'apiRoot', /password/],
    ['an API root with a query', { token, apiRoot: 'https://x.example/?a=b' }, 'apiRoot', /"\?"/],
    ['a poll of no time', { token, pollTimeoutSeconds: 0 }, 'pollTimeoutSeconds', /from 1 to 50/],
    ['a poll that is too long', { token, pollTimeoutSeconds: 51 }, 'pollTimeoutSeconds', /from 1 to 50/],
    ['a poll of half a second', { token, pollTimeoutSeconds: 0.5 }, 'pollTimeoutSeconds', /whole number/],
    ['a poll in words', { token, pollTimeoutSeconds: 'long' }, 'pollTimeoutSeconds', /whole number/],
    ['a field that there is not', { token, webhookUrl: 'https://x.example' }, 'webhookUrl', /no setting "webhookUrl"/],
  ])('%s is refused, by the field', (_name, input, field, sentence) => {
    const refusal = connector.parseSettings(input)
    expect(refusal).toMatchObject({ refused: true, code: 'invalid', field, sentence: expect.stringMatching(sentence) })
    expect(JSON.stringify(refusal)).not.toContain(String(input.token ?? 'nothing').slice(0, 12))
  })
})

describe('registering a bot', () => {
  test('learns who it is', async () => {
    const { telegram } = await emulated()
    expect(await connector.register(settingsFor(telegram), never)).toEqual({
      profile: {
        id: '1000001',
        name: 'Emulated bot',
        username: '@emulated_1000001_bot',
        link: 'https://t.me/emulated_1000001_bot',
      },
    })
  })

  test('shows the picture of the bot', async () => {
    const { telegram } = await emulated()
    telegram.bot().photo = tinyPng
    expect(await connector.register(settingsFor(telegram), never)).toMatchObject({
      profile: { name: 'Emulated bot', picture: `data:image/png;base64,${tinyPng.toString('base64')}` },
    })
  })

  test('a picture that is none, or too large, is left out', async () => {
    const { telegram } = await emulated()
    for (const photo of [Buffer.from('<svg onload="x()"/>'), Buffer.concat([tinyPng, Buffer.alloc(60_000)])]) {
      telegram.bot().photo = photo
      const registered = await connector.register(settingsFor(telegram), never)
      expect(registered).toMatchObject({ profile: { name: 'Emulated bot' } })
      expect(registered).not.toHaveProperty('profile.picture')
    }
  })

  test('warns of a webhook by its address without secrets, and leaves it alone', async () => {
    const { telegram } = await emulated()
    const url = `https://other.example/hook/${telegram.token}/0a1b2c3d4e5f60718293?key=hush`
    await clientOf(telegram).setWebhook(url)
    const registered = await connector.register(settingsFor(telegram), never)
    expect(registered).toMatchObject({
      warning: expect.stringContaining('https://other.example/hook/'),
      rival: { kind: 'webhook', url: expect.stringMatching(/^https:\/\/other\.example\/hook\//) },
    })
    for (const secret of [telegram.token, 'hush', '0a1b2c3d4e5f60718293'])
      expect(JSON.stringify(registered)).not.toContain(secret)
    expect((await clientOf(telegram).getWebhookInfo()).url).toBe(url)
  })

  test('takes a bot over only when told to, and keeps what was written meanwhile', async () => {
    const { telegram } = await emulated()
    await clientOf(telegram).setWebhook('https://other.example/hook')
    telegram.customer().says('anybody there?')
    expect(await connector.takeOver?.(settingsFor(telegram), never)).toBeNull()
    expect((await clientOf(telegram).getWebhookInfo()).url).toBe('')
    expect(await clientOf(telegram).getUpdates()).toHaveLength(1)
  })

  test('says so when Telegram does not hand it over', async () => {
    const { telegram } = await emulated()
    telegram.next('deleteWebhook', refuses(badGateway()))
    expect(await connector.takeOver?.(settingsFor(telegram), never)).toMatchObject({ refused: true })
  })

  test('hears whether another program polls, and confirms nothing', async () => {
    const { telegram } = await emulated({ secondMs: 50 })
    telegram.customer().says('hello')
    expect(await connector.listensElsewhere?.(settingsFor(telegram), never)).toBe(false)
    const client = clientOf(telegram)
    const [first] = await client.getUpdates()
    expect(first?.message?.text).toBe('hello')
    await client.getUpdates({ offset: (first?.update_id ?? 0) + 1 })
    expect(await connector.listensElsewhere?.(settingsFor(telegram), never)).toBe(false)

    const listening = connector.listensElsewhere?.(settingsFor(telegram), never)
    await telegram.untilPolled()
    const other = client.getUpdates({ offset: (first?.update_id ?? 0) + 1, timeout: 1 })
    expect(await listening).toBe(true)
    await other
  })

  test('a server that knows no webhooks has none', async () => {
    const { telegram } = await emulated()
    telegram.next('getWebhookInfo', refuses(methodNotFound()))
    expect(await connector.register(settingsFor(telegram), never)).not.toHaveProperty('warning')
  })

  test('a token that Telegram does not know is refused', async () => {
    const { telegram } = await emulated()
    const settings = settingsFor(telegram)
    telegram.bot().isRevoked = true
    for (const wrong of [settings.token, '77:not-a-token-of-anybody-at-all', 'nonsense']) {
      expect(await connector.register({ ...settings, token: wrong }, never)).toMatchObject({
        refused: true,
        field: 'token',
      })
    }
  })

  test('an address where no Bot API is, is refused', async () => {
    const settings = { ...settingsFor((await emulated()).telegram) }
    const { register } = createTelegramConnector({
      fetch: () => Promise.resolve(new Response('<html>Welcome</html>', { status: 200 })),
    })
    const refusal = await register(settings, never)
    expect(refusal).toMatchObject({ refused: true, field: 'apiRoot' })
  })

  test('trouble on the way is no refusal', async () => {
    const { telegram } = await emulated()
    telegram.next('getMe', refuses(badGateway()))
    const registered = await connector.register(settingsFor(telegram), never)
    expect(isRefusal(registered)).toBe(false)
    expect(registered).toMatchObject({ profile: {}, warning: expect.stringContaining('could not be asked') })
  })

  test('nothing is left running', async () => {
    const { telegram } = await emulated()
    telegram.next('getMe', garbles('before'))
    await connector.register(settingsFor(telegram), never)
    expect(telegram.ledger.calls.map(call => call.method)).toEqual(['getMe'])
  })

  test('whoever asked may stop asking', async () => {
    const { telegram } = await emulated()
    const registered = await connector.register(settingsFor(telegram), AbortSignal.abort())
    expect(registered).toMatchObject({ profile: {} })
  })
})

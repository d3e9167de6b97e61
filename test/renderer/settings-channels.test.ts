// What the forms of channels send and refuse to send, and what a website channel's owner gets to copy.
import { describe, expect, test } from 'vitest'
import type { ChannelView } from '../../preload/views.ts'
import {
  channelChange,
  channelForm,
  channelSettings,
  checkChannel,
  emptyChannel,
} from '../../renderer/settings/channels/channel-form.ts'
import { chatPage, customerRoot, embedCode, isThisMachineOnly } from '../../renderer/settings/channels/embed.ts'
import { inkOn } from '../../renderer/settings/channels/ink-on.ts'

const bot: ChannelView = {
  id: 'c1',
  kind: 'telegram',
  name: 'Shop',
  queueId: 'q1',
  active: true,
  settings: { apiRoot: 'https://api.telegram.org', pollTimeoutSeconds: 25 },
  secretsSet: ['token'],
  profile: {},
  health: { state: 'online' },
  hasChats: false,
  createdAt: 1,
  version: 1,
}

describe('a Telegram channel', () => {
  test('a token left empty is left out, and what the form does not show stays', () => {
    const form = channelForm(bot)
    expect(form.token).toBe('')
    expect(channelSettings(form, 'telegram', bot.settings)).toEqual(bot.settings)
    expect(channelChange(form, { ...form, name: 'Shop 2' }, 'telegram', bot.settings)).toEqual({ name: 'Shop 2' })
  })

  test('a new token goes with the other settings', () => {
    const form = channelForm(bot)
    expect(channelChange(form, { ...form, token: ' 1:a ' }, 'telegram', bot.settings)).toEqual({
      settings: { ...bot.settings, token: '1:a' },
    })
  })

  test("Telegram's own API root is not shown, and comes back when the field is emptied", () => {
    const own = channelForm({ ...bot, settings: { apiRoot: 'http://127.0.0.1:9000' } })
    expect(channelForm(bot).apiRoot).toBe('')
    expect(own.apiRoot).toBe('http://127.0.0.1:9000')
    expect(channelSettings({ ...own, apiRoot: '' }, 'telegram')).toEqual({ apiRoot: 'https://api.telegram.org' })
  })

  test('needs a token when there is none, a queue, and an API root that is an address', () => {
    const form = { ...emptyChannel('telegram', ''), name: 'Shop', apiRoot: 'api.telegram.org' }
    expect(Object.keys(checkChannel(form, 'telegram', false)).sort()).toEqual(['apiRoot', 'queueId', 'token'])
    expect(Object.keys(checkChannel(form, 'telegram', true)).sort()).toEqual(['apiRoot', 'queueId'])
  })
})

test('what somebody else has set meanwhile stays, where one did not touch it', () => {
  const website = { ...bot, kind: 'web' as const, settings: { title: 'Shop', greeting: 'Hello' } }
  const begun = channelForm(website)
  const theirs = { ...website.settings, greeting: 'Theirs' }
  expect(channelChange(begun, { ...begun, title: 'Mine' }, 'web', theirs)).toEqual({
    settings: { title: 'Mine', greeting: 'Theirs' },
  })
})

describe('a website channel', () => {
  const form = emptyChannel('web', 'q1')

  test('sends what its connector reads', () => {
    expect(
      channelSettings(
        { ...form, askName: false, color: '#FFAA00', allowedOrigins: 'https://a.example\n\nhttps://b.example ' },
        'web',
      ),
    ).toEqual({
      title: 'Chat with us',
      greeting: 'Hello! How can we help?',
      color: '#ffaa00',
      askName: 'no',
      maxFileMb: 20,
      typingPreview: false,
      allowedOrigins: ['https://a.example', 'https://b.example'],
    })
  })

  test('names the field that is wrong', () => {
    const wrong = { ...form, title: '', color: 'blue', maxFileMb: '101', allowedOrigins: 'https://a.example/shop' }
    expect(Object.keys(checkChannel(wrong, 'web', false)).sort()).toEqual([
      'allowedOrigins',
      'color',
      'maxFileMb',
      'title',
    ])
    expect(checkChannel(form, 'web', false)).toEqual({})
  })

  test('its code and page stand under the public address, else under the one of this workstation', () => {
    expect(customerRoot('https://chat.example/0/', 'http://127.0.0.1:1/chat', 'app://parley')).toBe(
      'https://chat.example/0',
    )
    expect(customerRoot('', 'http://127.0.0.1:4000/chat?x', 'app://parley')).toBe('http://127.0.0.1:4000')
    expect(customerRoot('', null, 'http://hub.example')).toBe('http://hub.example')
    expect(embedCode('https://chat.example', 'c"1')).toBe(
      '<script src="https://chat.example/widget.js" data-channel="c&quot;1" async></script>',
    )
    expect(chatPage('https://chat.example', 'c 1')).toBe('https://chat.example/chat?channel=c%201')
  })

  test('an address that only this machine can open is told apart', () => {
    expect(['http://127.0.0.1:1', 'http://localhost', 'http://[::1]:2'].every(isThisMachineOnly)).toBe(true)
    expect(isThisMachineOnly('https://chat.example')).toBe(false)
  })

  test('words on its colour can be read', () => {
    expect(inkOn('#2f5bea')).toBe('#ffffff')
    expect(inkOn('#ffd43b')).toBe('#14181f')
  })
})

// The form of a WhatsApp channel: what it says is wrong, what it stores, and the address it shows.
import { describe, expect, test } from 'vitest'
import {
  channelChange,
  channelForm,
  channelSettings,
  checkChannel,
  emptyChannel,
} from '../../renderer/settings/channels/channel-form.ts'
import { webhookAddress } from '../../renderer/settings/channels/embed.ts'
import { countdownOf } from '../../renderer/words/formats.ts'

const accountSid = `AC${'1'.repeat(32)}`
const filled = {
  ...emptyChannel('whatsapp', 'support'),
  name: 'WhatsApp',
  accountSid: ` ${accountSid} `,
  authToken: 'f'.repeat(32),
  sender: '+1 (415) 555-0100',
}
const stored = { accountSid, sender: 'whatsapp:+14155550100', publicUrl: '', apiRoot: 'https://api.twilio.com' }

describe('the form', () => {
  test('is right when everything is there, and names what is not', () => {
    expect(checkChannel(filled, 'whatsapp', false)).toEqual({})
    const wrong = checkChannel(
      { ...filled, accountSid: 'AC1', authToken: '', sender: '0170 1234', publicUrl: 'desk', apiRoot: 'x' },
      'whatsapp',
      false,
    )
    expect(Object.keys(wrong).toSorted()).toEqual(['accountSid', 'apiRoot', 'authToken', 'publicUrl', 'sender'])
  })

  test('stores the number as Twilio writes it, and leaves a token that was not typed as it is', () => {
    expect(channelSettings(filled, 'whatsapp')).toEqual({ ...stored, authToken: filled.authToken })
    expect(checkChannel({ ...filled, authToken: '' }, 'whatsapp', true)).toEqual({})
    expect(channelSettings({ ...filled, authToken: '' }, 'whatsapp')).toEqual(stored)
  })

  test('shows what is stored, and sends only what was changed', () => {
    const view = {
      id: 'c1',
      kind: 'whatsapp' as const,
      name: 'WhatsApp',
      queueId: 'support',
      active: true,
      settings: stored,
      secretsSet: ['authToken'],
      profile: {},
      health: { state: 'online' as const },
      hasChats: false,
      createdAt: 0,
      version: 1,
    }
    const form = channelForm(view)
    expect(form).toMatchObject({ accountSid, sender: '+14155550100', apiRoot: '', authToken: '' })
    expect(channelChange(form, form, 'whatsapp', stored)).toEqual({})
    expect(channelChange(form, { ...form, publicUrl: 'https://wa.example' }, 'whatsapp', stored)).toEqual({
      settings: { ...stored, publicUrl: 'https://wa.example' },
    })
  })
})

test('the address to set at Twilio, with the words that make Twilio call again', () => {
  expect(webhookAddress('https://desk.example/', 'whatsapp', 'c 1')).toBe(
    'https://desk.example/hooks/whatsapp/c%201#rc=5&rp=all',
  )
})

test('a countdown shows seconds also above an hour', () => {
  expect([5_399_000, 3_600_000, 59_000].map(countdownOf)).toEqual(['1:29:59', '1:00:00', '0:59'])
})

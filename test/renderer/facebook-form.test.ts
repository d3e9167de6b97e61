// The form of a Facebook channel: what it says is wrong, what it stores, and that secrets which were not typed stay.
import { expect, test } from 'vitest'
import {
  channelChange,
  channelForm,
  channelSettings,
  checkChannel,
  emptyChannel,
} from '../../renderer/settings/channels/channel-form.ts'
import { callbackAddress } from '../../renderer/settings/channels/embed.ts'

const pageId = '109201234567890'
const filled = {
  ...emptyChannel('facebook', 'support'),
  name: 'Lampion',
  pageId: ` ${pageId} `,
  pageToken: 'EAAGtoken0',
}
const stored = {
  pageId,
  allowHumanAgent: false,
  whenNoDefaultApp: 'agents',
  apiRoot: 'https://graph.facebook.com',
}

test('is right when everything is there, and names what is not', () => {
  expect(checkChannel(filled, 'facebook', false)).toEqual({})
  const wrong = checkChannel({ ...filled, pageId: 'lampion', pageToken: '', apiRoot: 'x' }, 'facebook', false)
  expect(Object.keys(wrong).toSorted()).toEqual(['apiRoot', 'pageId', 'pageToken'])
  expect(checkChannel({ ...filled, pageToken: '' }, 'facebook', true)).toEqual({})
})

test('stores what was typed, and leaves secrets that were not typed as they are', () => {
  expect(channelSettings(filled, 'facebook')).toEqual({ ...stored, pageToken: 'EAAGtoken0' })
  const more = { ...filled, pageToken: '', appSecret: ' s3cret ', allowHumanAgent: true, botFirst: true }
  expect(channelSettings(more, 'facebook')).toEqual({
    ...stored,
    appSecret: 's3cret',
    allowHumanAgent: true,
    whenNoDefaultApp: 'bot',
  })
})

test('shows what is stored, and sends only what was changed', () => {
  const view = {
    id: 'c1',
    kind: 'facebook' as const,
    name: 'Lampion',
    queueId: 'support',
    active: true,
    settings: { ...stored, whenNoDefaultApp: 'bot' },
    secretsSet: ['pageToken', 'relayKey'],
    profile: {},
    health: { state: 'online' as const },
    hasChats: false,
    createdAt: 0,
    version: 1,
  }
  const form = channelForm(view)
  expect(form).toMatchObject({ pageId, botFirst: true, allowHumanAgent: false, apiRoot: '', pageToken: '' })
  expect(channelChange(form, form, 'facebook', view.settings)).toEqual({})
  expect(channelChange(form, { ...form, allowHumanAgent: true }, 'facebook', view.settings)).toEqual({
    settings: { ...view.settings, allowHumanAgent: true },
  })
})

test('one address for all pages of an app', () => {
  expect(callbackAddress('https://desk.example/', 'facebook')).toBe('https://desk.example/hooks/facebook')
})

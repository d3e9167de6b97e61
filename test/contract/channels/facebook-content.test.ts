// What a message of Messenger holds, by every kind of attachment (facts/channels.md 2.2).
import { describe, expect, test } from 'vitest'
import type { UnifiedMessage } from '../../../main/domain/unified-message.ts'
import { morning } from '../../kit/hand-clock.ts'
import { psid, read } from './facebook-payloads.ts'

const message = (more: Readonly<Record<string, unknown>>): UnifiedMessage =>
  read({ message: { mid: 'm_1', ...more } }) as UnifiedMessage
const files = (...attachments: unknown[]) => message({ attachments })
const cdn = 'https://scontent.xx.fbcdn.net/v/t59/Invoice%20May.pdf?oh=1&oe=2'

describe('a message', () => {
  test('who wrote, where the answer goes, and when it came', () => {
    expect(message({ text: 'Grüße 👋' })).toEqual({
      type: 'message',
      externalId: 'm_1',
      address: psid,
      sender: { name: 'Visitor 7800' },
      at: morning,
      kind: 'text',
      text: 'Grüße 👋',
    })
    expect(message({ text: 'x', reply_to: { mid: 'm_0' } }).replyTo).toEqual({ externalId: 'm_0', excerpt: '' })
    expect(message({ text: 'Red', quick_reply: { payload: 'R' } })).toMatchObject({ kind: 'button', text: 'Red' })
  })

  test.each([
    ['image', 'photo'],
    ['audio', 'audio'],
    ['video', 'video'],
    ['file', 'document'],
    ['sticker', 'sticker'],
  ])('an attachment of the type %s is a %s', (type, kind) => {
    const found = files({ type, payload: { url: cdn } })
    expect(found).toMatchObject({ kind, text: '', attachments: [{ kind, remote: cdn }] })
    expect(found.attachments?.[0]?.name).toBe(type === 'file' ? 'Invoice May.pdf' : undefined)
  })

  test('a sticker is one, as it comes now, as it came before, and as both at once', () => {
    const old = { type: 'image', payload: { url: cdn, sticker_id: 369239263222822 } }
    const now = { type: 'sticker', payload: { url: cdn, sticker_id: 369239263222822 } }
    for (const found of [files(old), files(now), files(old, now)])
      expect(found).toMatchObject({ kind: 'sticker', attachments: [{ kind: 'sticker' }] })
    expect(files(old, now).attachments).toHaveLength(1)
  })

  test('several files with a text are one message', () => {
    const two = message({ text: 'Look', attachments: [1, 2].map(n => ({ type: 'image', payload: { url: cdn + n } })) })
    expect(two).toMatchObject({ kind: 'photo', text: 'Look' })
    expect(two.attachments).toHaveLength(2)
  })

  test.each([
    [
      'reel',
      { type: 'reel', payload: { url: 'https://fb.me/r', title: 'Lamps' } },
      'Shared a reel: Lamps · https://fb.me/r',
    ],
    ['ig_reel', { type: 'ig_reel', payload: { url: 'https://ig/r' } }, 'Shared a reel: https://ig/r'],
    ['post', { type: 'post', payload: { url: 'https://fb.me/p' } }, 'Shared a post: https://fb.me/p'],
    ['ig_post', { type: 'ig_post', payload: { url: 'https://ig/p' } }, 'Shared a post: https://ig/p'],
    [
      'fallback',
      { type: 'fallback', title: 'Site', url: 'https://a.b', payload: null },
      'Shared a link: Site · https://a.b',
    ],
    [
      'template',
      { type: 'template', payload: { elements: [{ title: 'Lamp', subtitle: '9 €' }] } },
      'Shared: Lamp · 9 €',
    ],
    ['booking', { type: 'appointment_booking', payload: { title: 'Monday' } }, 'Booked an appointment: Monday'],
  ])('what was shared reads as such: %s', (_what, attachment, text) => {
    expect(files(attachment)).toMatchObject({ kind: 'text', text })
  })

  test.each([
    ['a reel without anything', { type: 'reel' }],
    ['a fallback without payload', { type: 'fallback', payload: null }],
    ['a template without payload', { type: 'template' }],
    ['a picture without an address', { type: 'image', payload: {} }],
    ['a kind that nobody knows', { type: 'hologram', payload: { url: 7 } }],
    ['no type', {}],
    ['nothing at all', null],
  ])('%s is shown as something to open in Messenger', (_what, attachment) => {
    const found = files(attachment)
    expect(found.text).toMatch(/cannot be shown. Open it in Messenger\.$/)
    expect(found.attachments).toBeUndefined()
  })

  test('an empty message, and one that Meta cannot show either', () => {
    expect(message({}).kind).toBe('unsupported')
    expect(message({ is_unsupported: true }).kind).toBe('unsupported')
  })

  test('a place', () => {
    const place = { type: 'location', title: 'Lampion', payload: { coordinates: { lat: 52.5, long: 13.4 } } }
    expect(files(place)).toMatchObject({
      kind: 'location',
      place: { latitude: 52.5, longitude: 13.4, title: 'Lampion' },
    })
    const nowhere = { type: 'location', payload: { coordinates: { lat: 9_000, long: 13.4 } } }
    expect(files(nowhere).place).toBeUndefined()
  })

  test('which advertisement or link brought it', () => {
    const advert = {
      source: 'ADS',
      type: 'OPEN_THREAD',
      ad_id: 6,
      ads_context_data: { ad_title: 'Summer', post_id: '1' },
    }
    expect(message({ text: 'Hi', referral: advert }).text).toBe(
      'Hi\n\nCame from the advertisement: Summer · advertisement 6',
    )
    const link = { source: 'SHORTLINK', type: 'OPEN_THREAD', ref: 'shop-window' }
    expect(message({ text: 'Hi', referral: link }).text).toBe('Hi\n\nCame by the link: shop-window')
  })
})

// What can be set about a website channel, and what its workers make of payloads.
import { describe, expect, test } from 'vitest'
import { WebIncomeMessageWorker } from '../../../main/channels/web/income-worker.ts'
import { parseWebSettings } from '../../../main/channels/web/settings.ts'

describe('settings', () => {
  test('everything has a default', () => {
    expect(parseWebSettings({})).toEqual({
      title: 'Chat with us',
      greeting: 'Hello! How can we help?',
      color: '#2f5bea',
      askName: 'optional',
      maxFileMb: 20,
      allowedOrigins: [],
      typingPreview: false,
    })
  })

  test.each([
    ['title', { title: ' ' }],
    ['title', { title: 5 }],
    ['greeting', { greeting: 'x'.repeat(501) }],
    ['color', { color: 'red; background: url(//x)' }],
    ['askName', { askName: 'yes' }],
    ['maxFileMb', { maxFileMb: 1_000 }],
    ['maxFileMb', { maxFileMb: '20' }],
    ['allowedOrigins', { allowedOrigins: 'https://shop.example' }],
    ['allowedOrigins', { allowedOrigins: ['https://shop.example/path'] }],
    ['allowedOrigins', { allowedOrigins: ['https://shop.example; script-src *'] }],
    ['typingPreview', { typingPreview: 'on' }],
    ['colour', { colour: '#ffffff' }],
  ])('a wrong %s is refused by name', (field, settings) => {
    expect(parseWebSettings(settings)).toMatchObject({
      refused: true,
      code: 'invalid',
      field,
      sentence: expect.stringContaining(`"${field}"`),
    })
    expect(parseWebSettings(settings)).not.toMatchObject({ sentence: expect.stringMatching(/Invalid|received/) })
  })

  test.each([
    ['a list', []],
    ['a word', 'title'],
  ])('%s is no settings', (_what, settings) => {
    expect(parseWebSettings(settings)).toMatchObject({ refused: true, sentence: expect.stringContaining('object') })
  })
})

describe('the income worker', () => {
  const worker = new WebIncomeMessageWorker()
  const at = 1_700_000_000_000

  test('takes a payload parsed or as text', () => {
    const payload = { visitor: 'abcdefgh', at, frame: { type: 'say', clientId: 'client-0001', text: ' Hi\u0000 ' } }
    const message = {
      type: 'message',
      externalId: 'abcdefgh:client-0001',
      address: 'abcdefgh',
      sender: { name: 'Visitor ABCD' },
      at,
      kind: 'text',
      text: 'Hi',
    }
    expect(worker.toUnified(payload)).toEqual({ updates: [message] })
    expect(worker.toUnified(JSON.stringify(payload))).toEqual({ updates: [message] })
  })

  test.each([
    ['no JSON', '{'],
    ['nothing', undefined],
    ['a number', 5],
    ['no frame', { visitor: 'abcdefgh', at }],
    ['an unknown frame', { visitor: 'abcdefgh', at, frame: { type: 'dance' } }],
    ['another visitor in the address', { visitor: 'a:b', at, frame: { type: 'typing' } }],
  ])('keeps %s whole, with the reason', (_what, payload) => {
    const { updates, unreadable } = worker.toUnified(payload)
    expect(updates).toEqual([])
    expect(unreadable).toEqual([
      {
        payload: typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? 'undefined'),
        reason: expect.stringMatching(/^Not a visitor's message: ./),
      },
    ])
  })
})

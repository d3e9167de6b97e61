// Meta's calls before anybody reads them: the handshake, the signature over the bytes as they came, and the pages they are about.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { answerHandshake, bodyFor, hexHmac, isSigned, pagesIn } from '../../main/channels/facebook/app-webhook.ts'

const secret = 'app secret'
const sign = (body: Uint8Array, key = secret) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`
const bytes = (text: string) => Buffer.from(text, 'utf8')
const root = 'https://relay.example/hooks/facebook'

test('the handshake gives the challenge back exactly', () => {
  const url = `${root}?hub.mode=subscribe&hub.verify_token=T%20%C3%A4&hub.challenge=1158201444`
  expect(answerHandshake(url, 'T ä')).toMatchObject({ status: 200, body: '1158201444' })
})

test.each([
  ['another token', '?hub.mode=subscribe&hub.verify_token=U&hub.challenge=1', 'T'],
  ['a part of the token', '?hub.mode=subscribe&hub.verify_token=T&hub.challenge=1', 'TT'],
  ['no token', '?hub.mode=subscribe&hub.challenge=1', 'T'],
  ['none agreed on', '?hub.mode=subscribe&hub.verify_token=&hub.challenge=1', ''],
  ['another mode', '?hub.mode=unsubscribe&hub.verify_token=T&hub.challenge=1', 'T'],
  ['no challenge', '?hub.mode=subscribe&hub.verify_token=T', 'T'],
  ['nothing', '', 'T'],
])('a handshake with %s is refused', (_what, query, token) => {
  expect(answerHandshake(root + query, token)).toMatchObject({ status: 403 })
})

test('the signature holds for the bytes as they came, escaped unicode and all, and for no other bytes', () => {
  const body = bytes(
    '{"object":"page","entry":[{"id":"1","messaging":[{"message":{"text":"\\u00e4 \\ud83d\\ude00"}}]}]}',
  )
  expect(isSigned(body, sign(body), secret)).toBe(true)
  const again = bytes(JSON.stringify(JSON.parse(body.toString())))
  expect(isSigned(again, sign(body), secret)).toBe(false)
  for (let at = 0; at < body.length; at++) {
    const changed = Buffer.from(body)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(isSigned(changed, sign(body), secret)).toBe(false)
  }
})

test('another secret, another form of the header and none at all are no signature', () => {
  const body = bytes('{}')
  expect(isSigned(body, sign(body, 'another'), secret)).toBe(false)
  expect(isSigned(body, hexHmac(body, secret), secret)).toBe(false)
  expect(isSigned(body, `sha1=${hexHmac(body, secret)}`, secret)).toBe(false)
  expect(isSigned(body, undefined, secret)).toBe(false)
  expect(isSigned(body, '', secret)).toBe(false)
  expect(isSigned(body, sign(body, ''), '')).toBe(false)
})

test('the pages of a body, each once, whether their ids are text or numbers too long for JavaScript', () => {
  expect(pagesIn(bytes('{"entry":[{"id":"7"},{"id":8},{"id":"7"},{"id":10150000000000000017}]}'))).toEqual([
    '7',
    '8',
    '10150000000000000017',
  ])
})

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"entry":[]}',
  '{"entry":{}}',
  '{"entry":[{}]}',
  '{"entry":[null]}',
  '{"entry":[{"id":"7"}',
])('a body of %j has no pages', body => expect(pagesIn(bytes(body))).toBeNull())

test('a body that nests without end has no pages and harms nobody', () => {
  expect(pagesIn(bytes(`{"entry":${'['.repeat(1_000_000)}`))).toBeNull()
})

test('a body for some pages holds their entries whole and no others, long numbers and unknown keys among them', () => {
  const text = 'says "12345678901234567890", \\ and 😀'
  const body = bytes(
    `{"object":"page","new":1,"entry":[{"id":"7","time":1,"messaging":[{"app":12345678901234567890,"text":${JSON.stringify(text)}}]},{"id":"8"}]}`,
  )
  expect(JSON.parse(Buffer.from(bodyFor(body, new Set(['7']))).toString())).toEqual({
    object: 'page',
    new: 1,
    entry: [{ id: '7', time: 1, messaging: [{ app: '12345678901234567890', text }] }],
  })
})

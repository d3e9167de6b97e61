// Meta's calls at a channel's door: whose they are, whom they are about, what a channel does while its disk fails, and what no
// mutation of a body can do.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hexHmac } from '../../../main/channels/facebook/app-webhook.ts'
import { relaySignature, turnAway } from '../../../main/channels/facebook/incoming-call.ts'
import { parseSettings } from '../../../main/channels/facebook/settings.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { asMetaWrites, signatureOf } from '../../kit/graph-emulator/signing.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aFacebookChannel } from './facebook-network.ts'
import { body, page, people, worker } from './facebook-payloads.ts'

const appSecret = 'c0ffee00c0ffee00c0ffee00c0ffee00'
const relayKey = 'a key between relay and desk'
const settings = parseSettings({ pageId: page, pageToken: 'EAAGtoken0', appSecret, relayKey, verifyToken: 'our word' })
if (isRefusal(settings)) throw new Error(settings.sentence)

const call = (bytes: string | Uint8Array, headers: Readonly<Record<string, string>>, method = 'POST') => ({
  method,
  url: 'https://desk.example/hooks/facebook',
  path: '',
  headers,
  body: Buffer.from(bytes),
  receivedAt: morning,
})
const text = asMetaWrites(
  body([{ ...people, timestamp: morning, message: { mid: 'm_1', text: 'Grüße 👋 für „Åse“ a/b' } }]),
)
const signed = { 'x-hub-signature-256': signatureOf(appSecret, text) }

test.each([
  ['appSecret', 12_345_678_901_234],
  ['verifyToken', { toString: 'x' }],
  ['relayKey', false],
])('a setting %s that is no text is refused, and never taken for empty', (field, value) => {
  const refused = parseSettings({ pageId: page, pageToken: 'EAAGtoken0', [field]: value })
  expect(refused).toMatchObject({ refused: true, code: 'invalid', field })
})

describe('a call', () => {
  test('signed over its bytes as Meta wrote them is genuine; written anew by us it is not', () => {
    expect(text).toContain('\\u00fc')
    expect(turnAway(call(text, signed), settings)).toBeNull()
    const anew = JSON.stringify(JSON.parse(text))
    expect(turnAway(call(anew, signed), settings)?.status).toBe(403)
  })

  test.each([
    ['another secret', text, { 'x-hub-signature-256': signatureOf('another', text) }],
    ['a changed byte', text.replace('m_1', 'm_2'), signed],
    ['a byte more', `${text} `, signed],
    ['no signature', text, {}],
    ['an empty one', text, { 'x-hub-signature-256': '' }],
    ['the old kind', text, { 'x-hub-signature': signatureOf(appSecret, text) }],
    ['half of it', text, { 'x-hub-signature-256': signatureOf(appSecret, text).slice(0, 40) }],
    [
      'the relay’s under Meta’s name',
      text,
      { 'x-hub-signature-256': `sha256=${hexHmac(Buffer.from(text), relayKey)}` },
    ],
    ['Meta’s under the relay’s name', text, { [relaySignature]: signatureOf(appSecret, text) }],
  ])('with %s is refused', (_what, bytes, headers) => {
    expect(turnAway(call(bytes, headers), settings)?.status).toBe(403)
  })

  test('that a relay checked is genuine by its key, also over the part of a body', () => {
    const part = JSON.stringify(body([]))
    const headers = { [relaySignature]: hexHmac(Buffer.from(part), relayKey) }
    expect(turnAway(call(part, headers), settings)).toBeNull()
    expect(turnAway(call(part, headers), { ...settings, relayKey: '' })?.status).toBe(403)
    expect(
      turnAway(call(part, { [relaySignature]: hexHmac(Buffer.from(part), '') }), { ...settings, relayKey: '' })?.status,
    ).toBe(403)
  })

  test('without any secret of ours nobody is genuine, and nobody’s hand is shaken', () => {
    const bare = { ...settings, appSecret: '', relayKey: '', verifyToken: '' }
    expect(turnAway(call(text, { 'x-hub-signature-256': signatureOf('', text) }), bare)?.status).toBe(403)
    const greeting = { ...call('', {}, 'GET'), url: 'https://a/?hub.mode=subscribe&hub.verify_token=&hub.challenge=1' }
    expect(turnAway(greeting, bare)?.status).toBe(403)
    const known = { ...greeting, url: 'https://a/?hub.mode=subscribe&hub.verify_token=our%20word&hub.challenge=1158' }
    expect(turnAway(known, settings)).toMatchObject({ status: 200, body: '1158' })
  })

  test('about another page, by another way, or at another place is turned away', () => {
    const other = asMetaWrites({ object: 'page', entry: [{ id: '999', messaging: [] }] })
    expect(turnAway(call(other, { 'x-hub-signature-256': signatureOf(appSecret, other) }), settings)?.status).toBe(404)
    expect(turnAway(call(text, signed, 'PUT'), settings)?.status).toBe(405)
    expect(turnAway({ ...call(text, signed), path: '/media/x' }, settings)?.status).toBe(404)
  })
})

/** Bodies that were right once, with a part of them replaced by anything. */
const mutated = fc
  .tuple(
    fc.constantFrom(
      body([
        {
          ...people,
          timestamp: morning,
          message: { mid: 'm_1', text: 'Hi', attachments: [{ type: 'image', payload: { url: 'https://a' } }] },
        },
      ]),
      body([
        { ...people, timestamp: morning, message: { mid: 'm_2', is_echo: true, app_id: 1, metadata: 'parley:1' } },
      ]),
      body([{ ...people, timestamp: morning, postback: { mid: 'm_3', title: 'x', referral: { ref: 'y' } } }]),
      body([{ ...people, timestamp: morning, reaction: { mid: 'm_1', action: 'react', emoji: 'x' } }], 'standby'),
      body([{ ...people, timestamp: morning, delivery: { mids: ['m_1'], watermark: 1 } }]),
      body([{ ...people, timestamp: morning, pass_thread_control: { new_owner_app_id: 1 } }]),
      body([{ ...people, timestamp: morning, policy_enforcement: { action: 'block' } }]),
    ),
    fc.nat(),
    fc.oneof(fc.jsonValue(), fc.constantFrom(null, -1, 1e308, '', '\u0000', '\ud800', [], {}, { __proto__: 1 })),
  )
  .map(([whole, where, what]) => {
    const copy = structuredClone<unknown>(whole)
    const places: [Record<string, unknown>, string][] = []
    const walk = (node: unknown) => {
      if (typeof node !== 'object' || node === null) return
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key])
        walk((node as Record<string, unknown>)[key])
      }
    }
    walk(copy)
    const [node, key] = places[where % places.length] ?? []
    if (node !== undefined && key !== undefined) node[key] = what
    return copy
  })

describe('strange calls', () => {
  test('10,000 mutated bodies: none breaks anything, and what is not understood is kept with a reason', () => {
    fc.assert(
      fc.property(mutated, payload => {
        const read = worker.read(payload, { pageId: page, appId: null, isRouted: true }, morning)
        const { updates, unreadable = [] } = worker.toUnified(JSON.stringify(payload), morning)
        expect(
          [...(read.unreadable ?? []), ...unreadable].every(one => one.payload !== '' && one.reason.endsWith('.')),
        ).toBe(true)
        expect(updates.every(one => Number.isFinite(one.at) && typeof one.address === 'string')).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })

  test('10,000 bodies and signatures: none is taken for genuine', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (bytes, one, other) => {
        const headers = { 'x-hub-signature-256': one, [relaySignature]: other }
        return turnAway(call(bytes, headers), settings)?.status === 403
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('at a channel', () => {
  test('a genuine call that is no JSON is kept, and answered so that Meta does not come again', async () => {
    const { graph, link, door } = await aFacebookChannel()
    const bytes = '<html>not JSON</html>'
    const headers = { 'x-hub-signature-256': signatureOf(graph.world.appSecret, bytes) }
    expect(await link.takeWebhook?.(call(bytes, headers))).toMatchObject({ status: 200 })
    expect(door.unreadable).toMatchObject([{ payload: bytes }])
  })

  test('while the disk fails Meta is told to come again, and afterwards everything is there once', async () => {
    const { graph, page: lampion, door, clock } = await aFacebookChannel()
    const carol = graph.customer(lampion, 'Carol')
    door.isDiskBroken = true
    expect([await carol.says('one'), await carol.says('two')]).toEqual([503, 503])
    expect(door.lastHealth?.state).toBe('retrying')
    door.isDiskBroken = false
    await clock.turn(2_000)
    await door.untilStored('two')
    await door.untilStored('one')
    expect(door.texts).toHaveLength(2)
  })

  test('late, twice and in another order: each message once', async () => {
    const { graph, page: lampion, door } = await aFacebookChannel()
    const carol = graph.customer(lampion, 'Carol')
    graph.caller.hold()
    for (const words of ['one', 'two', 'three']) await carol.says(words)
    await graph.caller.letGo(held => [...held, ...held].reverse())
    expect(door.texts.toSorted()).toEqual(['one', 'three', 'two'])
    expect(door.doubles).toBe(3)
  })

  test('forged and unsigned calls store nothing, and the log says so without what they hold', async () => {
    const { graph, page: lampion, door } = await aFacebookChannel()
    const event = {
      sender: { id: '1' },
      recipient: { id: lampion.id },
      timestamp: 1,
      message: { mid: 'm', text: 'evil' },
    }
    for (const manner of [
      { forged: true },
      { unsigned: true },
      { spoil: (whole: string) => whole.replace('evil', 'EVIL') },
    ])
      expect(await graph.brings(lampion, { messaging: [event] }, manner)).toBe(403)
    expect([door.messages, door.unreadable]).toEqual([[], []])
    expect(JSON.stringify(door.lines)).not.toMatch(/evil/i)
  })

  test('who wrote is asked once, and never in the way of what they wrote', async () => {
    const { graph, page: lampion, door } = await aFacebookChannel()
    const carol = graph.customer(lampion, 'Carol', 'Ngata')
    graph.world.meets('profile', { kind: 'hang' })
    expect(await carol.says('one')).toBe(200)
    const dave = graph.customer(lampion, 'Dave')
    expect([await dave.says('one'), await dave.says('two')]).toEqual([200, 200])
    await expect
      .poll(() => door.happenings)
      .toMatchObject([{ type: 'profile', address: dave.psid, sender: { name: 'Dave' } }])
    expect(door.messages[0]?.sender.name).toMatch(/^Visitor /)
  })
})

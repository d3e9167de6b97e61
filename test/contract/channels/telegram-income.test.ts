// What Telegram hands out, and what Parley makes of it: every kind of message and happening, one payload each.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TelegramIncomeMessageWorker, updateKinds } from '../../../main/channels/telegram/income-worker.ts'
import type { InboundUpdate, UnifiedMessage } from '../../../main/domain/unified-message.ts'
import { aFile, carol, group, photo, privately, says, seconds } from './telegram-payloads/payloads.ts'

const worker = new TelegramIncomeMessageWorker()

/** The one update that the payload means. */
const read = (payload: unknown, receivedAt?: number): InboundUpdate => {
  const { updates, unreadable } = worker.toUnified(payload, receivedAt)
  expect(unreadable).toEqual([])
  expect(updates).toHaveLength(1)
  const [update] = updates
  if (!update) throw new Error('There is no update')
  return update
}

/** What is the same in every message of Carol's. */
const fromCarol = {
  type: 'message',
  externalId: '77:5',
  address: '77',
  sender: { name: 'Carol Ng', username: 'carol', language: 'nl' },
  at: seconds * 1000,
}

const remote = 'AgAC-file'

/** Content as Telegram writes it -> what differs between Parley's messages. */
const kinds: readonly [name: string, content: Record<string, unknown>, unified: Partial<UnifiedMessage>][] = [
  ['a text', { text: 'hi' }, { kind: 'text', text: 'hi' }],
  [
    'a photo, the largest of its sizes, with its caption',
    { photo, caption: 'My roof' },
    {
      kind: 'photo',
      text: 'My roof',
      attachments: [
        {
          kind: 'photo',
          name: 'photo.jpg',
          mime: 'image/jpeg',
          remote: 'large',
          size: 90_000,
          width: 1280,
          height: 960,
        },
      ],
    },
  ],
  [
    'a document with its own name',
    { document: aFile({ file_name: 'Invoice 7.pdf', mime_type: 'application/pdf' }) },
    {
      kind: 'document',
      text: '',
      attachments: [{ kind: 'document', name: 'Invoice 7.pdf', mime: 'application/pdf', remote, size: 2048 }],
    },
  ],
  [
    'a document of which only the type is known',
    { document: aFile({ mime_type: 'text/csv' }) },
    { kind: 'document', attachments: [{ kind: 'document', name: 'file.csv', mime: 'text/csv', remote, size: 2048 }] },
  ],
  [
    'a document of which only the name is known',
    { document: aFile({ file_name: 'plan.PDF' }) },
    {
      kind: 'document',
      attachments: [{ kind: 'document', name: 'plan.PDF', mime: 'application/pdf', remote, size: 2048 }],
    },
  ],
  [
    'a voice message',
    { voice: aFile({ duration: 7, mime_type: 'audio/ogg' }) },
    {
      kind: 'voice',
      text: '',
      attachments: [{ kind: 'voice', name: 'voice.ogg', mime: 'audio/ogg', remote, size: 2048, durationMs: 7000 }],
    },
  ],
  [
    'a piece of music without a file name',
    { audio: aFile({ duration: 200, performer: 'Bach', title: 'Air' }) },
    {
      kind: 'audio',
      attachments: [
        { kind: 'audio', name: 'Bach - Air.mp3', mime: 'audio/mpeg', remote, size: 2048, durationMs: 200_000 },
      ],
    },
  ],
  [
    'a video',
    { video: aFile({ duration: 3, width: 640, height: 480, mime_type: 'video/mp4' }), caption: 'See?' },
    {
      kind: 'video',
      text: 'See?',
      attachments: [
        {
          kind: 'video',
          name: 'video.mp4',
          mime: 'video/mp4',
          remote,
          size: 2048,
          width: 640,
          height: 480,
          durationMs: 3000,
        },
      ],
    },
  ],
  [
    'a round video note',
    { video_note: aFile({ length: 240, duration: 4 }) },
    {
      kind: 'video',
      text: '',
      attachments: [
        {
          kind: 'video',
          name: 'video-note.mp4',
          mime: 'video/mp4',
          remote,
          size: 2048,
          width: 240,
          height: 240,
          durationMs: 4000,
        },
      ],
    },
  ],
  [
    'an animation, and not the document that it also carries',
    {
      animation: aFile({ width: 320, height: 200, duration: 2, file_name: 'cat.mp4' }),
      document: aFile({ file_name: 'cat.mp4' }),
    },
    {
      kind: 'animation',
      attachments: [
        {
          kind: 'animation',
          name: 'cat.mp4',
          mime: 'video/mp4',
          remote,
          size: 2048,
          width: 320,
          height: 200,
          durationMs: 2000,
        },
      ],
    },
  ],
  [
    'a live photo, and not the still that it also carries',
    { live_photo: aFile({ width: 10, height: 20, duration: 1 }), photo },
    {
      kind: 'video',
      attachments: [
        {
          kind: 'video',
          name: 'live-photo.mp4',
          mime: 'video/mp4',
          remote,
          size: 2048,
          width: 10,
          height: 20,
          durationMs: 1000,
        },
      ],
    },
  ],
  [
    'a sticker as its emoji',
    { sticker: aFile({ width: 512, height: 512, emoji: '😀', is_animated: false, is_video: false }) },
    {
      kind: 'sticker',
      text: '😀',
      attachments: [
        { kind: 'sticker', name: 'sticker.webp', mime: 'image/webp', remote, size: 2048, width: 512, height: 512 },
      ],
    },
  ],
  [
    'an animated sticker',
    { sticker: aFile({ is_animated: true }) },
    {
      kind: 'sticker',
      text: '',
      attachments: [{ kind: 'sticker', name: 'sticker.tgs', mime: 'application/x-tgsticker', remote, size: 2048 }],
    },
  ],
  [
    'a moving sticker',
    { sticker: aFile({ is_video: true, emoji: '🎉' }) },
    {
      kind: 'sticker',
      text: '🎉',
      attachments: [{ kind: 'sticker', name: 'sticker.webm', mime: 'video/webm', remote, size: 2048 }],
    },
  ],
  [
    'a location',
    { location: { latitude: 50.0875, longitude: 14.4213 } },
    { kind: 'location', text: 'Location: 50.08750, 14.42130', place: { latitude: 50.0875, longitude: 14.4213 } },
  ],
  [
    'a live location',
    { location: { latitude: 1, longitude: 2, live_period: 900 } },
    { kind: 'location', text: 'Live location: 1.00000, 2.00000', place: { latitude: 1, longitude: 2 } },
  ],
  [
    'a venue, and not only the location that it also carries',
    {
      venue: { location: { latitude: 1, longitude: 2 }, title: 'Café', address: 'Main Street 1' },
      location: { latitude: 1, longitude: 2 },
    },
    {
      kind: 'location',
      text: 'Café, Main Street 1',
      place: { latitude: 1, longitude: 2, title: 'Café', address: 'Main Street 1' },
    },
  ],
  [
    'a contact',
    { contact: { phone_number: '+420123', first_name: 'Dan', last_name: 'Oak' } },
    { kind: 'contact', text: 'Dan Oak, +420123', card: { name: 'Dan Oak', phone: '+420123' } },
  ],
  [
    'a poll',
    { poll: { id: '1', question: 'Tea?', options: [{ text: 'Yes' }, { text: 'No' }] } },
    { kind: 'poll', text: 'Tea?', options: ['Yes', 'No'] },
  ],
  ['a throw of dice', { dice: { emoji: '🎲', value: 4 } }, { kind: 'dice', text: '🎲 4' }],
  [
    'data of a web app',
    { web_app_data: { data: 'size=42', button_text: 'Choose' } },
    { kind: 'button', text: 'size=42' },
  ],
  [
    'a rich message, line by line, with nothing hidden',
    {
      rich_message: {
        blocks: [
          { type: 'heading', text: 'Order', size: 1 },
          { type: 'paragraph', text: ['Please ', { type: 'bold', text: 'hurry' }, '.'] },
          { type: 'list', items: [{ blocks: [{ type: 'paragraph', text: 'tea' }] }] },
          { type: 'table', cells: [[{ text: 'a' }, { text: 'b' }]] },
          { type: 'photo', caption: { text: 'my roof' } },
          { type: 'paragraph', text: { type: 'url', text: 'here', url: 'https://example.com' } },
          { type: 'thing of the future', text: 'still read' },
        ],
      },
    },
    {
      kind: 'text',
      text: 'Order\nPlease hurry.\ntea\na | b\n[photo: open it in Telegram]\nmy roof\nhere (https://example.com)\nstill read',
    },
  ],
  ['a story', { story: { id: 1 } }, { kind: 'unsupported', text: 'Sent a story. Open it in Telegram to see it.' }],
  [
    'paid media',
    { paid_media: { star_count: 5, paid_media: [] } },
    { kind: 'unsupported', text: 'Sent paid media. Open it in Telegram to see it.' },
  ],
  [
    'a checklist',
    { checklist: { title: 'To do', tasks: [] } },
    { kind: 'unsupported', text: 'Sent a checklist. Open it in Telegram to see it.' },
  ],
  [
    'a kind that does not exist yet',
    { smell_o_vision: { scent: 'rose' } },
    {
      kind: 'unsupported',
      text: 'Sent something that Parley cannot show (smell o vision). Open it in Telegram to see it.',
    },
  ],
  [
    'a kind that Telegram itself has no word for',
    {},
    { kind: 'unsupported', text: 'Sent something that Parley cannot show. Open it in Telegram to see it.' },
  ],
  ['one photo of an album', { photo, media_group_id: '135' }, { kind: 'photo', albumId: '135' }],
]

describe('a message of every kind', () => {
  test.each(kinds)('%s', (_name, content, unified) => {
    expect(read(says(content))).toMatchObject({ ...fromCarol, ...unified })
  })

  test('a text is nothing more than a text', () => {
    expect(read(says({ text: 'hi' }))).toEqual({ ...fromCarol, kind: 'text', text: 'hi' })
  })
})

describe('what is written is what is read', () => {
  const written = (text: string, entities: unknown) => (read(says({ text, entities })) as UnifiedMessage).text

  test('a link behind words is written out after them', () => {
    const link = { type: 'text_link', offset: 4, length: 8, url: 'https://evil.example/x' }
    expect(written('see our site today', [link])).toBe('see our site (https://evil.example/x) today')
  })

  test('a link that shows itself is left alone', () => {
    expect(written('example.com', [{ type: 'text_link', offset: 0, length: 11, url: 'https://example.com/' }])).toBe(
      'example.com',
    )
  })

  test('offsets count UTF-16 units, also after emoji and other links', () => {
    const links = [
      { type: 'text_link', offset: 0, length: 2, url: 'https://a.example' },
      { type: 'text_link', offset: 3, length: 1, url: 'https://b.example' },
    ]
    expect(written('😀 b', links)).toBe('😀 (https://a.example) b (https://b.example)')
  })

  test('bold, commands and offsets beyond the text change nothing', () => {
    const entities = [
      { type: 'bold', offset: 0, length: 6 },
      { type: 'text_link', offset: 90, length: 5, url: 'https://a.example' },
      { type: 'text_link', offset: -1, length: 5, url: 'https://a.example' },
      'nonsense',
    ]
    expect(written('/start', entities)).toBe('/start')
  })

  test('links in captions too', () => {
    const caption_entities = [{ type: 'text_link', offset: 0, length: 4, url: 'https://a.example' }]
    expect(read(says({ photo, caption: 'here', caption_entities }))).toMatchObject({ text: 'here (https://a.example)' })
  })
})

describe('where a message comes from', () => {
  test('a person without a last name, a user name, or any name at all', () => {
    expect(read(says({ text: 'hi', from: { id: 77, first_name: 'Carol' } }))).toMatchObject({
      sender: { name: 'Carol' },
    })
    expect(read(says({ text: 'hi', from: { id: 77, first_name: ' ' } }))).toMatchObject({
      sender: { name: 'Telegram user 77' },
    })
  })

  test('in a group the answer goes to the group, and the person is the author', () => {
    expect(read(says({ text: 'hi', chat: group }))).toMatchObject({
      externalId: '-100200:5',
      address: '-100200',
      sender: { name: 'Flat 12', username: 'flat12', author: 'Carol Ng' },
    })
  })

  test('an anonymous administrator speaks as the group', () => {
    const update = read(says({ text: 'hi', chat: group, sender_chat: group }))
    expect(update).toMatchObject({ sender: { name: 'Flat 12', author: 'Flat 12' } })
  })

  test.each([
    [{ type: 'user', sender_user: { id: 8, first_name: 'Dan' }, date: 1 }, 'Dan'],
    [{ type: 'hidden_user', sender_user_name: 'Somebody shy', date: 1 }, 'Somebody shy'],
    [{ type: 'chat', sender_chat: group, date: 1 }, 'Flat 12'],
    [{ type: 'channel', chat: { id: -1, type: 'channel', title: 'News' }, message_id: 3, date: 1 }, 'News'],
    [{ type: 'of the future' }, 'somebody'],
  ])('forwarded: %j', (forward_origin, forwardedFrom) => {
    expect(read(says({ text: 'look', forward_origin }))).toMatchObject({ forwardedFrom })
  })

  test('a test server that counts in milliseconds is understood', () => {
    expect(read(says({ text: 'hi', date: seconds * 1000 }))).toMatchObject({ at: seconds * 1000 })
  })

  test('messages without a number of their own are told apart', () => {
    const one = read(says({ text: 'a', message_id: 0 }, 10)) as UnifiedMessage
    const other = read(says({ text: 'b', message_id: 0 }, 11)) as UnifiedMessage
    expect(one.externalId).not.toBe(other.externalId)
  })
})

describe('a reply says what it answers', () => {
  const original = { message_id: 3, date: 1, chat: privately, text: 'When do you open? '.repeat(20) }

  test('with the number and the beginning of the original', () => {
    const { replyTo } = read(says({ text: 'Now', reply_to_message: original })) as UnifiedMessage
    expect(replyTo?.externalId).toBe('77:3')
    expect(replyTo?.excerpt).toMatch(/^When do you open\? When.*…$/)
    expect(replyTo?.excerpt.length).toBeLessThanOrEqual(200)
  })

  test('with the quoted part, where there is one', () => {
    const update = read(says({ text: 'Now', reply_to_message: original, quote: { text: 'do you open', position: 5 } }))
    expect(update).toMatchObject({ replyTo: { externalId: '77:3', excerpt: 'do you open' } })
  })

  test('with the caption of a photo, or nothing where nothing was written', () => {
    expect(read(says({ text: 'x', reply_to_message: { message_id: 3, photo, caption: 'Roof' } }))).toMatchObject({
      replyTo: { excerpt: 'Roof' },
    })
    expect(read(says({ text: 'x', reply_to_message: { message_id: 3, photo } }))).toMatchObject({
      replyTo: { excerpt: '' },
    })
  })

  test('to something said elsewhere, or to a story', () => {
    const elsewhere = { external_reply: { origin: { type: 'user', sender_user: { id: 8, first_name: 'Dan' } } } }
    expect(read(says({ text: 'x', ...elsewhere }))).toMatchObject({ replyTo: { excerpt: 'a message of Dan' } })
    expect(read(says({ text: 'x', reply_to_story: { id: 1 } }))).toMatchObject({ replyTo: { excerpt: 'a story' } })
  })

  test('but not to the line that opened a topic', () => {
    const update = read(
      says({ text: 'x', reply_to_message: { message_id: 1, forum_topic_created: { name: 'Heating' } } }),
    )
    expect(update).not.toHaveProperty('replyTo')
  })
})

describe('everything that is no new message', () => {
  test('an edit', () => {
    const { message } = says({ text: 'hello', edit_date: seconds + 60 })
    expect(read({ update_id: 9, edited_message: message })).toEqual({
      type: 'edit',
      externalId: '77:5',
      address: '77',
      at: (seconds + 60) * 1000,
      text: 'hello',
    })
  })

  test('an edited caption', () => {
    const { message } = says({ photo, caption: 'New roof', edit_date: seconds + 60 })
    expect(read({ update_id: 9, edited_message: message })).toMatchObject({ type: 'edit', text: 'New roof' })
  })

  const reactions = (new_reaction: unknown[]) => ({
    update_id: 9,
    message_reaction: { chat: privately, message_id: 4, user: carol, date: seconds, old_reaction: [], new_reaction },
  })

  test('reactions, as they are now', () => {
    const given = [{ type: 'emoji', emoji: '👍' }, { type: 'custom_emoji', custom_emoji_id: '5' }, { type: 'paid' }]
    expect(read(reactions(given))).toEqual({
      type: 'reaction',
      externalId: '77:4',
      address: '77',
      at: seconds * 1000,
      author: 'Carol Ng',
      emoji: ['👍', '✨', '⭐'],
    })
    expect(read(reactions([]))).toMatchObject({ emoji: [] })
  })

  test.each([
    [privately, 'kicked', false, 'Blocked the bot in Telegram.'],
    [privately, 'member', true, 'Lets the bot write again.'],
    [group, 'left', false, 'The bot was removed from the group.'],
    [group, 'administrator', true, 'The bot is in the group.'],
  ])('membership: %j becomes %s', (chat, status, reachable, reason) => {
    const my_chat_member = { chat, from: carol, date: seconds, new_chat_member: { status } }
    expect(read({ update_id: 9, my_chat_member })).toEqual({
      type: 'reachability',
      address: String(chat.id),
      at: seconds * 1000,
      reachable,
      reason,
    })
  })

  test('a bot that may no longer write in a group', () => {
    const new_chat_member = { status: 'restricted', can_send_messages: false }
    const my_chat_member = { chat: group, from: carol, date: seconds, new_chat_member }
    expect(read({ update_id: 9, my_chat_member })).toMatchObject({ reachable: false })
  })

  test('a group that moved, told from either side', () => {
    const moved = { type: 'moved', address: '-5', newAddress: '-1005', at: seconds * 1000 }
    const from = { id: -5, type: 'group', title: 'Flat 12' }
    const to = { id: -1005, type: 'supergroup', title: 'Flat 12' }
    expect(read(says({ chat: from, migrate_to_chat_id: -1005 }))).toEqual(moved)
    expect(read(says({ chat: to, migrate_from_chat_id: -5 }))).toEqual(moved)
  })

  test.each(['new_chat_members', 'left_chat_member', 'pinned_message', 'new_chat_title', 'forum_topic_created'])(
    'nobody said anything: %s',
    key => {
      expect(worker.toUnified(says({ chat: group, [key]: {} }))).toEqual({ updates: [], unreadable: [] })
    },
  )
})

describe('a pressed button', () => {
  const inline_keyboard = [[{ text: 'Yes, please', callback_data: 'y' }], [{ text: 'Site', url: 'https://a.example' }]]
  const pressed = (more: Record<string, unknown>) => ({
    update_id: 9,
    callback_query: { id: '4123', from: carol, chat_instance: '1', data: 'y', ...more },
  })

  test('says what is written on it, at the time when we heard of it', () => {
    const message = { message_id: 3, date: seconds, chat: privately, reply_markup: { inline_keyboard } }
    expect(read(pressed({ message }), 1_234)).toEqual({
      type: 'message',
      externalId: 'cb:4123',
      address: '77',
      sender: fromCarol.sender,
      at: 1_234,
      kind: 'button',
      text: 'Yes, please',
      postback: { externalId: '77:3', buttonId: 'y' },
    })
  })

  test('says its data when its message is gone', () => {
    expect(read(pressed({ message: { message_id: 3, date: 0, chat: privately } }))).toMatchObject({ text: 'y', at: 0 })
    expect(read(pressed({}))).toMatchObject({ text: 'y', address: '77' })
  })
})

describe('what comes from elsewhere', () => {
  const one = says({ text: 'one' }, 1)
  const two = { ...says({ text: 'two' }, 2), message: { ...says({ text: 'two' }).message, message_id: 6 } }

  test.each([
    ['a list', [one, two]],
    ['an answer of getUpdates', { ok: true, result: [one, two] }],
    ['the same as text', JSON.stringify({ ok: true, result: [one, two] })],
  ])('%s of updates', (_name, payload) => {
    const { updates, unreadable } = worker.toUnified(payload)
    expect(updates).toMatchObject([{ text: 'one' }, { text: 'two' }])
    expect(unreadable).toEqual([])
  })

  test.each([
    ['no update', { hello: 'world' }],
    ['no object', 7],
    ['nothing', null],
    ['text that is no JSON', '{"update_id": 1, '],
    ['an empty update', { update_id: 1 }],
    ['an update of another kind', { update_id: 1, inline_query: { id: '1' } }],
    ['a message without a chat', { update_id: 1, message: { message_id: 1, date: 1, text: 'lost' } }],
    ['a message without a number', { update_id: 1, message: { date: 1, chat: privately, text: 'lost' } }],
  ])('%s is kept whole, with a reason', (_name, payload) => {
    const { updates, unreadable } = worker.toUnified(payload)
    expect(updates).toEqual([])
    expect(unreadable).toEqual([
      {
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
        reason: expect.stringMatching(/^[A-Z].*\.$/),
      },
    ])
  })

  test('one bad update does not stop the rest', () => {
    const { updates, unreadable } = worker.toUnified([one, { update_id: 2, message: 'what?' }, two])
    expect(updates).toMatchObject([{ text: 'one' }, { text: 'two' }])
    expect(unreadable).toHaveLength(1)
  })

  test('content that is not as described still rings, and is kept besides', () => {
    const payload = says({ photo: 'not a list' })
    const { updates, unreadable } = worker.toUnified(payload)
    expect(updates).toMatchObject([{ kind: 'unsupported', address: '77' }])
    expect(unreadable).toEqual([{ payload: JSON.stringify(payload), reason: expect.stringContaining('photo') }])
  })

  test('a wrong trifle does not cost a message', () => {
    const from = { ...carol, language_code: 5, last_name: [] }
    expect(read(says({ text: 'hi', from, entities: 'x', media_group_id: 3 }))).toEqual({
      ...fromCarol,
      sender: { name: 'Carol', username: 'carol' },
      kind: 'text',
      text: 'hi',
    })
  })

  test('a payload nested beyond reason harms nobody', () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 20_000; depth++) deep = [{ text: deep, blocks: deep }]
    expect(() => worker.toUnified(says({ rich_message: { blocks: deep } }))).not.toThrow()
    expect(() => worker.toUnified({ update_id: 1, strange: deep })).not.toThrow()
  })

  test('whatever is in an update, it is answered and never thrown', () => {
    const anything = fc.jsonValue({ maxDepth: 4 })
    const update = fc.record(
      {
        update_id: fc.oneof(fc.integer(), anything),
        ...Object.fromEntries(
          updateKinds.map(kind => [
            kind,
            fc.oneof(
              anything,
              fc.record(
                {
                  message_id: fc.oneof(fc.integer(), anything),
                  date: fc.oneof(fc.integer(), anything),
                  chat: fc.oneof(fc.constantFrom(privately, group), anything),
                  from: fc.oneof(fc.constant(carol), anything),
                  text: fc.oneof(fc.string({ unit: 'binary' }), anything),
                  entities: fc.oneof(
                    fc.array(
                      fc.record({
                        type: fc.constant('text_link'),
                        offset: fc.nat(9),
                        length: fc.nat(9),
                        url: fc.string(),
                      }),
                    ),
                    anything,
                  ),
                  photo: anything,
                  sticker: anything,
                  rich_message: fc.record({ blocks: fc.array(anything) }),
                  reply_to_message: anything,
                  forward_origin: anything,
                  new_reaction: anything,
                  new_chat_member: anything,
                },
                { requiredKeys: [] },
              ),
            ),
          ]),
        ),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(update, payload => {
        const { updates, unreadable } = worker.toUnified(payload)
        for (const one of unreadable ?? []) expect(one.payload).toBe(JSON.stringify(payload))
        for (const one of updates) expect(one.address).toMatch(/^-?\d+$/)
      }),
      { numRuns: 2_000 },
    )
  })
})

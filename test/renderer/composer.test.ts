// What helps to write: canned replies after "//", emoji by word.
import { describe, expect, test } from 'vitest'
import { stepAnswered } from '../../renderer/panel/composer/answering.ts'
import { cannedQuery, inserted, matchingReplies } from '../../renderer/panel/composer/canned.ts'
import { emojiFor, emojis } from '../../renderer/panel/composer/emoji.ts'
import { t } from '../../renderer/words/words.ts'
import { aMessageView } from './views.ts'

const reply = (name: string, text = '', more: { queueId?: string | null; usedCount?: number } = {}) => ({
  id: name,
  name,
  text,
  queueId: null,
  usedCount: 0,
  version: 1,
  ...more,
})
const names = (replies: readonly { name: string }[]) => replies.map(one => one.name)

describe('"//" asks for canned replies', () => {
  test('at the start and after a space, up to the caret', () => {
    expect(cannedQuery('//gre', 5)).toEqual({ from: 0, query: 'gre' })
    expect(cannedQuery('Hello //gre and more', 11)).toEqual({ from: 6, query: 'gre' })
  })
  test('but not within a web address', () => {
    expect(cannedQuery('see https://example.org', 23)).toBeNull()
  })
  test('a reply takes the place of what was typed, and the caret stands after it', () => {
    const text = 'Hello //gre and more'
    const query = cannedQuery(text, 11)
    expect(query && inserted(text, query, 11, 'welcome!')).toEqual({ text: 'Hello welcome! and more', caret: 14 })
  })
})

describe('which replies fit', () => {
  test('those whose name begins so, then a word of it, then in the name, then in the text; the most used first', () => {
    const replies = [
      reply('Closing', 'with a greeting'),
      reply('Regreet'),
      reply('Second greeting'),
      reply('Greeting, rare'),
      reply('Greeting, often', '', { usedCount: 9 }),
      reply('Refund'),
    ]
    expect(names(matchingReplies(replies, 'gre', 'support'))).toEqual([
      'Greeting, often',
      'Greeting, rare',
      'Second greeting',
      'Regreet',
      'Closing',
    ])
  })
  test('accents do not matter', () => {
    expect(names(matchingReplies([reply('Prénom')], 'pren', 'support'))).toEqual(['Prénom'])
  })
  test("another queue's are not offered", () => {
    const replies = [reply('Ours', '', { queueId: 'support' }), reply('Theirs', '', { queueId: 'sales' })]
    expect(names(matchingReplies(replies, '', 'support'))).toEqual(['Ours'])
  })
})

describe('↑ in an empty reply', () => {
  const messages = [
    aMessageView(1),
    aMessageView(2, { direction: 'out' }),
    aMessageView(3, { deletedAt: 1 }),
    aMessageView(4),
  ]
  const from = (answered: string | null, direction: 'older' | 'newer') =>
    stepAnswered(messages, answered, direction)?.id ?? null
  test("answers the customer's last message, then the one before, and stays at the first", () => {
    expect([from(null, 'older'), from('4', 'older'), from('1', 'older')]).toEqual(['4', '1', '1'])
  })
  test('and back down to none', () => {
    expect([from('1', 'newer'), from('4', 'newer'), from(null, 'newer')]).toEqual(['4', null, null])
  })
})

describe('words', () => {
  test('take their facts as they are, and their plural forms', () => {
    expect(t('announce.message', { name: '{{text}}', text: '<b>' })).toBe('Message from {{text}}: <b>')
    expect(t('timeline.missed', { count: 1 })).toBe('1 new message')
    expect(t('timeline.missed', { count: 2 })).toBe('2 new messages')
  })
})

describe('emoji', () => {
  test('are found by the beginning of a word', () => {
    expect(emojiFor('than').map(emoji => emoji.sign)).toContain('🙏')
    expect(emojiFor('no such thing')).toEqual([])
  })
  test('each stands in the table once, with a word to find it by', () => {
    expect(new Set(emojis.map(emoji => emoji.sign)).size).toBe(emojis.length)
    expect(emojis.filter(emoji => emoji.words.trim() === '' || emoji.sign === '')).toEqual([])
  })
})

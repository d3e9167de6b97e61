// Keys that never fire while typing, addresses that name a place, and when it rings.
import { describe, expect, test } from 'vitest'
import { SECOND } from '../../main/domain/clock.ts'
import { faceColour, initialsOf } from '../../renderer/look/face-colour.ts'
import { targetsFor } from '../../renderer/panel/header/transfer-targets.ts'
import { deedOf, shortcuts } from '../../renderer/panel/keys/shortcuts.ts'
import { hashOf, placeOf } from '../../renderer/stores/place.ts'
import { nextRing, ringEveryMs } from '../../renderer/stores/ring.ts'
import { en } from '../../renderer/words/en.ts'
import { morning } from '../kit/hand-clock.ts'

const press = (key: string, more: { altKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
})

describe('keys', () => {
  test('a single key does something, but not while typing', () => {
    expect(deedOf(press('e'), false)).toBe('close')
    for (const { key, alt } of shortcuts) if (!alt) expect(deedOf(press(key), true)).toBeNull()
  })
  test('with Alt they work while typing', () => {
    expect(deedOf(press('Enter', { altKey: true }), true)).toBe('acceptAnywhere')
  })
  test("the browser's own combinations are left alone", () => {
    expect(deedOf(press('e', { ctrlKey: true }), false)).toBeNull()
    expect(deedOf(press('a', { metaKey: true }), false)).toBeNull()
  })
  test('no two share a key, and each is explained on the sheet', () => {
    const all = shortcuts.map(one => `${one.alt ?? false}/${one.key}`)
    expect(new Set(all).size).toBe(all.length)
    for (const { word } of shortcuts) expect(en).toHaveProperty([word])
  })
})

describe('addresses', () => {
  test('there and back', () => {
    const place = { column: 'search', chatId: 'a/b c', messageId: '42' } as const
    expect(placeOf(hashOf(place))).toMatchObject(place)
  })
  test('nothing and nonsense lead to the panel', () => {
    expect(placeOf('')).toMatchObject({ window: 'panel', column: 'chats', chatId: null })
    expect(placeOf('#%E0%A4%A')).toMatchObject({ window: 'panel', chatId: null })
  })
  test('the settings have theirs', () => {
    expect(placeOf('#settings/queues/1')).toMatchObject({ window: 'settings', rest: 'queues/1' })
  })
})

describe('ringing', () => {
  test('begins at once, goes on until nobody waits, and grows louder', () => {
    let ringing = null
    const sounds: (number | null)[] = []
    for (let at = morning; at <= morning + 3 * ringEveryMs; at += ringEveryMs) {
      const next = nextRing(ringing, 1, at)
      ringing = next.ringing
      sounds.push(next.sound)
    }
    expect(sounds).not.toContain(null)
    expect(sounds).toEqual([...sounds].sort())
    expect(sounds.at(-1)).toBeLessThanOrEqual(1)
    expect(nextRing(ringing, 0, morning)).toEqual({ ringing: null, sound: null })
  })
  test('ten new chats in one second ring once, not ten times', () => {
    let ringing = null
    let heard = 0
    for (let i = 0; i < 10; i++) {
      const next = nextRing(ringing, i + 1, morning + i * (SECOND / 10))
      ringing = next.ringing
      if (next.sound !== null) heard += 1
    }
    expect(heard).toBe(1)
  })
})

describe('faces', () => {
  test('initials of names in any script', () => {
    expect(initialsOf('Lucía Romero')).toBe('LR')
    expect(initialsOf('Amara')).toBe('A')
    expect(initialsOf('Jean-Luc van den Berg')).toBe('JB')
    expect(initialsOf('王小明')).toBe('王')
    expect(initialsOf('***')).toBe('?')
  })
  test('keep their colour', () => {
    expect(faceColour('amara')).toBe(faceColour('amara'))
  })
})

test('a chat is handed first to who is free, by load; then to queues; then to who is not', () => {
  const agent = (name: string, state: 'active' | 'inactive' | 'chatsExceeded', load: number, connected = true) => ({
    id: name,
    name,
    state,
    connected,
    load,
    limit: 4,
  })
  const targets = targetsFor(
    {
      agents: [
        agent('Asleep', 'inactive', 0),
        agent('Busy', 'active', 3),
        agent('Full', 'chatsExceeded', 4),
        agent('Gone', 'active', 0, false),
        agent('Idle', 'active', 0),
      ],
      queues: [
        { id: 'support', name: 'Support', agentsAvailable: 1, agents: 2, closed: null },
        { id: 'sales', name: 'Sales', agentsAvailable: 1, agents: 2, closed: null },
      ],
    },
    '',
  )
  expect(targets.map(target => target.name)).toEqual(['Idle', 'Busy', 'Support', 'Sales', 'Full', 'Asleep', 'Gone'])
})

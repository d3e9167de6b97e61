// Cases: where each status leads, what a case made from a chat begins with, and when a webhook is tried again.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  caseStatuses,
  isOpen,
  longestDescription,
  longestSubject,
  mayMove,
  nextStatuses,
} from '../../main/domain/case.ts'
import { caseFromChat } from '../../main/domain/case-from-chat.ts'
import { DAY, HOUR, SECOND } from '../../main/domain/clock.ts'
import { type AgentId, asId } from '../../main/domain/ids.ts'
import { isTaken, retryAt } from '../../main/domain/webhook-delivery.ts'
import { morning } from '../kit/hand-clock.ts'

describe('the status of a case', () => {
  test.each([
    ['new', 'inProgress waiting resolved closed'],
    ['inProgress', 'waiting resolved closed'],
    ['waiting', 'inProgress resolved closed'],
    ['resolved', 'inProgress closed'],
    ['closed', ''],
  ] as const)('from %s: %s', (from, to) => {
    expect(nextStatuses(from).join(' ')).toBe(to)
  })

  test('may stay as it is, and none is a dead end but closed', () => {
    for (const status of caseStatuses) {
      expect(mayMove(status, status)).toBe(true)
      expect(mayMove(status, 'closed')).toBe(true)
      if (status !== 'new') expect(mayMove(status, 'new')).toBe(false)
    }
    expect(caseStatuses.filter(isOpen)).toEqual(['new', 'inProgress', 'waiting'])
  })
})

const ann = asId<AgentId>('ann')
const nothing = { deletedAt: null, attachments: [], place: null, card: null, agentId: null } as const
const customer = (text: string) => ({ ...nothing, direction: 'in' as const, text })
const agent = (text: string) => ({ ...nothing, direction: 'out' as const, text, agentId: ann })
const machine = (text: string) => ({ ...nothing, direction: 'out' as const, text })
const note = (text: string) => ({ ...nothing, direction: 'note' as const, text, agentId: ann })

describe('a case from a chat', () => {
  test('takes the first message as subject and all before the first answer as description', () => {
    const made = caseFromChat([
      { ...nothing, direction: 'system', text: 'Chat opened' },
      customer('My order\nis late'),
      machine('We are closed until nine.'),
      note('a regular'),
      customer('Number 12'),
      agent('I am looking.'),
      customer('Thanks'),
    ])
    expect(made).toEqual({ subject: 'My order is late', description: 'My order\nis late\nNumber 12' })
  })

  test('names what is no text, and leaves out what was deleted', () => {
    const photo = { id: asId<never>('a'), kind: 'photo', name: 'roof.jpg' } as never
    const made = caseFromChat([
      { ...customer('gone'), deletedAt: morning },
      { ...customer(''), attachments: [photo] },
      { ...customer(''), place: { latitude: 1.5, longitude: 2, title: 'Harbour' } },
      { ...customer('call'), card: { name: 'Dora', phone: '+1' } },
      customer('   '),
    ])
    expect(made).toEqual({ subject: '[roof.jpg]', description: '[roof.jpg]\n[Harbour]\ncall [Dora, +1]' })
  })

  test('of a chat that the agent began has the first message as subject and no description', () => {
    expect(caseFromChat([agent('Hello?'), customer('Yes?')])).toEqual({ subject: 'Yes?', description: '' })
    expect(caseFromChat([])).toEqual({ subject: null, description: '' })
  })

  test('holds each incoming message before the first answer, in order, and nothing else', () => {
    const one = fc.tuple(fc.constantFrom('in', 'out', 'bot', 'note'), fc.nat({ max: 99_999 }))
    fc.assert(
      fc.property(fc.array(one), said => {
        const messages = said.map(([kind, n], i) => {
          const text = `m${i}-${n}`
          return kind === 'in'
            ? customer(text)
            : kind === 'out'
              ? agent(text)
              : kind === 'bot'
                ? machine(text)
                : note(text)
        })
        const answered = said.findIndex(([kind]) => kind === 'out')
        const expected = messages.filter(({ direction }, i) => direction === 'in' && (answered === -1 || i < answered))
        const made = caseFromChat(messages)
        expect(made.description).toBe(expected.map(({ text }) => text).join('\n'))
        expect(made.subject).toBe(messages.find(({ direction }) => direction === 'in')?.text ?? null)
      }),
    )
  })

  test('is cut at whole characters where it would be too long', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 5 }), texts => {
        const { subject, description } = caseFromChat(texts.map(customer))
        expect((subject ?? '').length).toBeLessThanOrEqual(longestSubject)
        expect((subject ?? '').isWellFormed()).toBe(true)
        expect(description.length).toBeLessThanOrEqual(longestDescription)
      }),
    )
    const long = caseFromChat([customer('😀'.repeat(60_000))])
    expect(long.subject).toHaveLength(249)
    expect(long.subject?.isWellFormed()).toBe(true)
    expect(long.description.isWellFormed()).toBe(true)
    expect(long.description.length).toBeLessThanOrEqual(longestDescription)
  })
})

describe('a webhook that was not taken', () => {
  const first = { queuedAt: morning, now: morning, askedPauseMs: 0 }

  test('is tried again after 10, 20, 40 seconds, at most six hours, for three days', () => {
    const pauses: number[] = []
    let now = morning
    for (let attempts = 1; ; attempts++) {
      const at = retryAt(attempts, { ...first, now })
      if (at === null) break
      pauses.push(at - now)
      now = at
    }
    expect(pauses.slice(0, 4)).toEqual([10, 20, 40, 80].map(seconds => seconds * SECOND))
    expect(Math.max(...pauses)).toBe(6 * HOUR)
    expect(now - morning).toBeGreaterThan(2.7 * DAY)
    expect(now - morning).toBeLessThanOrEqual(3 * DAY)
    expect(pauses.length).toBeLessThan(40)
  })

  test('waits as long as the other side asks, but not for ever', () => {
    expect(retryAt(1, { ...first, askedPauseMs: HOUR })).toBe(morning + HOUR)
    expect(retryAt(1, { ...first, askedPauseMs: 1_000 * DAY })).toBe(morning + DAY)
    expect(retryAt(1_000_000, first)).toBe(morning + 6 * HOUR)
  })

  test('only 2xx is taken: a redirect is not', () => {
    expect([199, 200, 204, 299, 300, 302, 404, 500].filter(isTaken)).toEqual([200, 204, 299])
  })
})

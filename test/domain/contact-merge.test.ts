// Merging contacts: what is chosen is chosen, what is known is not lost, and taking it back leaves nothing of the other person.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Ban,
  type MergeChoices,
  mergePlan,
  type Profile,
  rebase,
  undoPlan,
} from '../../main/domain/contact/merge.ts'

const profile = (more: Partial<Profile> = {}): Profile => ({
  name: 'Carol',
  email: null,
  phone: null,
  language: null,
  about: '',
  tags: [],
  own: {},
  ban: null,
  ...more,
})

const ban: Ban = { at: 1, byAgentId: null, reason: 'abuse' }

describe('the survivor', () => {
  test('keeps what it knows and takes what it does not', () => {
    const merged = mergePlan(
      profile({ email: 'carol@example.org', tags: ['vip'], own: { size: 'M' } }),
      profile({ name: 'Caroline', email: 'c@example.org', phone: '+15550100', tags: ['vip', 'net'], own: { age: 3 } }),
    )
    expect(merged).toEqual(
      profile({ email: 'carol@example.org', phone: '+15550100', tags: ['vip', 'net'], own: { size: 'M', age: 3 } }),
    )
  })

  test('takes the other value where somebody chose it, also an empty one', () => {
    const choices = { name: 'other', email: 'other', size: 'other' } as const
    const merged = mergePlan(profile({ email: 'x@y.z', own: { size: 'M' } }), profile({ name: 'Caroline' }), choices)
    expect(merged).toMatchObject({ name: 'Caroline', email: null, own: {} })
  })

  test('is not called Visitor when somebody knows the name', () => {
    expect(mergePlan(profile({ name: 'Visitor 7F2A' }), profile({ name: 'Carol' })).name).toBe('Carol')
  })

  test('has both texts about the person, one below the other, while there is room', () => {
    expect(mergePlan(profile({ about: 'a' }), profile({ about: 'b' })).about).toBe('a\n\nb')
    expect(mergePlan(profile({ about: 'a' }), profile({ about: 'a' })).about).toBe('a')
    expect(mergePlan(profile({ about: 'a'.repeat(9_999) }), profile({ about: 'b' })).about).toHaveLength(9_999)
    expect(mergePlan(profile({ about: 'a' }), profile({ about: 'b' }), { about: 'other' }).about).toBe('b')
  })

  test('is banned when either was: a merge is no way around a ban', () => {
    expect(mergePlan(profile(), profile({ ban })).ban).toEqual(ban)
    expect(mergePlan(profile({ ban }), profile()).ban).toEqual(ban)
    const [week, month] = [
      { ...ban, until: 7 },
      { ...ban, until: 30 },
    ]
    expect(mergePlan(profile({ ban: week }), profile({ ban: month })).ban).toEqual(month)
    expect(mergePlan(profile({ ban: month }), profile({ ban: week })).ban).toEqual(month)
    expect(mergePlan(profile({ ban: month }), profile({ ban })).ban).toEqual(ban)
  })
})

const word = fc.constantFrom('a', 'b', 'c', 'd')
const maybe = fc.option(word, { nil: null })
const aProfile: fc.Arbitrary<Profile> = fc.record({
  name: fc.oneof(word, fc.constant('Visitor')),
  email: maybe,
  phone: maybe,
  language: maybe,
  about: fc.oneof(word, fc.constant('')),
  tags: fc.uniqueArray(word, { maxLength: 3 }),
  own: fc.dictionary(fc.constantFrom('x', 'y'), word),
  ban: fc.option(
    fc.record(
      { at: fc.nat(3), byAgentId: fc.constant(null), reason: word, until: fc.nat(3) },
      { requiredKeys: ['at', 'byAgentId', 'reason'] },
    ),
    {
      nil: null,
    },
  ),
})
const choices: fc.Arbitrary<MergeChoices> = fc.dictionary(
  fc.constantFrom('name', 'email', 'phone', 'language', 'about', 'x', 'y'),
  fc.constantFrom('survivor' as const, 'other' as const),
)
const plain = (one: Profile) => ({ ...one, tags: one.tags.toSorted() })

describe('taking a merge back', () => {
  test('gives exactly what was before', () => {
    fc.assert(
      fc.property(aProfile, aProfile, choices, (before, other, chosen) => {
        const after = mergePlan(before, other, chosen)
        expect(rebase(after, after, before)).toEqual(before)
      }),
    )
  })

  test('leaves what somebody changed since', () => {
    fc.assert(
      fc.property(aProfile, aProfile, word, (before, other, written) => {
        const after = mergePlan(before, other)
        fc.pre(after.phone !== written)
        const now = { ...after, phone: written, tags: [...after.tags, 'since'] }
        const back = rebase(now, after, before)
        expect(back.phone).toBe(written)
        expect(back.tags).toEqual([...before.tags, 'since'])
        expect(back.email).toBe(before.email)
      }),
    )
  })

  test('of the first of two merges leaves what the second alone would have made', () => {
    fc.assert(
      fc.property(aProfile, aProfile, aProfile, choices, choices, (before, first, second, one, two) => {
        const middle = mergePlan(before, first, one)
        const now = mergePlan(middle, second, two)
        const later = { before: middle, after: now, other: second, choices: two }
        const plan = undoPlan({ old: middle, next: before }, [later], now)
        expect(plain(plan.now)).toEqual(plain(mergePlan(before, second, two)))
        expect(plain(plan.later[0]?.before ?? now)).toEqual(plain(before))
      }),
    )
  })
})

test('the order of merges does not matter for what is joined, nor where the survivor knows everything', () => {
  fc.assert(
    fc.property(aProfile, aProfile, aProfile, (survivor, one, other) => {
      const known: Profile = { ...survivor, name: 'Carol', email: 'a', phone: 'b', language: 'c', ban }
      const full = { ...known, own: { x: 'a', y: 'b' } }
      const there = mergePlan(mergePlan(full, one, { about: 'survivor' }), other, { about: 'survivor' })
      const back = mergePlan(mergePlan(full, other, { about: 'survivor' }), one, { about: 'survivor' })
      expect(plain(there)).toEqual(plain(back))
      const tags = (a: Profile, b: Profile) => mergePlan(mergePlan(survivor, a), b).tags.toSorted()
      expect(tags(one, other)).toEqual(tags(other, one))
    }),
  )
})

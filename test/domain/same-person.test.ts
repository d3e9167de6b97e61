// Who may be the same person: phones in whatever writing, e-mail without case, names as people read them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSamePhone, keysOf, likenessesOf } from '../../main/domain/contact/same-person.ts'

const known = (name: string, email: string | null = null, phone: string | null = null) => ({ name, email, phone })

describe('phone numbers', () => {
  test.each([
    ['+351 910 111 222', '00351910111222'],
    ['+351 910 111 222', '910 111 222'],
    ['+44 (0)20 7946 0123', '020 7946 0123'],
    ['+44 20 7946 0123', '+44 (0)20-7946-0123'],
    ['+1 (555) 010-0199', '15550100199'],
    ['０２０７９４６０１２３', '02079460123'],
  ])('%s is %s', (one, other) => {
    expect(isSamePhone(one, other)).toBe(true)
    expect(isSamePhone(other, one)).toBe(true)
  })

  test.each([
    ['+351 910 111 222', '+1 910 111 222'],
    ['+351 910 111 222', '910 111 223'],
    ['112', '112'],
    ['', ''],
    ['no number', 'no number'],
    ['+1 555 010 0199', '0100199 0'],
  ])('%s is not %s', (one, other) => expect(isSamePhone(one, other)).toBe(false))

  test('that are one have a key in common, so that they are found', () => {
    const digits = fc.stringMatching(/^[1-9]\d{7,11}$/)
    const country = fc.constantFrom('1', '44', '351')
    fc.assert(
      fc.property(digits, country, (national, code) => {
        const writings = [`+${code} ${national}`, `00${code}${national}`, national, `0${national}`]
        const key = (phone: string) => keysOf(known('', null, phone)).find(({ kind }) => kind === 'phone')?.key
        for (const one of writings) {
          for (const other of writings) {
            if (isSamePhone(one, other)) expect(key(one)).toBe(key(other))
          }
        }
        expect(isSamePhone(`+${code} ${national}`, `0${national}`)).toBe(true)
      }),
    )
  })
})

test('e-mail and name are compared as people read them', () => {
  expect(likenessesOf(known('Zoë  Marsh', 'Zoe@Example.org'), known('ZOË Marsh', 'zoe@example.ORG '))).toEqual([
    'email',
    'name',
  ])
  expect(likenessesOf(known('Zoe', 'a@b.c'), known('Max', 'd@e.f'))).toEqual([])
})

test('those who told no name are not all one', () => {
  expect(likenessesOf(known('Visitor'), known('Visitor'))).toEqual([])
  expect(likenessesOf(known('Visitor 7F2A'), known('Visitor 7F2A'))).toEqual([])
  expect(likenessesOf(known('+1 555 0100'), known('+1 555 0100'))).toEqual([])
})

test('likeness goes both ways', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('+1 5550100', '5550100', '0015550100', 'a@b.c', 'Carol'))
  const someone = fc.record({ name: text, email: fc.option(text), phone: fc.option(text) })
  fc.assert(
    fc.property(someone, someone, (one, other) => {
      expect(likenessesOf(one, other).toSorted()).toEqual(likenessesOf(other, one).toSorted())
    }),
  )
})

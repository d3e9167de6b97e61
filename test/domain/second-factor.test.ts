// One-time codes against the test vectors of the RFCs, and that each is good once and soon over.
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SECOND } from '../../main/domain/clock.ts'
import {
  base32,
  codeAt,
  fromBase32,
  keyUri,
  readCode,
  shownRecoveryCode,
  stepMs,
  stepOf,
} from '../../main/domain/second-factor.ts'

const mac = (key: Uint8Array, message: Uint8Array) => createHmac('sha1', key).update(message).digest()
const key = new TextEncoder().encode('12345678901234567890')

describe('test vectors', () => {
  // RFC 4226, appendix D.
  const hotp = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ')
  test.each(hotp.map((code, counter) => [counter, code] as const))('HOTP, counter %i: %s', (counter, code) =>
    expect(codeAt(mac, key, counter)).toBe(code),
  )

  // RFC 6238, appendix B, SHA-1: eight digits.
  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('TOTP at %i s: %s', (seconds, code) => {
    const step = Math.floor((seconds * SECOND) / stepMs)
    expect(codeAt(mac, key, step, 8)).toBe(code)
    expect(stepOf(mac, key, code.slice(2), seconds * SECOND, null)).toBe(step)
  })

  // RFC 4648, section 10.
  test.each([
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('base32 of %s is %s', (text, coded) => {
    expect(base32(new TextEncoder().encode(text))).toBe(coded)
    expect(new TextDecoder().decode(fromBase32(coded))).toBe(text)
  })
})

test('whatever is coded in base32 comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      expect(fromBase32(base32(bytes))).toEqual(bytes)
    }),
  )
})

describe('a code', () => {
  const now = 100_000 * stepMs + 7 * SECOND
  const at = (step: number) => codeAt(mac, key, 100_000 + step)

  test.each([
    [-2, null],
    [-1, 99_999],
    [0, 100_000],
    [1, 100_001],
    [2, null],
  ])('of %i steps from now belongs to step %s', (off, step) => expect(stepOf(mac, key, at(off), now, null)).toBe(step))

  test('is taken once, and an older one not after it', () => {
    const step = stepOf(mac, key, at(0), now, null)
    expect(step).toBe(100_000)
    expect(stepOf(mac, key, at(0), now, step)).toBeNull()
    expect(stepOf(mac, key, at(-1), now, step)).toBeNull()
    expect(stepOf(mac, key, at(1), now, step)).toBe(100_001)
  })

  test.each([
    ['123 456', { kind: 'app', code: '123456' }],
    ['ABCD-efgh-2345-wxyz', { kind: 'recovery', code: 'abcdefgh2345wxyz' }],
    ['12345', null],
    ['1234567', null],
    ['abcd-efgh', null],
    ['', null],
    ['١٢٣٤٥٦', null],
  ])('typed as “%s”', (typed, read) => expect(readCode(typed)).toEqual(read))
})

test('a recovery code reads as it is shown', () => {
  const shown = shownRecoveryCode(Uint8Array.from({ length: 20 }, (_, i) => i * 13))
  expect(shown).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/)
  expect(readCode(shown)).toEqual({ kind: 'recovery', code: shown.replaceAll('-', '') })
})

test('the address for the app says whose it is, whatever the login is made of', () => {
  expect(keyUri('MZXW6', 'jo&co@shop')).toBe(
    'otpauth://totp/Parley%3Ajo%26co%40shop?secret=MZXW6&issuer=Parley&algorithm=SHA1&digits=6&period=30',
  )
})

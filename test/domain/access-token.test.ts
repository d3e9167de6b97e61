// What a program may do with the scopes of its token, and what it says of itself in an Authorization header.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allows, type Scope, scopeParts, scopePresets, scopes, withoutImplied } from '../../main/domain/access-token.ts'
import { credentialsIn } from '../../main/domain/authorization.ts'

const aScope = fc.constantFrom(...scopes)
const someScopes = fc.uniqueArray(aScope)
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('scopes', () => {
  test.each<[Scope, Scope, boolean]>([
    ['chats--all:rw', 'chats--my:ro', true],
    ['chats--all:rw', 'chats--access:rw', true],
    ['chats--access:rw', 'chats--access:ro', true],
    ['chats--access:rw', 'chats--all:ro', false],
    ['chats--all:ro', 'chats--my:rw', false],
    ['chats--my:rw', 'chats--access:ro', false],
    ['tags--all:rw', 'tags--groups:ro', true],
    ['tags--groups:rw', 'tags--all:ro', false],
    ['customers:rw', 'customers:ro', true],
    ['customers:rw', 'customers.ban:rw', false],
    ['customers:rw', 'customers:own', false],
    ['agents--all:rw', 'agents-bot--my:ro', false],
    ['webhooks--all:rw', 'webhooks.state:ro', false],
    ['properties.license.value--all:rw', 'properties.license.value--my:rw', true],
    ['properties--all:rw', 'properties.configuration:rw', false],
  ])('%s gives %s: %s', (held, needed, isGiven) => {
    expect(allows([held], needed)).toBe(isGiven)
  })

  test('one of several that would do is enough; none is never enough', () => {
    expect(allows(['chats--access:ro'], 'chats--all:ro', 'chats--access:ro')).toBe(true)
    expect(allows([], ...scopes)).toBe(false)
    expect(allows([...scopes])).toBe(false)
  })

  test('each gives itself, and what is given by what it gives', () => {
    fc.assert(
      fc.property(aScope, aScope, aScope, (a, b, c) => {
        expect(allows([a], a)).toBe(true)
        if (allows([a], b) && allows([b], c)) expect(allows([a], c)).toBe(true)
      }),
    )
  })

  test('more scopes never allow less, and nothing of another resource', () => {
    fc.assert(
      fc.property(someScopes, aScope, aScope, (held, more, needed) => {
        if (allows(held, needed)) expect(allows([...held, more], needed)).toBe(true)
        else if (allows([...held, more], needed)) expect(scopeParts(more).resource).toBe(scopeParts(needed).resource)
      }),
    )
  })

  test('told shortly, they allow what they allowed', () => {
    fc.assert(
      fc.property(someScopes, held => {
        const short = withoutImplied(held)
        expect(scopes.filter(one => allows(short, one))).toEqual(scopes.filter(one => allows(held, one)))
      }),
    )
    expect(withoutImplied(['chats--my:ro', 'chats--all:rw', 'chats--access:ro'])).toEqual(['chats--all:rw'])
  })

  test('"everything" gives every scope, "read only" none that writes', () => {
    expect(scopes.filter(scope => !allows(scopePresets.everything, scope))).toEqual([])
    expect(scopes.filter(scope => scope.endsWith(':rw') && allows(scopePresets.readOnly, scope))).toEqual([])
  })
})

describe('an authorization', () => {
  test.each([
    ['Bearer pat_x-1', { token: 'pat_x-1', account: null }],
    ['bearer   dal:abc', { token: 'dal:abc', account: null }],
    ['pat_bare', { token: 'pat_bare', account: null }],
    [`Basic ${base64('ann:pat_x')}`, { token: 'pat_x', account: 'ann' }],
    [`BASIC ${base64('jürgen@example.com:pat_x')}`, { token: 'pat_x', account: 'jürgen@example.com' }],
    [`Basic ${base64('odd:login:pat_x')}`, { token: 'pat_x', account: 'odd:login' }],
  ])('%s is understood', (said, credentials) => {
    expect(credentialsIn(said)).toEqual(credentials)
  })

  test.each([
    null,
    undefined,
    '',
    '   ',
    'Bearer',
    'Bearer ',
    'Digest abc',
    'Bearer a b',
    'Basic',
    'Basic !!!',
    `Basic ${base64('no colon')}`,
    `Basic ${base64(':pat_x')}`,
    `Basic ${base64('ann:')}`,
    `Bearer ${'x'.repeat(3_000)}`,
  ])('%s is none', said => {
    expect(credentialsIn(said)).toBeNull()
  })

  test('whatever is said, it is understood or not, and never breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', 'Basic ', 'Bearer '), (text, scheme) => {
        const found = credentialsIn(scheme + text)
        if (found !== null) expect(found.token).not.toBe('')
      }),
    )
  })

  test('any account and token come back as they went', () => {
    const account = fc.string({ unit: 'grapheme', minLength: 1 })
    const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1 })
    fc.assert(
      fc.property(account, token, (who, secret) => {
        expect(credentialsIn(`Basic ${base64(`${who}:${secret}`)}`)).toEqual({ token: secret, account: who })
      }),
    )
  })
})

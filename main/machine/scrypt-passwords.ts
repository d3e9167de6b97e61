// Passwords by scrypt (RFC 7914) with a salt of their own; tokens by SHA-256, as they are random already.
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Passwords } from '../services/passwords.ts'

const cost = { N: 16_384, r: 8, p: 1 }
const keyBytes = 32

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    ),
  )

/** Compared against when there is no such login, so that the answer takes as long. */
const nobody = `scrypt:${Buffer.alloc(16).toString('base64url')}:${Buffer.alloc(keyBytes).toString('base64url')}`

export const scryptPasswords: Passwords = {
  async hash(password) {
    const salt = randomBytes(16)
    return `scrypt:${salt.toString('base64url')}:${(await derive(password, salt)).toString('base64url')}`
  },
  async verify(password, hash) {
    const [scheme, salt, key] = (hash ?? nobody).split(':')
    if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false
    const expected = Buffer.from(key, 'base64url')
    const given = await derive(password, Buffer.from(salt, 'base64url'))
    return expected.length === given.length && timingSafeEqual(expected, given) && hash !== null
  },
  digest: token => createHash('sha256').update(token).digest('base64url'),
  mac: (key, message) => createHmac('sha1', key).update(message).digest(),
}

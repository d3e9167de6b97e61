// Time-based one-time codes (RFC 6238 over RFC 4226): six digits that an authenticator app shows for half a minute.
// Pure: the HMAC is handed in.
import { SECOND } from './clock.ts'

export const stepMs = 30 * SECOND
const digits = 6
/** A phone's clock may be off by so many steps. */
const drift = [0, -1, 1]

/** HMAC-SHA-1 (RFC 2104): 20 bytes. */
export type Mac = (key: Uint8Array, message: Uint8Array) => Uint8Array

/** RFC 4226 section 5.3: a code of so many digits from the counter. */
export const codeAt = (mac: Mac, key: Uint8Array, step: number, length: number = digits): string => {
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(step))
  const hash = mac(key, counter)
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength)
  const number = view.getUint32((hash[hash.length - 1] ?? 0) & 0x0f) & 0x7fff_ffff
  return String(number % 10 ** length).padStart(length, '0')
}

/** The step that the code belongs to, newer than `after` (a code is good once); null when it is wrong, old or used. */
export const stepOf = (mac: Mac, key: Uint8Array, code: string, now: number, after: number | null): number | null => {
  const present = Math.floor(now / stepMs)
  return (
    drift
      .map(off => present + off)
      .find(step => (after === null || step > after) && step >= 0 && codeAt(mac, key, step) === code) ?? null
  )
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32 without padding, as authenticator apps take secrets. */
export const base32 = (bytes: Uint8Array): string => {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map(part => letters[Number.parseInt(part.padEnd(5, '0'), 2)]).join('')
}

/** Back from `base32`; throws on anything else, which would be a bug. */
export const fromBase32 = (text: string): Uint8Array => {
  const bits = [...text].map(letter => {
    const value = letters.indexOf(letter)
    if (value < 0) throw new Error('This is not base32.')
    return value.toString(2).padStart(5, '0')
  })
  const whole = bits.join('').match(/.{8}/g) ?? []
  return Uint8Array.from(whole, byte => Number.parseInt(byte, 2))
}

/** What the QR code holds (Google Authenticator's key URI format, which all apps read). */
export const keyUri = (secret: string, login: string): string =>
  `otpauth://totp/${encodeURIComponent(`Parley:${login}`)}?secret=${secret}&issuer=Parley&algorithm=SHA1&digits=${digits}&period=${stepMs / SECOND}`

export const recoveryCodes = 10

/** As people read and type it: four groups of four, case and separators do not matter. */
export const shownRecoveryCode = (bytes: Uint8Array): string =>
  (base32(bytes).slice(0, 16).toLowerCase().match(/.{4}/g) ?? []).join('-')

/** Six digits are the app's; anything else may be a recovery code. Null: neither. */
export const readCode = (typed: string): { kind: 'app' | 'recovery'; code: string } | null => {
  const code = typed.toLowerCase().replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(code)) return { kind: 'app', code }
  return /^[a-z2-7]{16}$/.test(code) ? { kind: 'recovery', code } : null
}

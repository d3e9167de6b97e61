// Who may be the same person: contacts that share a phone number, an e-mail address or a name.
import { nameKey } from '../name-key.ts'
import { isStandInName } from '../stand-in-name.ts'

export const likenesses = ['phone', 'email', 'name'] as const
export type Likeness = (typeof likenesses)[number]

export interface Known {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
}

/** So many last digits tell people of one country apart, and are the same with and without the country's code. */
const tailLength = 7

interface Phone {
  /** E.164 without its plus when `isWhole`, else the national number without its leading zeros. */
  readonly digits: string
  /** It names its country, by a plus or by 00. */
  readonly isWhole: boolean
}

/** Null: too short to tell anybody by. `+44 (0)20 7946 0123` is the number without its (0). */
export const phoneOf = (text: string): Phone | null => {
  const plain = text.normalize('NFKC').replace(/\(0\)/gu, '').trim()
  const all = plain.replace(/\D/gu, '')
  const isWhole = /^\D*\+/u.test(plain) || all.startsWith('00')
  const digits = all.replace(/^0+/u, '')
  return digits.length < tailLength || digits.length > 15 ? null : { digits, isWhole }
}

/** Two whole numbers are one when they are equal; a national one when the other ends with it. */
export const isSamePhone = (one: string, other: string): boolean => {
  const [a, b] = [phoneOf(one), phoneOf(other)]
  if (a === null || b === null) return false
  if (a.digits === b.digits) return true
  if (a.isWhole && b.isWhole) return false
  const [long, short] = a.digits.length > b.digits.length ? [a, b] : [b, a]
  return !short.isWhole && long.isWhole && long.digits.endsWith(short.digits)
}

/** Text that two contacts of one e-mail address have in common. */
export const emailKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

/** By what a contact is found: equal keys of one kind are a likeness, but for phones, which `likenessesOf` looks at again. */
export const keysOf = ({ name, email, phone }: Known): readonly { readonly kind: Likeness; readonly key: string }[] => {
  const number = phone === null ? null : phoneOf(phone)
  const key = nameKey(name).replace(/\s+/gu, ' ')
  return [
    ...(number === null ? [] : [{ kind: 'phone' as const, key: number.digits.slice(-tailLength) }]),
    ...(email === null || emailKey(email) === '' ? [] : [{ kind: 'email' as const, key: emailKey(email) }]),
    // Nobody told their name: then all visitors would be one.
    ...(key === '' || isStandInName(name) ? [] : [{ kind: 'name' as const, key }]),
  ]
}

/** In what two contacts are alike; empty: in nothing. */
export const likenessesOf = (one: Known, other: Known): readonly Likeness[] => {
  const keys = keysOf(other)
  return keysOf(one)
    .filter(({ kind, key }) => keys.some(its => its.kind === kind && its.key === key))
    .filter(({ kind }) => kind !== 'phone' || isSamePhone(one.phone ?? '', other.phone ?? ''))
    .map(({ kind }) => kind)
}

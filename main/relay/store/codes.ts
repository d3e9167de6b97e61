// One-time codes by which a workstation is paired: shown once, stored as a hash, good for an hour and for one use.
import { createHash, randomBytes } from 'node:crypto'
import { type Clock, HOUR } from '../../domain/clock.ts'
import type { Data } from './relay-store.ts'

export const codeLifeMs = HOUR

/** Without the letters that people take for others (D. Crockford, "Base 32"). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Five bits each: nobody guesses 80. */
const letters = 16

export class PairingCodes {
  readonly #data: Data
  readonly #clock: Pick<Clock, 'now'>

  constructor(data: Data, clock: Pick<Clock, 'now'>) {
    this.#data = data
    this.#clock = clock
  }

  /** A new code such as ABCD-EFGH-JKMN-PQRS; nobody can read it anywhere afterwards. */
  async mint(): Promise<string> {
    const code = [...randomBytes(letters)].map(byte => alphabet[byte % 32]).join('')
    const now = this.#clock.now()
    await this.#data.write(() => {
      this.#data.change('DELETE FROM pairing_code WHERE ends_at <= ?').run(now)
      this.#data.change('INSERT INTO pairing_code VALUES (?, ?)').run(hashOf(code), now + codeLifeMs)
    })
    return code.replace(/.{4}(?=.)/g, '$&-')
  }

  /** Inside of a write: whether the code was good, which it is no more. */
  spend(code: string): boolean {
    const end = this.#data.change('DELETE FROM pairing_code WHERE hash = ? AND ends_at > ?')
    return end.run(hashOf(code), this.#clock.now()).changes > 0
  }
}

/** However it was typed: dashes, spaces, small letters, O for 0, I and L for 1. */
const hashOf = (code: string): string => {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return createHash('sha256').update(plain).digest('hex')
}

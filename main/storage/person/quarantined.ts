// Payloads that could not be understood are nobody's, but a person's address or handle may stand in them.
import type { Sqlite } from '../dialects/sqlite.ts'
import { scope } from './scope.ts'

interface Address {
  readonly channelId: string
  readonly address: string
  readonly username: string | null
}

/** Numbers of the quarantined payloads of the person's channels that name them. */
export const quarantinedOf = (sqlite: Sqlite, contactId: string): readonly number[] => {
  const addresses = sqlite.prepare<[string], Address>(
    `${scope} SELECT channelId, address, username FROM identity WHERE id IN theirIdentity`,
  )
  const payloads = sqlite.prepare<[string], { id: number; payload: string }>(
    'SELECT id, payload FROM quarantine WHERE channelId = ?',
  )
  return addresses.all(contactId).flatMap(({ channelId, address, username }) => {
    const named = [address, ...(username === null ? [] : [username])].map(namesIn)
    return payloads
      .all(channelId)
      .filter(({ payload }) => named.some(isIn => isIn(payload)))
      .map(({ id }) => id)
  })
}

/** As it is, or as forms and JSON write it; never as a part of a longer number or name. */
const namesIn = (name: string): ((payload: string) => boolean) => {
  const bare = name.replace(/^[a-z]+:/iu, '').replace(/^[+@]/u, '')
  const written = [name, bare].filter(text => text !== '').map(text => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'))
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${written.join('|')})(?![\\p{L}\\p{N}_])`, 'u')
  return payload => whole.test(payload) || whole.test(plain(payload))
}

const plain = (payload: string): string =>
  payload
    .replace(/%([0-7][0-9a-f])/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(.)/gu, '$1')

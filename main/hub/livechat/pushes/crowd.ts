// Sessions by whose they are, so that what concerns one customer costs nothing for all others.
import type { Party, Place } from '../rtm/party.ts'
import type { RtmSession } from '../rtm/rtm-session.ts'

export type Session = Pick<RtmSession<Party>, 'party' | 'push' | 'miss'>

export class Crowd {
  readonly all = new Set<Session>()
  readonly #by = new Map<string, Set<Session>>()
  readonly #keys = new Map<Session, string>()

  add(place: Place, session: Session): void {
    this.delete(session)
    const key = keyOf(place)
    this.all.add(session)
    this.#keys.set(session, key)
    const there = this.#by.get(key)
    if (there === undefined) this.#by.set(key, new Set([session]))
    else there.add(session)
  }

  delete(session: Session): void {
    const key = this.#keys.get(session)
    if (key === undefined) return
    this.all.delete(session)
    this.#keys.delete(session)
    const there = this.#by.get(key)
    there?.delete(session)
    if (there?.size === 0) this.#by.delete(key)
  }

  at(place: Place): ReadonlySet<Session> {
    return this.#by.get(keyOf(place)) ?? nobody
  }
}

const nobody: ReadonlySet<Session> = new Set()

const keyOf = (place: Place): string =>
  place.side === 'agents' ? place.agentId : `${place.channelId} ${place.address}`

// Sessions by whose they are, so that what concerns one customer costs nothing for all others.
import type { Party, Place } from '../rtm/party.ts'
import type { RtmSession } from '../rtm/rtm-session.ts'

export type Session = Pick<RtmSession<Party>, 'party' | 'push' | 'miss'>

export class Crowd {
  readonly all = new Set<Session>()
  readonly #by = new Map<string, Set<Session>>()
  readonly #places = new Map<Session, Place>()

  add(place: Place, session: Session): void {
    this.delete(session)
    const key = keyOf(place)
    this.all.add(session)
    this.#places.set(session, place)
    const there = this.#by.get(key)
    if (there === undefined) this.#by.set(key, new Set([session]))
    else there.add(session)
  }

  /** Where nobody is any more; null: others are there still, or it was not here. */
  delete(session: Session): Place | null {
    const place = this.#places.get(session)
    if (place === undefined) return null
    const key = keyOf(place)
    this.all.delete(session)
    this.#places.delete(session)
    const there = this.#by.get(key)
    there?.delete(session)
    if (there === undefined || there.size > 0) return null
    this.#by.delete(key)
    return place
  }

  /** Everywhere where somebody is, once. */
  places(): readonly Place[] {
    const byKey = new Map([...this.#places.values()].map(place => [keyOf(place), place]))
    return [...byKey.values()]
  }

  at(place: Place): ReadonlySet<Session> {
    return this.#by.get(keyOf(place)) ?? nobody
  }
}

const nobody: ReadonlySet<Session> = new Set()

const keyOf = (place: Place): string =>
  place.side === 'agents' ? place.agentId : `${place.channelId} ${place.address}`

// Logins that are under way: each belongs to the workstation that asked, to one browser, and to one quarter of an hour.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type Clock, MINUTE } from '../../domain/clock.ts'

/** As long as somebody may take to find their password. */
export const goodForMs = 15 * MINUTE
/** Of one workstation, at the same time; then the oldest ends. */
const mostOfDesk = 10

export interface Ticket {
  readonly id: string
  readonly deskId: string
  readonly wish: string
  readonly until: number
  /** Set when a browser comes for it: what Facebook sends along, and what only that browser knows. */
  browser: { readonly state: string; readonly cookie: string } | null
}

export class Tickets {
  readonly #clock: Pick<Clock, 'now'>
  readonly #tickets = new Map<string, Ticket>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  issue(deskId: string, wish: string): Ticket {
    this.#drop()
    const mine = [...this.#tickets.values()].filter(ticket => ticket.deskId === deskId)
    const [oldest] = mine
    if (oldest !== undefined && mine.length >= mostOfDesk) this.#tickets.delete(oldest.id)
    const ticket = { id: word(), deskId, wish, until: this.#clock.now() + goodForMs, browser: null }
    this.#tickets.set(ticket.id, ticket)
    return ticket
  }

  /** A browser begins; one that began before it is out of the race. Null: there is no such login (any more). */
  begin(id: string): { readonly state: string; readonly cookie: string } | null {
    this.#drop()
    const ticket = this.#tickets.get(id)
    if (ticket === undefined) return null
    ticket.browser = { state: word(), cookie: word() }
    return ticket.browser
  }

  /** Comes back from Facebook, once. Null: this browser did not begin it here, or it took too long. */
  finish(state: string, cookie: string): Ticket | null {
    this.#drop()
    const ticket = [...this.#tickets.values()].find(({ browser }) => browser !== null && isSame(browser.state, state))
    if (ticket?.browser == null || !isSame(ticket.browser.cookie, cookie)) return null
    this.#tickets.delete(ticket.id)
    return ticket
  }

  #drop(): void {
    for (const ticket of this.#tickets.values()) if (ticket.until <= this.#clock.now()) this.#tickets.delete(ticket.id)
  }
}

const word = (): string => randomBytes(24).toString('base64url')

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

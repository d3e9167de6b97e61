// What customers' programs told of people who have said nothing yet: kept in memory alone, since most of them never will.
import { type CustomerFacts, noCustomerFacts } from '../../../storage/protocol-store.ts'

export interface Guest {
  readonly name: string | null
  readonly email: string | null
  readonly facts: CustomerFacts
}

const nobody: Guest = { name: null, email: null, facts: noCustomerFacts }
/** The ones who were longest without a word are forgotten. */
const mostGuests = 2_000

export class GuestBook {
  readonly #guests = new Map<string, Guest>()

  get(customerId: string): Guest {
    return this.#guests.get(customerId) ?? nobody
  }

  put(customerId: string, guest: Guest): void {
    this.#guests.delete(customerId)
    this.#guests.set(customerId, guest)
    const [oldest] = this.#guests.keys()
    if (this.#guests.size > mostGuests && oldest !== undefined) this.#guests.delete(oldest)
  }

  /** They are known in the store from now on. */
  take(customerId: string): Guest | null {
    const guest = this.#guests.get(customerId) ?? null
    this.#guests.delete(customerId)
    return guest
  }
}

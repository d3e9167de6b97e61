// What is known of a customer, whether it is stored already or was only told: read, and told anew.
import type { Services } from '../../../services/verbs.ts'
import type { CustomerFacts } from '../../../storage/protocol-store.ts'
import type { Contact, Identity } from '../../../storage/store.ts'
import type { ChatViews } from '../views/chat-view.ts'
import { customerProfile, profileOfNobody } from '../views/user-view.ts'
import type { CustomerParty } from './customer-party.ts'
import { GuestBook } from './guest-book.ts'

export interface Told {
  readonly name?: string
  readonly email?: string
  readonly facts?: Partial<CustomerFacts>
}

export class CustomerRecords {
  readonly #services: Pick<Services, 'protocol'>
  readonly #views: ChatViews
  readonly #guests = new GuestBook()

  constructor(services: Pick<Services, 'protocol'>, views: ChatViews) {
    this.#services = services
    this.#views = views
  }

  /** As the login and get_customer answer it. */
  async card(party: CustomerParty): Promise<object> {
    const known = await this.#known(party)
    if (known === null) {
      const { name, email, facts } = this.#guests.get(party.customerId)
      return profileOfNobody({ id: party.customerId, name, email, facts })
    }
    const { reads } = this.#views.library
    const conversation = await party.conversation()
    const chats = conversation === null ? [] : await this.#views.threadsOf(conversation.id)
    return customerProfile({ ...known, facts: await reads.protocol.customerFacts(known.identity.id), chats })
  }

  /** What their programs told, also of somebody who has said nothing yet. */
  async facts(party: CustomerParty): Promise<CustomerFacts> {
    const identity = await party.identity()
    if (identity === null) return this.#guests.get(party.customerId).facts
    return this.#views.library.reads.protocol.customerFacts(identity.id)
  }

  /** `keep`: it is stored even of somebody who has said nothing yet; otherwise their first chat takes it along. */
  async tell(
    party: CustomerParty,
    { name, email, facts = {} }: Told,
    { keep }: { readonly keep: boolean },
  ): Promise<void> {
    const known = await party.identity()
    if (known === null && !keep) {
      const guest = this.#guests.get(party.customerId)
      this.#guests.put(party.customerId, {
        name: name ?? guest.name,
        email: email ?? guest.email,
        facts: { ...guest.facts, ...facts },
      })
      return
    }
    const { protocol } = this.#services
    const identity = known ?? (await protocol.meetCustomer(party.channelId, party.customerId))
    if (known === null) await this.settle(party)
    await this.#tellName(party, identity, { name, email })
    if (Object.keys(facts).length > 0) await protocol.setCustomerFacts(identity, facts)
  }

  /** What was told before they had said anything is stored now that they have. */
  async settle(party: CustomerParty): Promise<void> {
    const identity = await party.identity()
    const guest = identity === null ? null : this.#guests.take(party.customerId)
    if (identity === null || guest === null) return
    await this.#tellName(party, identity, { name: guest.name ?? undefined, email: guest.email ?? undefined })
    await this.#services.protocol.setCustomerFacts(identity, guest.facts)
  }

  /** Whoever begins their first chat is stored with what was told of them, so that whoever is told of the chat hears it with it. */
  async introduce(party: CustomerParty): Promise<void> {
    if ((await party.identity()) !== null) return
    await this.#services.protocol.meetCustomer(party.channelId, party.customerId)
    await this.settle(party)
  }

  async #tellName(
    party: CustomerParty,
    identity: Identity,
    { name, email }: { readonly name: string | undefined; readonly email: string | undefined },
  ): Promise<void> {
    const door = party.door()
    const contact = await this.#views.library.reads.contacts.get(identity.contactId)
    const isNews = (name !== undefined && name !== identity.name) || (email !== undefined && email !== contact?.email)
    if (door === null || !isNews) return
    const sender = { name: name ?? identity.name, ...(email === undefined ? {} : { email }) }
    await door.receive({ updates: [{ type: 'profile', address: party.customerId, at: door.clock.now(), sender }] })
  }

  async #known(party: CustomerParty): Promise<{ readonly identity: Identity; readonly contact: Contact } | null> {
    const identity = await party.identity()
    const contact = identity === null ? null : await this.#views.library.reads.contacts.get(identity.contactId)
    return identity === null || contact === null ? null : { identity, contact }
  }
}

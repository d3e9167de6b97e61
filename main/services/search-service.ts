// Search over everything ever said that the asking agent may see, newest first, and over people on the first page.
import { may } from '../domain/permissions.ts'
import type { Store } from '../storage/store.ts'
import type { Actor, SearchVerbs } from './verbs.ts'
import { maySee } from './visibility.ts'

const peopleLimit = 5

export class SearchService implements SearchVerbs {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async messages(actor: Actor, query: Parameters<SearchVerbs['messages']>[1]) {
    const visibleTo = may(actor.permissions, 'CanSeeAllChats') ? null : actor.agentId
    const [found, contacts] = await Promise.all([
      this.#store.search.messages({ ...query, visibleTo }),
      query.before === undefined && query.text.trim() !== '' ? this.#people(actor, query.text) : [],
    ])
    return { ...found, contacts }
  }

  async #people(actor: Actor, text: string) {
    const found = await this.#store.contacts.find(text, 4 * peopleLimit)
    const people = []
    for (const contact of found) {
      const chats = await this.#store.chats.ofContact(contact.id, 20)
      const latest = await first(chats, chat => maySee(this.#store, actor, chat))
      if (latest !== undefined) people.push({ id: contact.id, name: contact.name, latestChatId: latest.id })
      if (people.length === peopleLimit) break
    }
    return people
  }
}

const first = async <T>(items: readonly T[], fits: (item: T) => Promise<boolean>): Promise<T | undefined> => {
  for (const item of items) if (await fits(item)) return item
  return undefined
}

// Tells every connected program what happened: reads the log's events in their order, makes each into pushes once, and hands them
// to the sessions that they are for.
import type { Log } from '../../../channels/channel.ts'
import type { StoredEvent } from '../../../domain/event.ts'
import type { AgentId, ChatId } from '../../../domain/ids.ts'
import type { FeedItem, Services } from '../../../services/verbs.ts'
import type { Identity } from '../../../storage/store.ts'
import type { Place } from '../rtm/party.ts'
import type { Introduce } from '../rtm/telling/teller.ts'
import { Crowd, type Session } from './crowd.ts'
import type { Push } from './push.ts'
import type { PushMaker } from './push-maker.ts'
import { QueuePushes } from './queue-pushes.ts'
import { type CustomerPlace, camePush, leftPush } from './visitors.ts'

export class Switchboard {
  readonly #maker: PushMaker
  readonly #queues: QueuePushes
  readonly #log: Log
  readonly #onLeft: (customerId: string) => void
  readonly #agents = new Crowd()
  readonly #customers = new Crowd()
  /** Others who want to hear pushes, such as webhooks. */
  readonly #taps = new Set<(push: Push, event: StoredEvent) => void>()
  readonly #stop: () => void
  #line: Promise<void> = Promise.resolve()

  /** `onLeft`: is told who of the customers is not there any more, after everybody was. */
  constructor(feed: Services['feed'], maker: PushMaker, log: Log, onLeft: (customerId: string) => void = () => {}) {
    this.#maker = maker
    this.#queues = new QueuePushes(maker.views)
    this.#log = log
    this.#onLeft = onLeft
    this.#stop = feed.listen({
      events: events => {
        for (const event of events) this.#inLine(() => this.#event(event))
      },
      passing: item => this.#inLine(() => this.#passing(item)),
    })
  }

  /** The session has logged in. */
  join(session: Session): void {
    const place = session.party?.place
    if (place === undefined) return
    this.#crowd(place).add(place, session)
    if (place.side === 'customer' && this.#customers.at(place).size === 1)
      this.#inLine(async () => this.#tell(await camePush(this.#maker.views, place), false))
  }

  /** The session is gone. */
  part(session: Session): void {
    this.#agents.delete(session)
    const left = this.#customers.delete(session)
    if (left?.side !== 'customer') return
    this.#inLine(async () => {
      await this.#tell(await leftPush(this.#maker.views, left), false)
      this.#onLeft(left.address)
    })
  }

  /** Of every customer who is here, what was told when they came. */
  async visitors(atMost: number): Promise<readonly Push[]> {
    const here = this.#customers.places().filter(place => place.side === 'customer')
    return Promise.all(here.slice(0, atMost).map(place => camePush(this.#maker.views, place)))
  }

  /** Returns how to stop. */
  tap(listener: (push: Push, event: StoredEvent) => void): () => void {
    this.#taps.add(listener)
    return () => this.#taps.delete(listener)
  }

  /** News that is kept nowhere, told once in its turn. */
  pass(push: Push): void {
    this.#inLine(() => this.#tell(push, false))
  }

  /** Who a customer who is here is, to an agent who begins to follow them. */
  introduceCustomerTo(place: CustomerPlace, agentId: AgentId): void {
    this.#inLine(async () => {
      const { customer: _, ...came } = await camePush(this.#maker.views, place)
      await this.#tell({ ...came, to: { side: 'agents', audience: [agentId], alone: true } }, false)
    })
  }

  /** The whole chat, to an agent who begins to follow it. */
  async introduceTo(chatId: ChatId, agentId: AgentId): Promise<void> {
    const subject = await this.#maker.subject(chatId)
    const whole = subject === null ? null : await this.#maker.whole('agents', subject)
    if (whole !== null) this.pass({ ...whole, to: { side: 'agents', audience: [agentId], alone: true } })
  }

  /** Resolves when everything that has happened so far was told. */
  settled(): Promise<void> {
    return this.#line
  }

  close(): Promise<void> {
    this.#stop()
    return this.#line
  }

  #inLine(work: () => Promise<void>): void {
    this.#line = this.#line.then(work).catch(error => {
      this.#log.error('Programs could not be told what happened', { error: String(error) })
    })
  }

  async #event(event: StoredEvent): Promise<void> {
    this.#maker.views.library.notice(event)
    if (this.#isEmpty && this.#taps.size === 0) return
    for (const push of await this.#maker.make(event)) {
      await this.#tell(push, true)
      for (const tap of this.#taps) tap(push, event)
    }
    if (!this.#isEmpty) for (const push of await this.#queues.after(event)) await this.#tell(push, false)
  }

  async #passing(item: Exclude<FeedItem, { readonly kind: 'event' }>): Promise<void> {
    if (this.#isEmpty) return
    for (const push of await this.#maker.passing(item)) await this.#tell(push, false)
  }

  /** `isKept`: whoever does not hear of it now has missed something that stays. */
  async #tell(push: Push, isKept: boolean): Promise<void> {
    const introduce = this.#introduction(push)
    const { to } = push
    const canBeMissed = isKept && to.side === 'agents' && !to.alone
    const near = to.side === 'customer' ? this.#customers.at(to) : this.#agents.all
    const told: Promise<void>[] = []
    for (const session of near) {
      if (session.party?.hears(push)) told.push(session.push(push, introduce))
      else if (canBeMissed) session.miss(push)
    }
    await Promise.all(told)
  }

  /** News of a chat that a program has not heard of: the whole chat comes first. Read once, however many need it. */
  #introduction({ chatId, to }: Push): Introduce {
    let reading: ReturnType<Introduce> | null = null
    const read = async (): ReturnType<Introduce> => {
      const subject = chatId === undefined ? null : await this.#maker.subject(chatId)
      if (subject === null || subject.chat.status === 'closed') return null
      const whole = await this.#maker.whole(to.side === 'agents' ? 'agents' : 'customer', subject)
      return whole === null ? null : { ...whole, to }
    }
    return () => {
      reading ??= read()
      return reading
    }
  }

  get #isEmpty(): boolean {
    return this.#agents.all.size === 0 && this.#customers.all.size === 0
  }

  #crowd({ side }: Place): Crowd {
    return side === 'agents' ? this.#agents : this.#customers
  }

  /** How many programs of the same agent or customer are connected. */
  count(place: Place): number {
    return this.#crowd(place).at(place).size
  }

  /** Whether an agent has a program of theirs connected. */
  hasAgent(agentId: AgentId): boolean {
    return this.count({ side: 'agents', agentId }) > 0
  }

  /** Whether a customer has a program of theirs connected. */
  isHere({ channelId, address }: Pick<Identity, 'channelId' | 'address'>): boolean {
    return this.count({ side: 'customer', channelId, address }) > 0
  }
}

// Tells every connected program what happened: reads the log's events in their order, makes each into pushes once, and hands them
// to the sessions that they are for.
import type { Log } from '../../../channels/channel.ts'
import type { StoredEvent } from '../../../domain/event.ts'
import type { AgentId, ChatId } from '../../../domain/ids.ts'
import type { FeedItem, Services } from '../../../services/verbs.ts'
import type { Identity } from '../../../storage/store.ts'
import type { Party, RtmSession } from '../rtm/rtm-session.ts'
import { type Push, toCustomer } from './push.ts'
import type { PushMaker } from './push-maker.ts'

type AnySession = RtmSession<Party>

export class Switchboard {
  readonly #maker: PushMaker
  readonly #log: Log
  readonly #sessions = new Set<AnySession>()
  /** Others who want to hear pushes, such as webhooks. */
  readonly #taps = new Set<(push: Push, event: StoredEvent) => void>()
  readonly #stop: () => void
  #line: Promise<void> = Promise.resolve()

  constructor(feed: Services['feed'], maker: PushMaker, log: Log) {
    this.#maker = maker
    this.#log = log
    this.#stop = feed.listen({
      events: events => {
        for (const event of events) this.#inLine(() => this.#event(event))
      },
      passing: item => this.#inLine(() => this.#passing(item)),
    })
  }

  join(session: AnySession): void {
    this.#sessions.add(session)
  }

  part(session: AnySession): void {
    this.#sessions.delete(session)
  }

  /** Returns how to stop. */
  tap(listener: (push: Push, event: StoredEvent) => void): () => void {
    this.#taps.add(listener)
    return () => this.#taps.delete(listener)
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
    if (this.#sessions.size === 0 && this.#taps.size === 0) return
    for (const push of await this.#maker.make(event)) {
      await this.#tell(push)
      for (const tap of this.#taps) tap(push, event)
    }
  }

  async #passing(item: Exclude<FeedItem, { readonly kind: 'event' }>): Promise<void> {
    if (this.#sessions.size === 0) return
    for (const push of await this.#maker.passing(item)) await this.#tell(push)
  }

  async #tell(push: Push): Promise<void> {
    const hearers = [...this.#sessions].filter(session => session.party?.hears(push))
    for (const session of hearers) {
      const { chatId } = push
      if (chatId !== undefined && !push.isWhole && !session.knows(chatId)) await this.#introduce(session, chatId, push)
      session.push(push)
    }
  }

  /** News of a chat that the program has not heard of: the whole chat comes first. */
  async #introduce(session: AnySession, chatId: ChatId, { to, isEnd }: Push): Promise<void> {
    const subject = isEnd ? null : await this.#maker.subject(chatId)
    if (subject === null || subject.chat.status === 'closed') return
    const whole = await this.#maker.whole(to.side === 'agents' ? 'agents' : 'customer', subject)
    if (whole !== null) session.push({ ...whole, to })
  }

  /** Whether an agent has a program of theirs connected. */
  hasAgent(agentId: AgentId): boolean {
    const push: Push = { to: { side: 'agents', audience: [agentId] }, action: '', payload: {} }
    return [...this.#sessions].some(session => session.party?.hears(push))
  }

  /** Whether a customer has a program of theirs connected. */
  isHere(identity: Pick<Identity, 'channelId' | 'address'>): boolean {
    const push: Push = { to: toCustomer(identity), action: '', payload: {} }
    return [...this.#sessions].some(session => session.party?.hears(push))
  }
}

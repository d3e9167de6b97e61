// What the other end of a connection is told: pushes in the order in which they come, held while a request is served, each chat
// introduced before its news, nothing told twice, and the requester's own pushes under the number of the request.
import type { Clock } from '../../../../domain/clock.ts'
import type { Push } from '../../pushes/push.ts'
import { OwnPushes } from './own-pushes.ts'
import { ToldChats } from './told-chats.ts'

/** How the other end hears of a chat that it does not know yet: the whole chat as it is now. Null: there is nothing to tell. */
export type Introduce = () => Promise<Push | null>

/** What waits for its turn: a push for the other end, or that one went to others only. */
interface Queued {
  readonly push: Push
  readonly introduce: Introduce | null
  readonly missed?: true
}

export class Teller {
  readonly #isHeld: () => boolean
  readonly #out: (push: Push, requestId: string | number | null) => void
  readonly #failed: (error: unknown) => void
  readonly #own: OwnPushes
  readonly #told = new ToldChats()
  #queue: Queued[] = []
  #isOver = false
  #isTelling = false
  #telling: Promise<void> = Promise.resolve()

  constructor(parts: {
    readonly clock: Clock
    /** A request is being served: nothing goes out before its response. */
    isHeld(): boolean
    send(push: Push, requestId: string | number | null): void
    /** A push could not be told, and none after it is. */
    failed(error: unknown): void
  }) {
    this.#isHeld = parts.isHeld
    this.#out = parts.send
    this.#failed = parts.failed
    this.#own = new OwnPushes(parts.clock)
  }

  /** The other end has the chat up to that message from its login. */
  know(chatId: string, upTo: string): void {
    this.#told.know(chatId, upTo)
  }

  /** The next push with this key is the requester's own. */
  expect(key: string, requestId: string | number): void {
    this.#own.expect(key, requestId)
  }

  /** Resolves when it is out, or waits for a response. */
  take(queued: Queued): Promise<void> {
    if (this.#isOver) return Promise.resolve()
    this.#queue.push(queued)
    return this.tell()
  }

  /** Whatever waits goes out, unless it is held. */
  tell(): Promise<void> {
    if (!this.#isTelling) {
      this.#isTelling = true
      this.#telling = this.#tell()
    }
    return this.#telling
  }

  /** Nothing goes out any more. */
  end(): void {
    this.#isOver = true
    this.#queue = []
  }

  async #tell(): Promise<void> {
    try {
      for (let next = this.#queue[0]; next !== undefined && !this.#isHeld(); next = this.#queue[0]) {
        const { push, introduce, missed } = next
        const isStrange = push.chatId !== undefined && !push.isWhole && !push.isEnd && !this.#told.knows(push.chatId)
        const whole = isStrange && !missed && introduce !== null ? await introduce() : null
        // A request may have begun meanwhile: its response comes first.
        if (this.#isHeld() || this.#isOver) return
        this.#queue.shift()
        if (whole !== null) this.#send(whole)
        if (missed) this.#told.miss(push)
        else this.#send(push)
      }
    } catch (error) {
      this.#failed(error)
    } finally {
      this.#isTelling = false
    }
  }

  #send(push: Push): void {
    const requestId = this.#own.take(push.key)
    // Whoever waits for the push of their own request gets it, even when they have heard of it in another way.
    if (requestId === null && !this.#told.isNews(push)) return
    this.#told.tell(push)
    this.#out(push, requestId)
  }
}

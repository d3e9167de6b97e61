// The page's socket: opens it, opens it again with growing pauses, and finds out when it has died without a word.
import type { PageFrame, VisitorFrame } from '../wire.ts'

export interface LineEvents {
  opened(): void
  frame(frame: PageFrame): void
  /** `again`: whether and in how many milliseconds it is tried again. */
  lost(code: number): { readonly againInMs: number } | 'stay' | undefined
}

const firstPauseMs = 500
const longestPauseMs = 30_000
const quietMs = 25_000
const answerWithinMs = 8_000

export class Line {
  readonly #url: string
  readonly #events: LineEvents
  #socket: WebSocket | null = null
  #attempts = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setTimeout> | undefined

  constructor(url: string, events: LineEvents) {
    this.#url = url
    this.#events = events
    addEventListener('online', () => this.#hurry())
    // A page that comes to the front after a sleep finds a socket that looks open and is not.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#hurry()
    })
    // The browser put the page aside and took it out again: the socket did not survive that.
    addEventListener('pageshow', event => {
      if (event.persisted) this.again()
    })
  }

  open(): void {
    clearTimeout(this.#retry)
    this.#drop()
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    socket.onopen = () => {
      this.#expectWord(quietMs)
      this.#events.opened()
    }
    socket.onmessage = event => {
      this.#expectWord(quietMs)
      this.#events.frame(JSON.parse(String(event.data)) as PageFrame)
    }
    socket.onclose = event => this.#lost(event.code)
    this.#expectWord(quietMs)
  }

  /** False when there is no connection: nothing is kept here. */
  send(frame: VisitorFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  /** The other side has accepted us: the next loss starts with a short pause again. */
  settled(): void {
    this.#attempts = 0
  }

  /** Ends this connection and makes a new one, after a short pause. */
  again(): void {
    this.#give(1006)
  }

  #hurry(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#ask()
    else if (this.#retry !== undefined) this.open()
  }

  #expectWord(withinMs: number): void {
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => this.#ask(), withinMs)
  }

  #ask(): void {
    clearTimeout(this.#watch)
    if (this.send({ type: 'ping' })) this.#watch = setTimeout(() => this.#give(1006), answerWithinMs)
    else this.#give(1006)
  }

  /** Does not wait for the other side to agree that it is over. */
  #give(code: number): void {
    this.#drop()
    this.#lost(code)
  }

  #lost(code: number): void {
    this.#drop()
    const wish = this.#events.lost(code)
    if (wish === 'stay') return
    const grown = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#attempts++)
    const pause = Math.max(wish?.againInMs ?? 0, grown * (0.5 + Math.random() / 2))
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.open()
    }, pause)
  }

  #drop(): void {
    clearTimeout(this.#watch)
    const socket = this.#socket
    this.#socket = null
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }
}

// What the visitor has had before their eyes: counts the rest, and reports received and read, once each and not one by one.
import type { PageMessage } from '../wire.ts'
import { compare } from './conversation.ts'

type Report = 'received' | 'read'

/** Several messages shown at once are one report. */
const reportAfterMs = 150

export class Sight {
  readonly #messages: () => readonly PageMessage[]
  /** False when there is no connection. */
  readonly #send: (report: Report, upTo: string) => boolean
  /** Up to where it was on screen. */
  #seen = ''
  #reported = { received: '', read: '' }
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(messages: () => readonly PageMessage[], send: (report: Report, upTo: string) => boolean) {
    this.#messages = messages
    this.#send = send
  }

  get unread(): number {
    return this.#messages().filter(one => !one.mine && one.state !== 'read' && compare(one.id, this.#seen) > 0).length
  }

  sawUpTo(id: string): void {
    if (compare(id, this.#seen) > 0) this.#seen = id
  }

  /** After a reconnect: what was reported last may not have arrived. */
  forgetReports(): void {
    this.#reported = { received: '', read: '' }
  }

  reportSoon(): void {
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => {
      const theirs = this.#messages().filter(message => !message.mine)
      const newest = theirs.at(-1)
      const seen = theirs.findLast(message => compare(message.id, this.#seen) <= 0)
      if (newest && newest !== seen && newest.state === 'sent') this.#report('received', newest.id)
      if (seen && seen.state !== 'read') this.#report('read', seen.id)
    }, reportAfterMs)
  }

  #report(report: Report, upTo: string): void {
    if (this.#reported[report] !== upTo && this.#send(report, upTo)) this.#reported[report] = upTo
  }
}

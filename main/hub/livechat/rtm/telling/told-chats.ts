// What the other end of a connection has heard of each chat, so that nothing is told twice and no news comes of a chat that it
// cannot place.
import { isNewer, type Push } from '../../pushes/push.ts'

/** Up to which message; `part`: up to which event of it, as a message with files is several. */
interface Mark {
  readonly upTo: string
  readonly part: number
}

const whole = Number.POSITIVE_INFINITY

export class ToldChats {
  readonly #told = new Map<string, Mark>()

  /** `upTo`: the newest message that was told, all of it; empty: none. */
  know(chatId: string, upTo: string): void {
    this.#told.set(chatId, { upTo, part: whole })
  }

  knows(chatId: string): boolean {
    return this.#told.has(chatId)
  }

  /** False: the other end has it already. */
  isNews({ chatId, upTo, part = 0, isWhole, isEnd, to }: Push): boolean {
    const known = chatId === undefined ? undefined : this.#told.get(chatId)
    if (known === undefined || isEnd) return true
    // What is for one agent alone says that the chat comes to them, not only what is in it.
    if (isWhole && to.side === 'agents' && to.alone) return true
    if (isWhole) return upTo !== undefined && isNewer(upTo, known.upTo)
    return upTo === undefined || isNewer(upTo, known.upTo) || (upTo === known.upTo && part > known.part)
  }

  /** The push goes out. */
  tell({ chatId, upTo, part = 0, isWhole, isEnd }: Push): void {
    if (chatId === undefined) return
    if (isEnd) this.#told.delete(chatId)
    else if (isWhole) this.know(chatId, upTo ?? this.#told.get(chatId)?.upTo ?? '')
    else if (upTo !== undefined && this.#told.has(chatId)) this.#told.set(chatId, { upTo, part })
  }

  /** News of the chat went to others and not here: what the other end knows of it is no longer whole. */
  miss({ chatId, upTo }: Push): void {
    const known = chatId === undefined ? undefined : this.#told.get(chatId)
    if (chatId === undefined || known === undefined) return
    if (upTo === undefined || isNewer(upTo, known.upTo)) this.#told.delete(chatId)
  }
}

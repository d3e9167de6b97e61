// What goes wrong on purpose: the next calls of a method are refused, held, cut off or garbled.
import type { Refusal } from '../wire/answer.ts'
import type { Params } from '../wire/params.ts'

/** Before the server did anything, or after it did everything but answer: then a send is ambiguous. */
export type Moment = 'before' | 'after'

export type Fault =
  | { do: 'refuse'; answer: Refusal }
  | { do: 'drop'; when: Moment }
  | { do: 'garble'; when: Moment }
  /** Held until the promise resolves, then goes on as if nothing were; without one, until the client gives up. */
  | { do: 'hold'; when: Moment; until?: () => Promise<void> }

export const refuses = (answer: Refusal): Fault => ({ do: 'refuse', answer })
export const drops = (when: Moment): Fault => ({ do: 'drop', when })
export const garbles = (when: Moment = 'after'): Fault => ({ do: 'garble', when })
export const hangs = (when: Moment = 'before'): Fault => ({ do: 'hold', when })
/** Real milliseconds; prefer `gate` where a test can say when. */
export const delays = (ms: number, when: Moment = 'before'): Fault => ({
  do: 'hold',
  when,
  until: () => new Promise(resolve => setTimeout(resolve, ms).unref()),
})

/** Holds calls until opened. */
export function gate(when: Moment = 'before'): { fault: Fault; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { fault: { do: 'hold', when, until: () => promise }, open: resolve }
}

interface Scripted {
  /** Lower case; '*' is every method but the polls. */
  method: string
  chatId: string | undefined
  fault: Fault
  left: number
}

export class Faults {
  #scripted: Scripted[] = []

  /** The next `times` calls of a method, or those to one chat, meet this fault. Faults of one method queue up. */
  add(method: string, fault: Fault, times = 1, chatId?: number): void {
    const chat = chatId === undefined ? undefined : String(chatId)
    this.#scripted.push({ method: method.toLowerCase(), chatId: chat, fault, left: times })
  }

  clear(): void {
    this.#scripted = []
  }

  /** The fault this call meets, used up. */
  take(method: string, params: Params): Fault | undefined {
    const scripted = this.#scripted.find(one => {
      const isMethod = one.method === method || (one.method === '*' && method !== 'getupdates')
      return isMethod && (one.chatId === undefined || one.chatId === params.text('chat_id'))
    })
    if (!scripted) return undefined
    scripted.left -= 1
    if (scripted.left <= 0) this.#scripted = this.#scripted.filter(one => one !== scripted)
    return scripted.fault
  }
}

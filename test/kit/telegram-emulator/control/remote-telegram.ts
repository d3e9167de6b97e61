// The emulator in a process of its own, as a test holds it: it goes on living, and remembering, while the hub beside it is
// killed and started again.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { CallEntry, FileEntry, SentEntry, TypingEntry, UpdateEntry } from '../record/ledger.ts'
import type { Said } from '../world/correspondent.ts'
import type { Profile } from '../world/person.ts'
import type { Received } from '../world/received.ts'
import type { WrittenFault } from './parse-fault.ts'
import type { Verb } from './verbs.ts'

export interface RemoteLedger {
  updates: UpdateEntry[]
  calls: CallEntry[]
  sent: SentEntry[]
  typing: TypingEntry[]
  doubles: SentEntry[][]
}

/** Files without their bytes. */
export type RemoteReceived = Omit<Received, 'files'> & { files: FileEntry[] }

export interface Awaited {
  what: 'confirmed' | 'polled' | 'sent' | 'called'
  count?: number
  method?: string
  timeoutMs?: number
}

export class RemoteTelegram {
  readonly apiRoot: string
  readonly token: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, apiRoot: string, token: string) {
    this.#child = child
    this.apiRoot = apiRoot
    this.token = token
  }

  static async spawn(token: string, port = 0): Promise<RemoteTelegram> {
    const program = fileURLToPath(new URL('../main.ts', import.meta.url))
    const child = spawn(process.execPath, [program, '--port', String(port), '--token', token], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const died = once(child, 'exit').then(([code]) => {
      throw new Error(`The Telegram emulator ended with code ${code} before it was ready`)
    })
    const ready = once(createInterface({ input: child.stdout }), 'line')
    const [line] = await Promise.race([ready, died])
    died.catch(() => {}) // from now on its end is the test's business
    return new RemoteTelegram(child, JSON.parse(String(line)).apiRoot, token)
  }

  async does(customer: Profile, verb: Verb, ...args: unknown[]): Promise<unknown> {
    const bytesAsText = args.map(one => (Buffer.isBuffer(one) ? { base64: one.toString('base64') } : one))
    return await this.#ask('POST', 'do', { customer, verb, args: bytesAsText })
  }

  async says(customer: Profile, text: string): Promise<Said> {
    return (await this.does(customer, 'says', text)) as Said
  }

  async fails(method: string, fault: WrittenFault, times = 1): Promise<void> {
    await this.#ask('POST', 'faults', { method, fault, times })
  }

  async clearsFaults(): Promise<void> {
    await this.#ask('DELETE', 'faults')
  }

  async until(awaited: Awaited): Promise<void> {
    await this.#ask('POST', 'until', awaited)
  }

  async received(customerId: number): Promise<RemoteReceived[]> {
    return (await this.#ask('GET', `received?customer=${customerId}`)) as RemoteReceived[]
  }

  async ledger(): Promise<RemoteLedger> {
    return (await this.#ask('GET', 'ledger')) as RemoteLedger
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const init = body ? { method, body: JSON.stringify(body) } : { method }
    const response = await fetch(`${this.apiRoot}/control/${path}`, init)
    const answer = (await response.json()) as { error?: string }
    if (!response.ok) throw new Error(`Telegram emulator: ${answer.error}`)
    return answer
  }
}

// The interpreter as the desk has it: a thread that is begun when it is needed, answers one question at a time, and is ended when an
// answer takes too long or too much memory. A question holds all that it needs, so nothing is lost with the thread.
import { Worker } from 'node:worker_threads'
import type { Log } from '../../channels/channel.ts'
import type { ProcessProblem } from '../../domain/process.ts'
import type { Interpreter, Move, Moved, Stuck } from '../../services/process-interpreter.ts'
import type { FromThread, Questions } from './protocol.ts'

/** For one question. A diagram of a hundred elements takes some thousandths of a second. */
const longestMs = 4_000
/** Of the thread, and for it to begin. */
const beginMs = 15_000
/** Nobody asked for so long: the thread ends, and its memory with it. */
const idleMs = 60_000
const memory = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 } as const

class TooLong extends Error {
  readonly at: string | null
  constructor(at: string | null, why: 'time' | 'memory') {
    super(
      why === 'time'
        ? 'This took longer than 4 seconds and was stopped. Look for an expression or a loop without an end.'
        : 'This took more memory than a process may have, and was stopped. Look for an expression that makes too much.',
    )
    this.at = at
  }
}

export class ThreadedInterpreter implements Interpreter {
  readonly #log: Log
  readonly #threadUrl: URL
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined
  #n = 0
  #stopped = false

  constructor(threadUrl: URL, log: Log) {
    this.#threadUrl = threadUrl
    this.#log = log
  }

  async check(xml: string): Promise<readonly ProcessProblem[]> {
    try {
      return await this.#ask('check', { xml })
    } catch (error) {
      const sentence = sentenceOf(error)
      return [{ elementId: null, elementName: '', severity: 'error', sentence, field: null }]
    }
  }

  async move(move: Move): Promise<Moved | Stuck> {
    try {
      return await this.#ask('move', move)
    } catch (error) {
      return { stuck: true, elementId: error instanceof TooLong ? error.at : null, sentence: sentenceOf(error) }
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#idle)
    await this.#worker?.terminate()
    this.#worker = null
  }

  /** One after another: the thread's time belongs to one question. */
  #ask<Kind extends keyof Questions>(kind: Kind, asked: Questions[Kind]['asked']): Promise<Questions[Kind]['answer']> {
    const mine = this.#last.then(() => this.#question(kind, asked))
    this.#last = mine.catch(() => {})
    return mine
  }

  #question<Kind extends keyof Questions>(
    kind: Kind,
    asked: Questions[Kind]['asked'],
  ): Promise<Questions[Kind]['answer']> {
    if (this.#stopped) return Promise.reject(new Error('Parley stops'))
    clearTimeout(this.#idle)
    const isNew = this.#worker === null
    const worker = this.#worker ?? this.#begin()
    const n = ++this.#n
    let at: string | null = null
    return new Promise<Questions[Kind]['answer']>((resolve, reject) => {
      const over = (): void => {
        clearTimeout(deadline)
        worker.off('message', heard)
        worker.off('error', broke)
        worker.off('exit', ended)
        this.#idle = setTimeout(() => this.#rest(), idleMs).unref()
      }
      const give = (error: Error): void => {
        over()
        if (this.#worker === worker) this.#worker = null
        void worker.terminate()
        reject(error)
      }
      const broke = (error: Error): void =>
        give('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TooLong(at, 'memory') : error)
      const ended = (): void => give(new Error('The interpreter of processes ended'))
      const heard = (message: FromThread): void => {
        if (message.n !== n) return
        if ('at' in message) at = message.at
        else if ('answer' in message) {
          over()
          resolve(message.answer as Questions[Kind]['answer'])
        } else give(new Error(message.bug))
      }
      const deadline = setTimeout(() => give(new TooLong(at, 'time')), isNew ? beginMs : longestMs)
      worker.on('message', heard)
      worker.on('error', broke)
      worker.on('exit', ended)
      worker.postMessage({ n, kind, asked })
    })
  }

  #begin(): Worker {
    const worker = new Worker(this.#threadUrl, { resourceLimits: memory, env: {}, stdin: false })
    worker.unref()
    // Its errors are heard by who asked; between questions there is nobody, and nothing is lost.
    worker.on('error', error => this.#log.warn('The interpreter of processes ended', { error: String(error) }))
    this.#worker = worker
    return worker
  }

  #rest(): void {
    const worker = this.#worker
    this.#worker = null
    void worker?.terminate()
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof TooLong
    ? error.message
    : `The process cannot be read: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}.`

// The relay as other programs meet it: a process with a command line, one line of JSON, and HTTP.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from '../hub-process.ts'
import { programEnv } from '../program-env.ts'

const program = fileURLToPath(new URL('../../../out/relay.cjs', import.meta.url))

export interface Ready {
  readonly ready: true
  readonly url: string
  readonly publicUrl: string
  readonly code?: string
}

export class RelayProcess {
  readonly child: ChildProcess
  readonly ready: Ready
  readonly stderr: readonly string[]

  private constructor(child: ChildProcess, ready: Ready, stderr: readonly string[]) {
    this.child = child
    this.ready = ready
    this.stderr = stderr
  }

  /** On a free port, which is its public address too unless `args` say otherwise. */
  static async start(
    dir: string,
    more: { port?: number; args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
  ): Promise<RelayProcess> {
    const port = more.port ?? (await freePort())
    const args = [
      '--data',
      dir,
      '--port',
      String(port),
      '--public-url',
      `http://127.0.0.1:${port}`,
      ...(more.args ?? []),
    ]
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...programEnv(), PARLEY_LOG_LEVEL: 'warn', ...more.env },
    })
    const stderr: string[] = []
    createInterface({ input: child.stderr }).on('line', line => stderr.push(line))
    const died = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`The relay ended (${code ?? signal}) before it was ready:\n${stderr.join('\n')}`)
    })
    died.catch(() => {})
    const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), died])
    return new RelayProcess(child, JSON.parse(String(line)) as Ready, stderr)
  }

  get url(): string {
    return this.ready.url
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const ended = once(this.child, 'exit')
    this.child.kill(signal)
    await ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end('SIGKILL')
  }
}

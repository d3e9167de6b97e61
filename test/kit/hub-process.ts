// The hub as other programs meet it: a process with a command line, one line of JSON, and HTTP. Nothing of ours is imported.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = fileURLToPath(new URL('../../out/hub.cjs', import.meta.url))
export const adminPassword = 'correct horse battery'

export interface Ready {
  readonly ready: true
  readonly url: string
  readonly login: string
  readonly password?: string
}

/** What the hub answered: the body of a 200, or the refusal. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number
  readonly body: T & { readonly message?: string; readonly code?: string; readonly data?: Record<string, unknown> }
}

export class HubProcess {
  readonly url: string
  readonly ready: Ready
  readonly child: ChildProcess
  readonly stderr: string[]

  private constructor(child: ChildProcess, ready: Ready, stderr: string[]) {
    this.child = child
    this.ready = ready
    this.url = ready.url
    this.stderr = stderr
  }

  static async start(
    dir: string,
    port?: number,
    more: { args?: readonly string[]; env?: Record<string, string> } = {},
  ): Promise<HubProcess> {
    const wanted = port ?? (await freePort())
    const child = spawn(process.execPath, [program, '--data', dir, '--port', String(wanted), ...(more.args ?? [])], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PARLEY_ADMIN_PASSWORD: adminPassword, ...more.env },
    })
    const stderr: string[] = []
    createInterface({ input: child.stderr }).on('line', line => stderr.push(line))
    const died = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`The hub ended (${code ?? signal}) before it was ready:\n${stderr.join('\n')}`)
    })
    const line = once(createInterface({ input: child.stdout }), 'line')
    const [text] = await Promise.race([line, died])
    died.catch(() => {})
    return new HubProcess(child, JSON.parse(String(text)) as Ready, stderr)
  }

  async call<T = Record<string, unknown>>(name: string, input: unknown = {}, token?: string): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(input),
    })
    return { status: response.status, body: (await response.json()) as Answer<T>['body'] }
  }

  /** The answer's body, or an error that shows the refusal. */
  async must<T = Record<string, unknown>>(name: string, input: unknown = {}, token?: string): Promise<T> {
    const { status, body } = await this.call<T>(name, input, token)
    if (status !== 200) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`)
    return body
  }

  async signIn(login = 'admin', password = adminPassword): Promise<string> {
    return (await this.must<{ token: string }>('session/signIn', { login, password })).token
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

/** A port that nobody listens on at the moment. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

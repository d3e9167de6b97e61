// A wire between a workstation and its relay that a test can cut at any moment: bytes go through, until they do not.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

export class ShakyWire {
  readonly #server: Server
  readonly #ends = new Set<Socket>()
  #isCut = false

  private constructor(port: number) {
    this.#server = createServer(near => {
      if (this.#isCut) return void near.destroy()
      const far = connect(port, '127.0.0.1')
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#ends.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          this.#ends.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    })
  }

  /** To this port of this machine. */
  static async to(port: number): Promise<ShakyWire> {
    const wire = new ShakyWire(port)
    wire.#server.listen(0, '127.0.0.1')
    await once(wire.#server, 'listening')
    return wire
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Whoever is connected is so no more. */
  shake(): void {
    for (const end of this.#ends) end.destroy()
  }

  cut(): void {
    this.#isCut = true
    this.shake()
  }

  mend(): void {
    this.#isCut = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

// A program that follows events over HTTP (server-sent events) and can be cut off at any moment.
export interface HeardEvent {
  readonly id: string | null
  readonly data: Readonly<Record<string, unknown>>
}

export class EventReader {
  readonly heard: HeardEvent[] = []
  readonly status: number
  readonly headers: Headers
  /** Resolves when the stream has ended, from whichever side. */
  readonly ended: Promise<void>
  readonly #cut: AbortController

  private constructor(response: Response, cut: AbortController) {
    this.#cut = cut
    this.status = response.status
    this.headers = response.headers
    this.ended = this.#read(response).catch(() => {})
  }

  static async open(url: string, headers: Record<string, string>, method = 'GET'): Promise<EventReader> {
    const cut = new AbortController()
    return new EventReader(await fetch(url, { method, headers, signal: cut.signal }), cut)
  }

  get ids(): number[] {
    return this.heard.flatMap(({ id }) => (id === null ? [] : [Number(id)]))
  }

  cut(): void {
    this.#cut.abort()
  }

  async #read(response: Response): Promise<void> {
    let rest = ''
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      rest += part
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) this.#take(block.split('\n'))
    }
  }

  #take(lines: readonly string[]): void {
    const of = (name: string) => lines.find(line => line.startsWith(`${name}: `))?.slice(name.length + 2)
    const data = of('data')
    if (data !== undefined) this.heard.push({ id: of('id') ?? null, data: JSON.parse(data) as HeardEvent['data'] })
  }
}

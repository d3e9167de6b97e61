// The lines that stand: one for each workstation, the newest.
import { lineEnds } from '../protocol.ts'
import { type LineParts, OpenLine } from './open-line.ts'

export class Lines {
  readonly #lines = new Map<string, OpenLine>()

  open(parts: LineParts): OpenLine {
    this.#lines.get(parts.deskId)?.end(lineEnds.replaced, 'Another line of this workstation was opened')
    const line = new OpenLine(parts)
    this.#lines.set(parts.deskId, line)
    return line
  }

  /** Null: the workstation is away. */
  of(deskId: string): OpenLine | null {
    return this.#lines.get(deskId) ?? null
  }

  gone(deskId: string, line: OpenLine): void {
    line.gone()
    if (this.#lines.get(deskId) === line) this.#lines.delete(deskId)
  }

  get deskIds(): readonly string[] {
    return [...this.#lines.keys()]
  }

  end(): void {
    for (const line of this.#lines.values()) line.end()
  }
}

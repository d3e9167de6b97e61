// Which updates a bot asked for. The choice is sticky: a call that does not mention it leaves it as it was, and it only
// touches updates made afterwards.
import type { Params } from '../wire/params.ts'

/** Left out unless asked for by name (facts 1.1). */
const onlyByName = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

export class AllowedUpdates {
  /** Undefined: everything but what must be asked for by name. */
  #chosen: ReadonlySet<string> | undefined

  /** Reads `allowed_updates` of a call; missing or malformed leaves the choice as it is, an empty list resets it. */
  heed(params: Params): void {
    const list = params.json('allowed_updates')
    if (!Array.isArray(list) || !list.every(kind => typeof kind === 'string')) return
    this.#chosen = list.length === 0 ? undefined : new Set(list.map(kind => kind.toLowerCase()))
  }

  allows(kind: string): boolean {
    return this.#chosen ? this.#chosen.has(kind) : !onlyByName.has(kind)
  }

  get chosen(): string[] | undefined {
    return this.#chosen && [...this.#chosen]
  }
}

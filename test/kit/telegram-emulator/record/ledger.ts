// What really happened, for assertions: each update with when it was delivered and when it was confirmed, each call with
// how it ended, each message that reached somebody with the request that made it. Plain data, fit for JSON.

export interface UpdateEntry {
  bot: number
  updateId: number
  kind: string
  payload: unknown
  madeAt: number
  /** One instant per delivery: at least once means there may be several. */
  deliveredAt: number[]
  confirmedAt?: number
  /** Set when Telegram let go of it unconfirmed: 24 h passed, or the bot itself had it dropped. */
  lost?: { at: number; because: 'expired' | 'dropped' }
}

export interface FileEntry {
  name: string
  size: number
  sha256: string
}

export interface CallEntry {
  seq: number
  bot: number
  method: string
  request: Readonly<Record<string, string>>
  uploads: { field: string; name: string; size: number }[]
  at: number
  answeredAt?: number
  /** A number is the error code; 'unanswered' says nothing about whether it was carried out: see `sent`. */
  outcome: 'under way' | 'ok' | 'unanswered' | number
}

export interface SentEntry {
  /** The call that made it; an album makes several messages with one call. */
  call: number
  bot: number
  method: string
  chatId: number
  messageId: number
  kind: string
  text: string
  files: FileEntry[]
  request: Readonly<Record<string, string>>
  at: number
}

export interface TypingEntry {
  bot: number
  chatId: number
  action: string
  at: number
}

export class Ledger {
  readonly updates: UpdateEntry[] = []
  readonly calls: CallEntry[] = []
  readonly sent: SentEntry[] = []
  readonly typing: TypingEntry[] = []

  get confirmed(): UpdateEntry[] {
    return this.updates.filter(update => update.confirmedAt !== undefined)
  }

  get unconfirmed(): UpdateEntry[] {
    return this.updates.filter(update => update.confirmedAt === undefined)
  }

  /** Calls of one method (any letter case), in order. */
  callsOf(method: string): CallEntry[] {
    return this.calls.filter(call => call.method.toLowerCase() === method.toLowerCase())
  }

  /** Messages that reached one chat by more than one call with the same words and files, each group whole. */
  get doubles(): SentEntry[][] {
    const groups = new Map<string, SentEntry[]>()
    for (const entry of this.sent) {
      const said =
        entry.text || entry.files.length > 0 ? [entry.text, entry.files.map(file => file.sha256)] : entry.request
      const key = JSON.stringify([entry.bot, entry.chatId, entry.kind, said])
      const group = groups.get(key)
      if (group) group.push(entry)
      else groups.set(key, [entry])
    }
    return [...groups.values()].filter(group => new Set(group.map(entry => entry.call)).size > 1)
  }

  toJSON() {
    return { updates: this.updates, calls: this.calls, sent: this.sent, typing: this.typing }
  }
}

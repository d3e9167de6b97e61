// Telegram's sending limits (facts 1.3): one message a second per chat, 20 a minute per group, 30 a second overall.
// Counts by the injected clock, so that a hand clock can turn a 429 away.

export interface Limit {
  count: number
  windowS: number
}

export interface RateLimits {
  chat: Limit
  group: Limit
  overall: Limit
}

export const telegramLimits: RateLimits = {
  chat: { count: 1, windowS: 1 },
  group: { count: 20, windowS: 60 },
  overall: { count: 30, windowS: 1 },
}

export class RateLimiter {
  readonly #limits: RateLimits
  readonly #now: () => number
  readonly #sentAt = new Map<string, number[]>()

  constructor(limits: RateLimits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  /** Whole seconds to wait, or 0: then the call is counted. An album is one call. */
  ask(chatId: number): number {
    const { chat, group, overall } = this.#limits
    const isGroup = chatId < 0
    const rows: [string, Limit][] = [
      ['overall', overall],
      [`chat ${chatId}`, chat],
      ...(isGroup ? [[`group ${chatId}`, group] as [string, Limit]] : []),
    ]
    const waitS = Math.max(...rows.map(([key, limit]) => this.#waitS(key, limit)))
    if (waitS === 0) for (const [key] of rows) this.#sentAt.get(key)?.push(this.#now())
    return waitS
  }

  #waitS(key: string, limit: Limit): number {
    const now = this.#now()
    const recent = (this.#sentAt.get(key) ?? []).filter(at => now - at < limit.windowS * 1000)
    this.#sentAt.set(key, recent)
    const blocking = recent[recent.length - limit.count]
    return blocking === undefined ? 0 : Math.max(1, Math.ceil((blocking + limit.windowS * 1000 - now) / 1000))
  }
}

// Our way to grammY's typed Api: one fetch for everything, answers that are not Telegram's told apart from those that
// are, deadlines by the channel's clock, and the token (which is part of every address) kept out of every word.
// Always grammY's web build: the same Api over the platform's own fetch, a quarter of the size, no fetch of its own.
import { Api, type ApiClientOptions } from 'grammy/web'
import type { Clock } from '../../domain/clock.ts'
import { deadline as plainDeadline } from '../deadline.ts'
import type { TelegramSettings } from './settings.ts'

export type Fetch = typeof globalThis.fetch

/** Something answered, and it was not the Bot API: a proxy, a gateway, a login page. */
export class ForeignAnswer extends Error {
  readonly status: number

  constructor(status: number) {
    super(`HTTP ${status} without an answer of the Bot API`)
    this.status = status
  }
}

/** grammY declares its signals with the types of the package abort-controller, which every AbortSignal fits. */
export type GrammySignal = AbortSignal & NonNullable<Parameters<Api['getMe']>[0]>

export const telegramApi = (settings: TelegramSettings, fetch: Fetch): Api =>
  new Api(settings.token, {
    apiRoot: settings.apiRoot,
    fetch: carefulFetch(fetch) as unknown as NonNullable<ApiClientOptions['fetch']>,
  })

/** grammY takes any answer for Telegram's; this stands between. */
const carefulFetch = (fetch: Fetch) => async (url: string, init: RequestInit) => {
  const answer = await fetch(url, init)
  const said = answerOf(await answer.text(), answer.status)
  if (!said) throw new ForeignAnswer(answer.status)
  return { json: async () => said }
}

const answerOf = (text: string, status: number): object | null => {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said !== 'object' || said === null || !('ok' in said) || typeof said.ok !== 'boolean') return null
    return said.ok ? said : { error_code: status, description: '', ...said }
  } catch {
    return null
  }
}

/** As every channel's, with the signal that grammY wants. */
export const deadline = (clock: Clock, ms: number, stop: AbortSignal, graceMs = 0) => {
  const { signal, done } = plainDeadline(clock, ms, stop, graceMs)
  return { signal: signal as GrammySignal, done }
}

/** Takes the token out of a text, however it got there. */
export const withoutToken = (text: string, token: string): string =>
  text
    .replaceAll(token, '[token]')
    .replaceAll(encodeURIComponent(token), '[token]')
    .replace(/\bbot\d+(?::|%3A)[\w-]{10,}/gi, 'bot[token]')

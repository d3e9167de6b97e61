// Fetches the bytes of a customer's file: asks Telegram where it lies, and takes it from there. At most 20 MB, which is
// all that Telegram hands to bots (facts/channels.md 1.2).
import type { Api } from 'grammy/web'
import { type Clock, MINUTE } from '../../domain/clock.ts'
import { deadline, type Fetch } from './api.ts'
import { type Trouble, troubleOf } from './errors.ts'
import type { TelegramSettings } from './settings.ts'
import * as wire from './wire.ts'

const largest = 20 * 1024 * 1024

export interface FetchPorts {
  readonly api: Api
  readonly settings: TelegramSettings
  readonly fetch: Fetch
  readonly clock: Clock
}

export type Fetched =
  | { readonly bytes: Uint8Array }
  | { readonly failed: string; readonly final: boolean; readonly retryAt?: number }

export const fetchFile = async (ports: FetchPorts, fileId: string, stop: AbortSignal): Promise<Fetched> => {
  const { api, settings, fetch, clock } = ports
  const limit = deadline(clock, 5 * MINUTE, stop)
  try {
    const info = wire.fileInfo.safeParse(await api.getFile(fileId, limit.signal)).data
    if ((info?.file_size ?? 0) > largest) return tooLarge
    if (!info?.file_path) return { failed: 'Telegram does not say where the file lies.', final: false }
    const answer = await fetch(fileAddress(settings, info.file_path), { signal: limit.signal })
    if (!answer.ok) {
      await answer.body?.cancel()
      return { failed: `Telegram did not hand out the file (HTTP ${answer.status}).`, final: false }
    }
    const bytes = await upTo(largest, answer)
    return bytes === null ? tooLarge : { bytes }
  } catch (error) {
    return fetchFailure(troubleOf(error, settings.token), clock.now())
  } finally {
    limit.done()
  }
}

/** The address holds the token: it must not get into any message, and nothing may lead out of it. */
export const fileAddress = ({ apiRoot, token }: TelegramSettings, filePath: string): string => {
  const steps = filePath.split('/').filter(step => step !== '..' && step !== '.')
  return `${apiRoot}/file/bot${token}/${steps.map(encodeURIComponent).join('/')}`
}

const tooLarge: Fetched = {
  failed: 'The file is larger than 20 MB, and Telegram hands larger ones to no bot. Open it in Telegram.',
  final: true,
}

/** Null when there is more than that. */
export const upTo = async (most: number, answer: Response): Promise<Uint8Array | null> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > most) return null
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

const fetchFailure = (trouble: Trouble, now: number): Fetched => {
  if (trouble.kind !== 'refused') return { failed: 'Telegram could not be reached to fetch the file.', final: false }
  const { code, description, retryAfterMs } = trouble
  if (code === 400 && /too big/i.test(description)) return tooLarge
  // One text stands for "wrong" and for "temporarily unavailable": only trying again tells.
  const isGone = (code === 400 || code === 403) && !/temporarily/i.test(description)
  if (isGone) return { failed: 'Telegram does not have the file any more.', final: true }
  const retryAt = retryAfterMs === undefined ? {} : { retryAt: now + retryAfterMs }
  return { failed: `Telegram did not hand out the file (error ${code}).`, final: false, ...retryAt }
}

// Fetches the bytes of a customer's file from LiveChat's stores of files. Their addresses are signed and end, so nothing of ours
// goes along, and no redirect leads anywhere but to LiveChat's (Agent Chat API, "File").
import { type Clock, MINUTE } from '../../domain/clock.ts'
import { deadline } from '../deadline.ts'
import type { Fetch } from './api/web-api.ts'
import { officialApiRoot } from './settings.ts'

/** What LiveChat carries is 10 MB; a proxy in between may add to it. */
const largest = 25 * 1024 * 1024
const mostSteps = 4

export type Fetched =
  | { readonly bytes: Uint8Array; readonly mime?: string }
  | { readonly failed: string; readonly final: boolean }

export const fetchMedia = async (
  ports: { readonly apiRoot: string; readonly fetch: Fetch; readonly clock: Clock },
  remote: string,
  stop: AbortSignal,
): Promise<Fetched> => {
  const limit = deadline(ports.clock, 3 * MINUTE, stop)
  try {
    let url = remote
    for (let step = 0; step < mostSteps; step++) {
      if (!isLiveChats(url, ports.apiRoot)) return elsewhere
      const answer = await ports.fetch(url, { redirect: 'manual', credentials: 'omit', signal: limit.signal })
      const next = answer.headers.get('location')
      if (answer.status < 300 || answer.status >= 400 || next === null) return await bytesOf(answer)
      await answer.body?.cancel()
      if (!URL.canParse(next, url)) return elsewhere
      url = new URL(next, url).href
    }
    return { failed: 'LiveChat sent us round in circles for the file.', final: true }
  } catch {
    return { failed: 'LiveChat could not be reached to fetch the file.', final: false }
  } finally {
    limit.done()
  }
}

/** LiveChat's stores of files, or the server that stands for all of LiveChat. */
const isLiveChats = (address: string, apiRoot: string): boolean => {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username || url.password) return false
  if (apiRoot !== officialApiRoot && url.origin === new URL(apiRoot).origin) return true
  if (url.protocol !== 'https:' || url.port !== '') return false
  return /(^|\.)(livechat-files\.com|livechatinc\.com|livechat-static\.com|livechat\.com)$/.test(url.hostname)
}

const elsewhere: Fetched = {
  failed: 'The file lies at an address that is not LiveChat’s, and is not fetched.',
  final: true,
}

const bytesOf = async (answer: Response): Promise<Fetched> => {
  if (!answer.ok) {
    await answer.body?.cancel()
    const { status } = answer
    // An address that has ended is answered with 403 (URL signature expired) and never holds again.
    const isGone = [400, 401, 403, 404, 410].includes(status)
    if (isGone) return { failed: 'LiveChat does not have the file any more. Open it in LiveChat.', final: true }
    return { failed: `LiveChat did not hand out the file (HTTP ${status}).`, final: false }
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > largest) return { failed: 'The file is larger than 25 MB. Open it in LiveChat.', final: true }
    parts.push(part)
  }
  const mime = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  const isTold = /^[\w.+-]+\/[\w.+-]+$/.test(mime) && mime !== 'application/octet-stream'
  return { bytes: new Uint8Array(Buffer.concat(parts)), ...(isTold ? { mime } : {}) }
}

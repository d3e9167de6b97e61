// Fetches the bytes of a customer's file from Twilio. The account's token goes to Twilio's own hosts and to nobody else, and
// no redirect leads anywhere but to Twilio's (facts/channels.md 3.1).
import { type Clock, MINUTE } from '../../domain/clock.ts'
import { deadline } from '../deadline.ts'
import type { Fetch } from './api.ts'
import { officialRoot, type WhatsAppSettings } from './settings.ts'

/** WhatsApp's own limit is 16 MB; documents may be larger by a little. */
const largest = 20 * 1024 * 1024
const mostSteps = 4

export interface MediaPorts {
  readonly settings: WhatsAppSettings
  readonly authorization: string
  readonly fetch: Fetch
  readonly clock: Clock
}

export type Fetched =
  | { readonly bytes: Uint8Array; readonly mime?: string }
  | { readonly failed: string; readonly final: boolean }

export const fetchMedia = async (ports: MediaPorts, remote: string, stop: AbortSignal): Promise<Fetched> => {
  const limit = deadline(ports.clock, 2 * MINUTE, stop)
  try {
    let url = remote
    for (let step = 0; step < mostSteps; step++) {
      const trust = trustIn(url, ports.settings)
      if (trust === 'none') return elsewhere
      const headers: Record<string, string> = trust === 'account' ? { authorization: ports.authorization } : {}
      const answer = await ports.fetch(url, { headers, redirect: 'manual', signal: limit.signal })
      const next = answer.headers.get('location')
      if (answer.status < 300 || answer.status >= 400 || next === null) return await bytesOf(answer)
      await answer.body?.cancel()
      if (!URL.canParse(next, url)) return elsewhere
      url = new URL(next, url).href
    }
    return { failed: 'Twilio sent us round in circles for the file.', final: true }
  } catch {
    return { failed: 'Twilio could not be reached to fetch the file.', final: false }
  } finally {
    limit.done()
  }
}

/** account: may see the token; content: Twilio's store of files, by a signed address; none: must not even be asked. */
const trustIn = (address: string, { apiRoot }: WhatsAppSettings): 'account' | 'content' | 'none' => {
  if (!URL.canParse(address)) return 'none'
  const url = new URL(address)
  if (url.username || url.password) return 'none'
  if (apiRoot !== officialRoot && url.origin === new URL(apiRoot).origin) return 'account'
  if (url.protocol !== 'https:' || url.port !== '') return 'none'
  if (/(^|\.)twilio\.com$/.test(url.hostname)) return 'account'
  return /(^|\.)twiliocdn\.com$/.test(url.hostname) ? 'content' : 'none'
}

const elsewhere: Fetched = {
  failed: 'The file lies at an address that is not Twilio’s, and is not fetched.',
  final: true,
}

const bytesOf = async (answer: Response): Promise<Fetched> => {
  if (!answer.ok) {
    await answer.body?.cancel()
    const isGone = answer.status === 404 || answer.status === 410
    if (isGone) return { failed: 'Twilio does not have the file any more.', final: true }
    return { failed: `Twilio did not hand out the file (HTTP ${answer.status}).`, final: false }
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > largest) return { failed: 'The file is larger than 20 MB. Open it in WhatsApp.', final: true }
    parts.push(part)
  }
  const mime = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  const isTold = /^[\w.+-]+\/[\w.+-]+$/.test(mime) && mime !== 'application/octet-stream'
  return { bytes: new Uint8Array(Buffer.concat(parts)), ...(isTold ? { mime } : {}) }
}

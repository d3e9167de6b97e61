// Fetches the bytes of a customer's file from Twilio. The account's token goes to Twilio's own hosts and to nobody else, and
// no redirect leads anywhere but to Twilio's (facts/channels.md 3.1).
import type { Clock } from '../../domain/clock.ts'
import { type Fetched, fetchFrom, isOfDomain } from '../media-fetch.ts'
import type { Fetch } from './api.ts'
import { officialRoot, type WhatsAppSettings } from './settings.ts'

export interface MediaPorts {
  readonly settings: WhatsAppSettings
  readonly authorization: string
  readonly fetch: Fetch
  readonly clock: Clock
}

export const fetchMedia = (ports: MediaPorts, remote: string, stop: AbortSignal): Promise<Fetched> => {
  const { authorization, settings } = ports
  const stores = {
    name: 'Twilio',
    app: 'WhatsApp',
    // WhatsApp's own limit is 16 MB; documents may be larger by a little.
    largestMb: 20,
    goneStatuses: [404, 410],
    headersFor: (url: URL) => {
      const trust = trustIn(url, settings)
      return trust === 'none' ? null : trust === 'account' ? { authorization } : {}
    },
  }
  return fetchFrom(stores, ports, remote, stop)
}

/** account: may see the token; content: Twilio's store of files, by a signed address; none: must not even be asked. */
const trustIn = (url: URL, { apiRoot }: WhatsAppSettings): 'account' | 'content' | 'none' => {
  if (apiRoot !== officialRoot && url.origin === new URL(apiRoot).origin) return 'account'
  if (isOfDomain(url, ['twilio.com'])) return 'account'
  return isOfDomain(url, ['twiliocdn.com']) ? 'content' : 'none'
}

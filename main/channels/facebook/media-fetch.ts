// Fetches the bytes of a customer's file from Facebook's stores of files. Their addresses are signed and end, so nothing of ours
// goes along, and no redirect leads anywhere but to Facebook's (facts/channels.md 2.2).
import type { Clock } from '../../domain/clock.ts'
import { type Fetched, fetchSigned } from '../media-fetch.ts'
import type { Fetch } from './graph/api.ts'
import { officialRoot } from './settings.ts'

const stores = {
  name: 'Facebook',
  app: 'Messenger',
  // What Messenger itself carries is 25 MB at most; films of others that were shared are larger.
  largestMb: 50,
  domains: ['fbcdn.net', 'fbsbx.com', 'cdninstagram.com', 'facebook.com'],
}

/** `apiRoot` may be a server that stands for all of Facebook. */
export const fetchMedia = (
  ports: { readonly apiRoot: string; readonly fetch: Fetch; readonly clock: Clock },
  remote: string,
  stop: AbortSignal,
): Promise<Fetched> => {
  const standIn = ports.apiRoot === officialRoot ? null : ports.apiRoot
  return fetchSigned({ ...stores, standIn }, ports, remote, stop)
}

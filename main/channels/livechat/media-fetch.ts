// Fetches the bytes of a customer's file from LiveChat's stores of files. Their addresses are signed and end, so nothing of ours
// goes along, and no redirect leads anywhere but to LiveChat's (Agent Chat API, "File").
import type { Clock } from '../../domain/clock.ts'
import { type Fetched, fetchSigned } from '../media-fetch.ts'
import type { Fetch } from './api/web-api.ts'
import { officialApiRoot } from './settings.ts'

const stores = {
  name: 'LiveChat',
  app: 'LiveChat',
  // What LiveChat carries is 10 MB; a proxy in between may add to it.
  largestMb: 25,
  domains: ['livechat-files.com', 'livechatinc.com', 'livechat-static.com', 'livechat.com'],
}

/** `apiRoot` may be a server that stands for all of LiveChat. */
export const fetchMedia = (
  ports: { readonly apiRoot: string; readonly fetch: Fetch; readonly clock: Clock },
  remote: string,
  stop: AbortSignal,
): Promise<Fetched> => {
  const standIn = ports.apiRoot === officialApiRoot ? null : ports.apiRoot
  return fetchSigned({ ...stores, standIn }, ports, remote, stop)
}

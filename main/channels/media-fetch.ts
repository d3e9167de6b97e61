// Fetches the bytes of a customer's file from where a network keeps them: no redirect leads away from its own stores, no more is
// read than the network carries, and each end says whether trying again can help.
import { type Clock, MINUTE } from '../domain/clock.ts'
import { deadline } from './deadline.ts'

/** `mime`: as the network told it, if it told one that says anything. `failed`: a sentence for the agent; `final`: it never comes. */
export type Fetched =
  | { readonly bytes: Uint8Array; readonly mime?: string }
  | { readonly failed: string; readonly final: boolean }

export interface FileStore {
  /** Whose it is, and where a person can still see the file, as people know them. */
  readonly name: string
  readonly app: string
  readonly largestMb: number
  /** HTTP statuses after which the file can never be had at that address. */
  readonly goneStatuses: readonly number[]
  /** What goes along with a request to that address. Null: it is none of theirs and must not even be asked. */
  headersFor(url: URL): Readonly<Record<string, string>> | null
}

const withinMs = 3 * MINUTE
const mostSteps = 4

/** Never throws. */
export const fetchFrom = async (
  store: FileStore,
  ports: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
  remote: string,
  stop: AbortSignal,
): Promise<Fetched> => {
  const limit = deadline(ports.clock, withinMs, stop)
  try {
    let url = URL.parse(remote)
    for (let step = 0; step < mostSteps; step++) {
      const headers = url === null || url.username || url.password ? null : store.headersFor(url)
      if (url === null || headers === null)
        return { failed: `The file lies at an address that is not ${store.name}’s, and is not fetched.`, final: true }
      const answer = await ports.fetch(url.href, {
        headers,
        redirect: 'manual',
        credentials: 'omit',
        signal: limit.signal,
      })
      const next = answer.headers.get('location')
      if (answer.status < 300 || answer.status >= 400 || next === null) return await bytesOf(store, answer)
      await answer.body?.cancel()
      url = URL.parse(next, url)
    }
    return { failed: `${store.name} sent us round in circles for the file.`, final: true }
  } catch {
    return { failed: `${store.name} could not be reached to fetch the file.`, final: false }
  } finally {
    limit.done()
  }
}

/** Files at addresses that are signed and end: nothing of ours goes along, and one that has ended (403) never holds again. */
export interface SignedStore extends Pick<FileStore, 'name' | 'app' | 'largestMb'> {
  readonly domains: readonly string[]
  /** A server that stands for all of the network; null: none does. */
  readonly standIn: string | null
}

/** Never throws. */
export const fetchSigned = (
  { domains, standIn, ...store }: SignedStore,
  ports: Parameters<typeof fetchFrom>[1],
  remote: string,
  stop: AbortSignal,
): Promise<Fetched> => {
  const origin = standIn === null ? null : new URL(standIn).origin
  const headersFor = (url: URL) => (url.origin === origin || isOfDomain(url, domains) ? {} : null)
  return fetchFrom({ ...store, goneStatuses: [400, 401, 403, 404, 410], headersFor }, ports, remote, stop)
}

/** Whether an address is of one of these domains, by HTTPS at its usual port. */
export const isOfDomain = ({ protocol, port, hostname }: URL, domains: readonly string[]): boolean =>
  protocol === 'https:' && port === '' && domains.some(domain => hostname === domain || hostname.endsWith(`.${domain}`))

const bytesOf = async ({ name, app, largestMb, goneStatuses }: FileStore, answer: Response): Promise<Fetched> => {
  if (!answer.ok) {
    await answer.body?.cancel()
    const { status } = answer
    if (goneStatuses.includes(status))
      return { failed: `${name} does not have the file any more. Open it in ${app}.`, final: true }
    return { failed: `${name} did not hand out the file (HTTP ${status}).`, final: false }
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > largestMb * 1024 * 1024)
      return { failed: `The file is larger than ${largestMb} MB. Open it in ${app}.`, final: true }
    parts.push(part)
  }
  const mime = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  const isTold = /^[\w.+-]+\/[\w.+-]+$/.test(mime) && mime !== 'application/octet-stream'
  return { bytes: new Uint8Array(Buffer.concat(parts)), ...(isTold ? { mime } : {}) }
}

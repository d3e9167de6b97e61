// Guards against other people's pages in a signed-in browser: the name a request is sent to, and the page it was sent from.
import type { IncomingMessage } from 'node:http'

export interface SameSite {
  /**
   * Null, or why this request is not answered: a hub that listens on this machine alone must be called by this machine's
   * name, or a stranger's page could reach it under a name of their own (DNS rebinding).
   */
  wrongName(headers: IncomingMessage['headers']): Promise<string | null>
  /** Whether the page that sent the request is ours. Programs send no Origin; `orNone`: then it is taken as ours. */
  isOurs(headers: IncomingMessage['headers'], orNone: boolean): Promise<boolean>
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/** `siteUrl`: the system setting SiteUrl, under which a proxy may make the hub known. */
export const sameSite = (listensOn: string, siteUrl: () => Promise<string>): SameSite => {
  const isLoopback = loopback.test(listensOn) || listensOn === '::1'
  const publicHost = async (): Promise<string | null> => hostOf(await siteUrl())

  return {
    async wrongName(headers) {
      const host = headers.host ?? ''
      const name = host.replace(/:\d+$/, '')
      if (!isLoopback || loopback.test(name) || (host !== '' && host.toLowerCase() === (await publicHost())))
        return null
      return 'This Parley listens on this machine only: call it 127.0.0.1 or localhost, or set Website URL (SiteUrl) to the name it has.'
    },
    async isOurs(headers, orNone) {
      const { origin } = headers
      const fetchSite = headers['sec-fetch-site']
      if (origin === undefined) return fetchSite === undefined ? orNone : fetchSite === 'same-origin'
      const from = hostOf(origin)
      return from !== null && (from === headers.host?.toLowerCase() || from === (await publicHost()))
    },
  }
}

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null)

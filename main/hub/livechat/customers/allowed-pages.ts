// On which pages a website's chat may be: its setting "Websites that may show it", for programs as for the page of our own.
import type { WebConnector } from '../../../channels/web/connector.ts'
import type { WebSettings } from '../../../channels/web/settings.ts'
import type { Library } from '../views/library.ts'
import { channelForGroup } from './customer-party.ts'

/** Whether a website channel may be shown on this page. */
export const isAllowed = ({ allowedOrigins }: WebSettings, url: string): boolean => {
  if (allowedOrigins.length === 0) return true
  const page = URL.parse(url)
  if (page === null) return false
  return allowedOrigins.some(allowed => {
    const [scheme = '', host = ''] = allowed.toLowerCase().split('://')
    if (`${scheme}:` !== page.protocol) return false
    return host.startsWith('*.') ? page.host.endsWith(host.slice(1)) : page.host === host
  })
}

/** Whether a page may get tokens: of the group's website; without a group of any that is on. None is on: nobody is kept out. */
export const mayGetTokens = async (
  web: Pick<WebConnector, 'channels'>,
  library: Library,
  origin: string,
  group: number | undefined,
): Promise<boolean> => {
  const named = group === undefined ? null : await channelForGroup(web, library, group)
  const ids = named === null ? (await library.reads.channels.all()).map(({ id }) => id) : [named]
  const websites = ids.flatMap(id => web.channels.get(id)?.settings ?? [])
  return websites.length === 0 || websites.some(settings => isAllowed(settings, origin))
}

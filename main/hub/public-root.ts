// Under which address people and programs outside reach this hub: the Website URL of the system settings, else where it listens.
import type { Log } from '../channels/channel.ts'
import type { Services } from '../services/verbs.ts'

export interface PublicRoot {
  /** Without a slash at the end. */
  now(): string
  stop(): void
}

export const publicRoot = (
  { settings, feed }: Pick<Services, 'settings' | 'feed'>,
  here: () => string,
  log: Log,
): PublicRoot => {
  let siteUrl = ''
  const learn = async () => {
    siteUrl = (await settings.get()).SiteUrl
  }
  // Until it is known, and should it not be readable, the hub's own address does on this machine.
  const begin = () =>
    void learn().catch(error => log.error('The Website URL could not be read', { error: String(error) }))
  begin()
  const stop = feed.listen({
    events: events => {
      if (events.some(event => event.type === 'settings.changed')) begin()
    },
    passing() {},
  })
  return { now: () => (siteUrl || here()).replace(/\/+$/, ''), stop }
}

// Whom one call of Meta's is for: an app has one address for all its pages, and one call may be about several of them.
import { bodyFor, pagesIn } from '../../channels/facebook/app-webhook.ts'
import type { KnownChannel } from '../store/channels.ts'
import { type Addressee, noSuchChannel } from '../store/deliveries.ts'

/** `channelsOf`: of a page, those that are gone among them. Never empty: what nobody has is kept all the same. */
export const facebookAddressees = (
  body: Uint8Array,
  channelsOf: (page: string) => readonly KnownChannel[],
): readonly Addressee[] => {
  const pages = pagesIn(body)
  if (pages === null) return [nobody(body, 'unreadable', 'Meta signed it, and it names no pages.')]
  const byPage = pages.map(page => ({ page, channels: inCharge(channelsOf(page)) }))
  const owners = [...new Set(byPage.flatMap(({ channels }) => ownersOf(channels)))]
  return owners.flatMap(owner => {
    const own = byPage.filter(({ channels }) => ownersOf(channels).includes(owner))
    // The bytes go along as Meta signed them, unless that would tell a workstation what is another's.
    const forOwner = owners.length === 1 ? body : bodyFor(body, new Set(own.map(({ page }) => page)))
    if (owner === null) {
      const names = own.map(({ page }) => page.slice(0, 40)).join(', ')
      return [nobody(forOwner, 'nobody', `No workstation has the page ${names.slice(0, 300)}.`)]
    }
    const channels = own.flatMap(({ channels }) => channels.filter(({ deskId }) => deskId === owner))
    return [...new Set(channels)].map(channel => ({
      deskId: owner,
      channelId: channel.channelId,
      body: forOwner,
      refused: channel.goneAt === null ? null : { cause: 'gone' as const, reason: noSuchChannel },
    }))
  })
}

/** Those that have it now; only where there are none, those that had it. */
const inCharge = (channels: readonly KnownChannel[]): readonly KnownChannel[] => {
  const now = channels.filter(({ goneAt }) => goneAt === null)
  return now.length > 0 ? now : channels
}

const ownersOf = (channels: readonly KnownChannel[]): readonly (string | null)[] =>
  channels.length === 0 ? [null] : channels.map(({ deskId }) => deskId)

const nobody = (body: Uint8Array, cause: 'nobody' | 'unreadable', reason: string): Addressee => ({
  deskId: null,
  channelId: null,
  body,
  refused: { cause, reason },
})

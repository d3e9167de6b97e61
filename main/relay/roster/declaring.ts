// What becomes of the channels when a workstation says which it has. Pure: the roster writes it down.
import { DAY } from '../../domain/clock.ts'
import type { RelayedChannel } from '../protocol.ts'
import type { KnownChannel } from '../store/channels.ts'
import type { Desk } from '../store/desks.ts'

export interface Declaring {
  /** New or changed. */
  readonly put: readonly KnownChannel[]
  /** This desk's again: what was kept of them goes along. */
  readonly back: readonly KnownChannel[]
  /** Nobody's from now on, with why. */
  readonly gone: readonly { readonly channel: KnownChannel; readonly reason: string }[]
  /** Another workstation's, and it stays so. */
  readonly denied: readonly { readonly channel: RelayedChannel; readonly heldBy: string }[]
}

/** A workstation that was away for longer than this does not keep a channel from another one. */
const keepsFor = DAY

export const declare = (
  known: readonly KnownChannel[],
  declared: readonly RelayedChannel[],
  deskId: string,
  mayLose: (deskId: string) => boolean,
  newKey: () => string,
): Declaring => {
  const wanted = new Map(declared.map(one => [keyOf(one), one]))
  const byKey = new Map(known.map(one => [keyOf(one), one]))
  const put: KnownChannel[] = []
  const back: KnownChannel[] = []
  const gone: { channel: KnownChannel; reason: string }[] = []
  const denied: { channel: RelayedChannel; heldBy: string }[] = []
  for (const channel of wanted.values()) {
    const before = byKey.get(keyOf(channel))
    const isMine = before?.deskId === deskId
    const isProven = before !== undefined && (isMine || isSameSecret(before, channel))
    const holders = known.filter(one => isHolder(one, channel, deskId) && keyOf(one) !== keyOf(channel))
    const keeper = [...holders, ...(before === undefined || isProven || before.goneAt !== null ? [] : [before])].find(
      one => !mayLose(one.deskId),
    )
    if (keeper !== undefined) {
      denied.push({ channel, heldBy: keeper.deskId })
      continue
    }
    for (const holder of holders) gone.push({ channel: holder, reason: 'Another workstation has taken the page over.' })
    const next: KnownChannel = {
      kind: channel.kind,
      channelId: channel.channelId,
      deskId,
      place: channel.place,
      secret: channel.secret ?? (isProven ? before.secret : null),
      relayKey: channel.kind === 'facebook' ? ((isMine ? before.relayKey : null) ?? newKey()) : null,
      goneAt: null,
    }
    if (before === undefined || !isSame(before, next)) put.push(next)
    if (isProven && (!isMine || before.goneAt !== null)) back.push(next)
  }
  for (const channel of known)
    if (channel.deskId === deskId && channel.goneAt === null && !wanted.has(keyOf(channel)))
      gone.push({ channel, reason: 'The workstation has removed the channel.' })
  return { put, back, gone, denied }
}

/** Whether a workstation has been away for so long that others may have its channels. */
export const isLongAway = (desk: Desk | null, now: number): boolean =>
  desk === null || desk.leftAt !== null || now - desk.seenAt > keepsFor

export const keyOf = ({ kind, channelId }: Pick<KnownChannel, 'kind' | 'channelId'>): string => `${kind} ${channelId}`

/** A page has one workstation; a number's calls come to the channel's own address. */
const isHolder = (one: KnownChannel, channel: RelayedChannel, deskId: string): boolean =>
  channel.kind === 'facebook' &&
  one.kind === 'facebook' &&
  one.place === channel.place &&
  one.deskId !== deskId &&
  one.goneAt === null

/**
 * The same data under another pairing: WhatsApp's auth token is known to the channel's owner only, and a Facebook channel's id,
 * which is in no address, as well.
 */
const isSameSecret = (before: KnownChannel, channel: RelayedChannel): boolean =>
  before.kind === 'facebook' || (before.secret !== null && before.secret === channel.secret)

const isSame = (one: KnownChannel, other: KnownChannel): boolean =>
  one.deskId === other.deskId &&
  one.place === other.place &&
  one.secret === other.secret &&
  one.relayKey === other.relayKey &&
  one.goneAt === other.goneAt

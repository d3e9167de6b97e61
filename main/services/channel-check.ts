// What must be so of a channel before it is stored, and how it stands in the audit.
import type { Connector } from '../channels/channel.ts'
import type { AuditFields } from '../domain/audit.ts'
import type { ChannelId } from '../domain/ids.ts'
import { nameKey } from '../domain/name-key.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { ChannelKind } from '../domain/unified-message.ts'
import type { Channel, Reads } from '../storage/store.ts'
import type { ChannelSecrets, ChannelSettings } from './channel-secrets.ts'

/** A queue that takes chats, and a name of its own. `own`: the channel that is being changed. */
export const checkPlace = async (
  reads: Reads,
  input: Pick<Channel, 'name' | 'queueId'>,
  own: ChannelId | null,
): Promise<Refusal | null> => {
  const queue = await reads.queues.get(input.queueId)
  if (queue === null || queue.archivedAt !== null)
    return refuse('notFound', 'queueId: there is no such queue.', { field: 'queueId' })
  const same = await namesake(reads, input.name, own)
  return same === null
    ? null
    : refuse('conflict', `name: there is a channel ${same.name} already. Choose another name.`, { field: 'name' })
}

export const namesake = async (reads: Reads, name: string, own: ChannelId | null): Promise<Channel | null> =>
  (await reads.channels.all()).find(one => one.id !== own && nameKey(one.name) === nameKey(name)) ?? null

/** Another channel for the same place: the two would take messages from each other. */
export const twinOf = async (
  reads: Reads,
  secrets: ChannelSecrets,
  connector: Connector,
  settings: ChannelSettings,
  own: ChannelId | null,
): Promise<Channel | null> => {
  const fields = placeFieldsOf(connector)
  const placeOf = (from: ChannelSettings) => JSON.stringify(fields.map(field => from[field] ?? null))
  if (fields.length === 0) return null
  const mine = placeOf(settings)
  const all = await reads.channels.all()
  return (
    all.find(
      one => one.kind === connector.kind && one.id !== own && placeOf({ ...one.settings, ...secrets.of(one) }) === mine,
    ) ?? null
  )
}

/** One bot serves one place only. */
export const onePlaceOnly = (twin: Channel, connector: Connector): Refusal => {
  const field = placeFieldsOf(connector).at(-1) ?? 'settings'
  return refuse('conflict', `${field}: the channel ${twin.name} uses the same one. It can serve one place only.`, {
    field,
  })
}

const placeFieldsOf = ({ placeFields, secretFields }: Connector): readonly string[] => placeFields ?? secretFields

export const noSuchChannel = (): Refusal => refuse('notFound', 'There is no such channel.', { field: 'channelId' })

export const noSuchKind = (kind: ChannelKind): Refusal =>
  refuse('unavailable', `kind: this Parley has no channels of the kind ${kind}.`, { field: 'kind' })

/** Settings without secrets, as they are stored. */
export const recordOf = async (reads: Reads, channel: Channel): Promise<AuditFields> => ({
  kind: channel.kind,
  name: channel.name,
  queue: (await reads.queues.get(channel.queueId))?.name ?? channel.queueId,
  active: channel.active,
  settings: channel.settings as AuditFields,
})

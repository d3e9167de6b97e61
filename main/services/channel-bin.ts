// Channels that are deleted: gone from everywhere at once, to be had back for a day, then gone for good.
import type { Connector } from '../channels/channel.ts'
import type { AuditDeed } from '../domain/audit.ts'
import type { Clock } from '../domain/clock.ts'
import type { ChannelId } from '../domain/ids.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { ChannelKind } from '../domain/unified-message.ts'
import type { Channel, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import { namesake, noSuchChannel, onePlaceOnly, recordOf, twinOf } from './channel-check.ts'
import type { ChannelRunner } from './channel-runner.ts'
import type { ChannelSecrets } from './channel-secrets.ts'
import type { Doer, Done } from './verbs.ts'

export class ChannelBin {
  readonly #store: Store
  readonly #clock: Clock
  readonly #connectors: ReadonlyMap<ChannelKind, Connector>
  readonly #secrets: ChannelSecrets
  readonly #runner: ChannelRunner

  constructor(
    ports: { store: Store; clock: Clock },
    connectors: ReadonlyMap<ChannelKind, Connector>,
    secrets: ChannelSecrets,
    runner: ChannelRunner,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#connectors = connectors
    this.#secrets = secrets
    this.#runner = runner
  }

  async remove(doer: Doer, id: ChannelId): Promise<Done | Refusal> {
    const known = await this.#store.channels.get(id)
    if (known === null) return noSuchChannel()
    if (await this.#store.channels.hasChats(id)) return hasChats(known)
    // First the line to the network: what comes in while this is decided must not open a chat on a channel that is gone.
    await this.#runner.disconnect(id)
    const no = await this.#store.transact(async tx => {
      const channel = await tx.channels.get(id)
      if (channel === null) return noSuchChannel()
      if (await tx.channels.hasChats(id)) return hasChats(channel)
      await tx.channels.markDeleted(id, this.#clock.now())
      await this.#tell(tx, doer, channel, 'deleted')
      return undefined
    })
    if (no !== undefined && known.active) await this.#runner.connect(known)
    return no
  }

  /** As it was, if nothing has taken its place. */
  async restore(doer: Doer, id: ChannelId): Promise<Channel | Refusal> {
    const channel = await this.#store.transact(async tx => {
      const there = await tx.channels.get(id)
      if (there !== null) return there
      const gone = await tx.channels.deleted(id)
      if (gone === null) return noSuchChannel()
      const refused = await this.#mayComeBack(tx, gone)
      if (refused !== null) return refused
      await tx.channels.markDeleted(id, null)
      await this.#tell(tx, doer, gone, 'restored')
      return gone
    })
    if ('refused' in channel) return channel
    if (channel.active) await this.#runner.connect(channel)
    return channel
  }

  /** For good, what was deleted before that moment. One that got a chat at the last moment stays, out of sight. */
  async empty(before: number): Promise<void> {
    await this.#store.transact(async tx => {
      for (const id of await tx.channels.deletedBefore(before))
        if (!(await tx.channels.hasChats(id))) await tx.channels.delete(id)
    })
  }

  async #mayComeBack(tx: Transaction, channel: Channel): Promise<Refusal | null> {
    const { id, name, kind, queueId } = channel
    if ((await namesake(tx, name, id)) !== null)
      return refuse('conflict', `There is another channel ${name} by now. Rename that one, then undo the deletion.`)
    const queue = await tx.queues.get(queueId)
    if (queue === null || queue.archivedAt !== null)
      return refuse('conflict', `The queue of ${name} was archived meanwhile. Restore the queue first.`)
    const connector = this.#connectors.get(kind)
    const twin =
      connector === undefined ? null : await twinOf(tx, this.#secrets, connector, this.#secrets.of(channel), id)
    return twin === null || connector === undefined ? null : onePlaceOnly(twin, connector)
  }

  async #tell(tx: Transaction, doer: Doer, channel: Channel, deed: AuditDeed): Promise<void> {
    const at = this.#clock.now()
    const record = await recordOf(tx, channel)
    await putOnRecord(tx, doer, at, {
      noun: 'channel',
      nounId: channel.id,
      name: channel.name,
      deed,
      ...(deed === 'deleted' ? { before: record } : { after: record }),
    })
    await tx.events.append({ type: 'channel.changed', at, audience: 'everyone', channelId: channel.id })
  }
}

const hasChats = ({ name }: Channel): Refusal =>
  refuse('conflict', `The channel ${name} has chats, so it cannot be deleted. Deactivate it instead.`)

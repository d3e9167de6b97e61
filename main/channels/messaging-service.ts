// OmnichannelMessagingService: what the receiving side of every network shares. Its children know how to hear their
// network (poll, socket, webhook); this makes sure that nothing counts as received before it is stored.
import type { ChannelDoor, Intake, Receipt } from './channel.ts'

export abstract class OmnichannelMessagingService {
  protected readonly door: ChannelDoor
  readonly #toUnified: (payload: unknown) => Intake

  /** `toUnified`: the network's IncomeMessageWorker. */
  constructor(door: ChannelDoor, toUnified: (payload: unknown) => Intake) {
    this.door = door
    this.#toUnified = toUnified
  }

  /**
   * Their payload, understood and stored. When it resolves, everything is on disk and the network may be told so; when
   * it rejects, nothing is, and the network must be left to offer it again. `cursor`: where to go on after a restart.
   */
  protected internalReceive(payload: unknown, cursor?: string): Promise<Receipt> {
    const intake = this.#toUnified(payload)
    return this.door.receive(cursor === undefined ? intake : { ...intake, cursor })
  }
}

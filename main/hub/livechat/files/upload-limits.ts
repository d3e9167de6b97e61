// How much may be uploaded: by one customer or agent, from one network, and by all at once.
import type { Clock } from '../../../domain/clock.ts'
import { type ProtocolLimits, Throttle } from '../limits.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'

export class UploadLimits {
  readonly #each: Throttle
  readonly #network: Throttle
  readonly #most: number
  #underway = 0

  constructor(limits: Pick<ProtocolLimits, 'uploads' | 'uploadsOfNetwork' | 'uploadsAtOnce'>, clock: Clock) {
    this.#each = new Throttle(limits.uploads, clock)
    this.#network = new Throttle(limits.uploadsOfNetwork, clock)
    this.#most = limits.uploadsAtOnce
  }

  /** `network` null: nobody is counted together with this one. */
  async run<T>(
    who: string,
    network: string | null,
    upload: () => Promise<T | ProtocolError>,
  ): Promise<T | ProtocolError> {
    const tooMany = this.#each.take(who) ?? this.#network.take(network)
    if (tooMany !== null) return tooMany
    if (this.#underway >= this.#most)
      return fail('too_many_requests', 'Too many files are on their way at once. Send it again in a moment.')
    this.#underway += 1
    try {
      return await upload()
    } finally {
      this.#underway -= 1
    }
  }
}

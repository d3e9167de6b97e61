// Customers' tokens: a sealed id, so that nothing has to be stored until a customer says something.
import { z } from 'zod'
import type { WebConnector } from '../../../channels/web/connector.ts'
import { type Clock, HOUR, SECOND } from '../../../domain/clock.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'

/** As LiveChat's own: eight hours. */
export const tokenLifeMs = 8 * HOUR

const contents = z.object({
  customer: z.string(),
  organization: z.string(),
  /** Of tokens that are good for one group alone. */
  group: z.number().optional(),
  until: z.number(),
})

/** Whose a token is. */
export interface CustomerBearer {
  readonly customerId: string
  readonly groupId: number | undefined
  readonly until: number
}

export class CustomerTokens {
  readonly #seal: WebConnector['seal']
  readonly #clock: Clock

  constructor(seal: WebConnector['seal'], clock: Clock) {
    this.#seal = seal
    this.#clock = clock
  }

  /** A token of that customer, for all groups or one alone; at most `tokenLifeMs`. */
  mint(
    customerId: string,
    organizationId: string,
    { group, lifeMs = tokenLifeMs }: { readonly group?: number | undefined; readonly lifeMs?: number } = {},
  ): { readonly token: string; readonly expiresInSeconds: number } {
    const until = this.#clock.now() + lifeMs
    const token = this.#seal.close('customer', { customer: customerId, organization: organizationId, group, until })
    return { token, expiresInSeconds: Math.floor(lifeMs / SECOND) }
  }

  /** With or without `Bearer`. */
  read(token: string, organizationId: string): CustomerBearer | ProtocolError {
    const plain = token.replace(/^Bearer\s+/i, '')
    const opened = contents.safeParse(this.#seal.open('customer', plain))
    if (!opened.success) return fail('authentication', 'This is no token of ours. Get one from /v2/customer/token.')
    const { customer, organization, group, until } = opened.data
    if (organization !== organizationId)
      return fail('authentication', 'This token is another organization’s. Get one from /v2/customer/token.')
    if (until <= this.#clock.now())
      return fail('authentication', 'This token has ended. Get a new one from /v2/customer/token.')
    return { customerId: customer, groupId: group, until }
  }
}

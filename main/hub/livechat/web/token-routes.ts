// POST /v2/customer/token, or /v2/customer/ORGANIZATION/GROUP/token for customers who are others in each group: a customer's program
// comes to a token. GET tells whose a token is. Source: "Customer Authorization", "Customer Accounts API" 2.0.
import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { WebConnector } from '../../../channels/web/connector.ts'
import { allows } from '../../../domain/access-token.ts'
import type { Clock } from '../../../domain/clock.ts'
import { SECOND } from '../../../domain/clock.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { Services } from '../../../services/verbs.ts'
import { customerById } from '../agents/customers-known.ts'
import { identifyAgent } from '../agents/identify.ts'
import { mayGetTokens } from '../customers/allowed-pages.ts'
import { type CustomerTokens, tokenLifeMs } from '../customers/customer-tokens.ts'
import { networkOfCall, type Throttle } from '../limits.ts'
import { errorBody, fail, isProtocolError, type ProtocolError, statusOf } from '../protocol-error.ts'
import type { Library } from '../views/library.ts'
import { allowPages } from './allow-pages.ts'
import { customerInCookies, keepInCookies } from './customer-cookies.ts'

const request = z.object({
  grant_type: z.string().max(100).optional(),
  client_id: z.string().max(200).optional(),
  organization_id: z.string().max(200).optional(),
  response_type: z.string().max(100).optional(),
  redirect_uri: z.string().max(2_000).optional(),
  entity_id: z.uuid('must be the id of a customer, as an earlier answer told it').optional(),
  /** Seconds. */
  expires_in: z.number().int().min(60).optional(),
})
type Asked = z.output<typeof request>

export interface TokenParts {
  readonly tokens: CustomerTokens
  readonly library: Library
  readonly web: Pick<WebConnector, 'seal' | 'channels'>
  readonly clock: Clock
  readonly throttle: Throttle
  readonly services: Pick<Services, 'accessTokens' | 'sessions' | 'contacts'>
}

export const tokenRoutes = ({ tokens, library, web, clock, throttle, services }: TokenParts): Hono => {
  const app = new Hono()
  app.use('/*', allowPages)

  const give = async (
    c: Context,
    place: { readonly organizationId: string | undefined; readonly group: number | undefined },
  ): Promise<Response> => {
    const tooMany = throttle.take(networkOfCall(c))
    if (tooMany !== null) return refuse(c, tooMany)
    const parsed = request.safeParse(await c.req.json().catch(() => null))
    if (!parsed.success) return refuse(c, fail('validation', whatIsWrong(parsed.error)))
    const asked = parsed.data
    const { id, license } = await library.organization()
    const named = place.organizationId ?? asked.organization_id
    const byAgent = asked.grant_type === 'agent_token'
    if (named === undefined ? !byAgent : named !== id)
      return refuse(c, fail('license_not_found', 'There is no such organization here. Check organization_id.'))
    const { group } = place
    const origin = c.req.header('Origin')
    if (!byAgent && origin !== undefined && !(await mayGetTokens(web, library, origin, group)))
      return refuse(
        c,
        fail('not_allowed', 'This website may not show the chat. Add it to those of the website channel.'),
      )
    if (group !== undefined && group !== 0 && (await library.queueOf(group)) === null)
      return refuse(c, fail('group_not_found', `There is no group ${group}.`))
    const customerId = await customerOf(c, asked, group)
    if (isProtocolError(customerId)) return refuse(c, customerId)
    const lifeMs = Math.min(tokenLifeMs, (asked.expires_in ?? Number.POSITIVE_INFINITY) * SECOND)
    const { token, expiresInSeconds } = tokens.mint(customerId, id, { group, lifeMs })
    if (!byAgent) keepInCookies(c, web.seal, customerId, group)
    return c.json({
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
      entity_id: customerId,
      client_id: asked.client_id ?? '',
      organization_id: id,
      license_id: license,
    })
  }

  const customerOf = async (c: Context, asked: Asked, group: number | undefined): Promise<string | ProtocolError> => {
    switch (asked.grant_type) {
      case undefined:
      case 'cookie':
        return customerInCookies(c, web.seal, group) ?? randomUUID()
      case 'agent_token': {
        const agent = await identifyAgent(services, c.req.header('Authorization') ?? '')
        if (agent === null)
          return fail('authentication', 'Send the access token of an agent in the Authorization header.')
        if (agent.scopes !== null && !allows(agent.scopes, 'customers:own'))
          return fail('authorization', 'This takes an access token with the scope customers:own.')
        if (asked.entity_id === undefined) return randomUUID()
        // Whoever is the customer reads everything that was said with them.
        const known = await customerById(library, asked.entity_id)
        const seen = known === null ? null : await services.contacts.get(agent.actor, known.identity.contactId)
        // Who came by another network is reached there, and by nobody who calls themselves so here.
        const isElsewhere = known !== null && known.identity.address !== asked.entity_id
        return isRefusal(seen) || isElsewhere
          ? fail('missing_access', 'This customer is not among those your agent may speak for here.')
          : asked.entity_id
      }
      default:
        return fail('validation', '`grant_type`: must be cookie or agent_token.')
    }
  }

  app.use('/*', async (c, next) => {
    c.header('Cache-Control', 'no-store')
    return next()
  })
  app.post('/token', c => give(c, { organizationId: undefined, group: undefined }))
  app.post('/:organization/:group{[0-9]{1,9}}/token', c =>
    give(c, { organizationId: c.req.param('organization'), group: Number(c.req.param('group')) }),
  )

  app.get('/token', async c => {
    const { id } = await library.organization()
    const said = c.req.header('Authorization') ?? c.req.query('code') ?? ''
    const bearer = tokens.read(said, id)
    if (isProtocolError(bearer)) return refuse(c, bearer)
    return c.json({
      access_token: said.replace(/^Bearer\s+/i, ''),
      token_type: 'Bearer',
      expires_in: Math.floor((bearer.until - clock.now()) / SECOND),
      entity_id: bearer.customerId,
      client_id: '',
      organization_id: id,
    })
  })
  return app
}

const refuse = (c: Context, error: ProtocolError): Response => c.json(errorBody(error), statusOf(error))

const whatIsWrong = (error: z.ZodError): string => {
  const [issue] = error.issues
  if (issue === undefined || issue.path.length === 0) return 'Send JSON with organization_id, client_id and grant_type.'
  return `\`${issue.path.join('.')}\`: ${issue.message}.`
}

// POST /v2/customer/token: a customer's program comes to a token, for a new customer or for one that its cookies name.
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { WebConnector } from '../../../channels/web/connector.ts'
import type { CustomerTokens } from '../customers/customer-tokens.ts'
import { errorBody, fail } from '../protocol-error.ts'
import type { Library } from '../views/library.ts'
import { allowPages } from './allow-pages.ts'
import { customerInCookies, keepInCookies } from './customer-cookies.ts'

const request = z.object({
  grant_type: z.enum(['cookie', 'agent_token', 'refresh_token', 'authorization_code']).optional(),
  client_id: z.string().max(200).optional(),
  organization_id: z.string().max(200),
  response_type: z.string().optional(),
  entity_id: z.string().max(200).optional(),
})

export const tokenRoutes = ({
  tokens,
  library,
  web,
}: {
  readonly tokens: CustomerTokens
  readonly library: Library
  readonly web: Pick<WebConnector, 'seal'>
}): Hono => {
  const app = new Hono()
  app.use('/*', allowPages)
  app.post('/token', async c => {
    const parsed = request.safeParse(await c.req.json().catch(() => null))
    c.header('Cache-Control', 'no-store')
    if (!parsed.success)
      return c.json(errorBody(fail('validation', 'Send JSON with organization_id, client_id and grant_type.')), 400)
    const { organization_id, client_id = '' } = parsed.data
    const { id, license } = await library.organization()
    if (organization_id !== id)
      return c.json(errorBody(fail('license_not_found', 'There is no such organization here.')), 404)
    const customerId = customerInCookies(c, web.seal) ?? randomUUID()
    const { token, expiresInSeconds } = tokens.mint(customerId, id)
    keepInCookies(c, web.seal, customerId)
    return c.json({
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
      entity_id: customerId,
      client_id,
      organization_id: id,
      license_id: license,
    })
  })
  return app
}

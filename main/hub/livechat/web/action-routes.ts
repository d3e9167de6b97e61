// The Web APIs: POST /v3.x/{customer|agent|configuration}/action/<name>, or without the version and with X-API-Version; GET for what only reads
// how the website is set up. Each call has its credentials. What it leads to is told to those who are connected; whoever called
// learns it from the answer.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Log } from '../../../channels/channel.ts'
import type { Services } from '../../../services/verbs.ts'
import type { AgentEntrance } from '../agents/agent-entrance.ts'
import type { AgentParty } from '../agents/agent-party.ts'
import { configurationMethods, openMethods } from '../configuration/configuration-methods.ts'
import { admitConfigurator } from '../configuration/configurator.ts'
import type { CustomerEntrance } from '../customers/customer-entrance.ts'
import type { CustomerParty } from '../customers/customer-party.ts'
import { nobody } from '../customers/methods/website.ts'
import { isVersion, parseJson } from '../envelope.ts'
import { largestUpload, type UploadDesk } from '../files/upload-desk.ts'
import type { UploadLimits } from '../files/upload-limits.ts'
import { callerOfCall, networkOfCall } from '../limits.ts'
import type { Answer, Method, Methods } from '../method.ts'
import { bug, errorBody, fail, isProtocolError, type ProtocolError, statusOf } from '../protocol-error.ts'
import { asIn } from '../renamed.ts'
import type { Library } from '../views/library.ts'
import { withoutNulls } from '../without-nulls.ts'
import { allowPages } from './allow-pages.ts'
import { largestForm, takeUpload } from './upload-route.ts'

const longestBody = 1024 * 1024

export interface ActionParts {
  readonly customers: CustomerEntrance
  readonly agents: AgentEntrance
  readonly services: Services
  readonly library: Library
  readonly uploads: UploadDesk
  readonly uploading: UploadLimits
  readonly log: Log
}

export const actionRoutes = (parts: ActionParts): Hono => {
  const { customers, agents, library, uploads, uploading, log } = parts
  const app = new Hono()
  const tooLarge = (c: Context) => answer(c, fail('entity_too_large', 'The body is larger than 1 MB.'))
  const limit = bodyLimit({ maxSize: longestBody, onError: tooLarge })
  const formLimit = bodyLimit({
    maxSize: largestForm,
    onError: c => answer(c, fail('entity_too_large', 'A file can have at most 10 MB.')),
  })

  const called = async <Party>(
    c: Context,
    methods: Methods<Party>,
    admit: (credentials: string) => Promise<Party | ProtocolError>,
  ): Promise<Response> => {
    const name = c.req.param('name') ?? ''
    const method: Method<Party> | undefined = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (method === undefined || method.only === 'rtm')
      return answer(c, fail('not_found', `There is no action \`${name.slice(0, 100)}\` here.`))
    if (c.req.method === 'GET' && !method.overGet)
      return answer(c, fail('validation', `Call \`${name}\` with POST and a body of JSON.`))
    const payload = c.req.method === 'GET' ? c.req.query() : await readPayload(c)
    if (isProtocolError(payload)) return answer(c, payload)
    const party = await admit(c.req.header('Authorization') ?? '')
    if (isProtocolError(party)) return answer(c, party)
    try {
      return answer(c, await method.run(party, payload))
    } catch (error) {
      log.error('A bug while answering a program', { action: name, error: String(error) })
      return answer(c, bug)
    }
  }

  for (const paths of ['/:version/:side/action/*', '/:side/action/*']) app.use(paths, allowPages)

  const admitCustomer = async (c: Context) => {
    const wrong = versionError(c)
    if (wrong !== null) return wrong
    const { id } = await library.organization()
    if (c.req.query('organization_id') !== id)
      return fail('license_not_found', 'There is no such organization here. Check organization_id.')
    const token = c.req.header('Authorization') ?? ''
    return customers.admit(token, { wants: null, groupId: undefined, caller: callerOfCall(c) })
  }

  const admitAgent = (c: Context) =>
    agents.admitCall(c.req.header('Authorization') ?? '', c.req.header('Author-Id') ?? c.req.header('X-Author-Id'))

  const uploaded = async (c: Context, party: CustomerParty | AgentParty | ProtocolError) => {
    if (isProtocolError(party)) return answer(c, party)
    const isCustomer = 'customerId' in party
    const largest = isCustomer ? party.largestFile() : largestUpload
    const [who, network] = isCustomer ? [party.customerId, networkOfCall(c)] : [party.login, null]
    return answer(c, await uploading.run(who, network, () => takeUpload(c, uploads, largest)))
  }

  app.post('/:version/customer/action/upload_file', formLimit, async c => uploaded(c, await admitCustomer(c)))
  app.post('/:version/agent/action/upload_file', formLimit, async c =>
    uploaded(c, versionError(c) ?? (await admitAgent(c))),
  )

  app.on(['GET', 'POST'], ['/:version/customer/action/:name', '/customer/action/:name'], limit, async c => {
    const wrong = versionError(c)
    if (wrong !== null) return answer(c, wrong)
    if (Object.hasOwn(customers.open, c.req.param('name'))) return called(c, customers.open, async () => nobody)
    return called(c, customers.methods, () => admitCustomer(c))
  })

  app.on(['GET', 'POST'], ['/:version/agent/action/:name', '/agent/action/:name'], limit, async c => {
    const wrong = versionError(c)
    if (wrong !== null) return answer(c, wrong)
    return called(c, agents.methods, () => admitAgent(c))
  })
  const configuration = configurationMethods(parts)
  app.on(['GET', 'POST'], ['/:version/configuration/action/:name', '/configuration/action/:name'], limit, async c => {
    const wrong = versionError(c)
    if (wrong !== null) return answer(c, wrong)
    const isOpen = openMethods.has(c.req.param('name') ?? '')
    return called(c, configuration, credentials => admitConfigurator(parts.services, credentials, isOpen))
  })
  return app
}

/** The header outranks the address, so that a program can move on without a new address. */
const versionOf = (c: Context): string =>
  c.req.header('X-API-Version') ?? (c.req.param('version') ?? '').replace(/^v/, '')

const versionError = (c: Context): ProtocolError | null =>
  isVersion(versionOf(c)) ? null : fail('unsupported_version', 'This hub speaks 3.4 to 3.7.')

const readPayload = async (c: Context): Promise<unknown | ProtocolError> => {
  const text = await c.req.text()
  if (text.trim() === '') return {}
  const payload = parseJson(text)
  if (payload !== undefined) return withoutNulls(payload)
  return fail('validation', 'The body must be a JSON object, nested at most 64 deep.')
}

const answer = (c: Context, result: Answer | ProtocolError): Response => {
  c.header('Cache-Control', 'no-store')
  if (isProtocolError(result)) return c.json(errorBody(result), statusOf(result))
  return c.json(asIn(versionOf(c), result.payload), 200)
}

// LiveChat's messaging protocol on the hub: sockets, Web calls and customers' tokens, opened and closed as one.
// /v3.x/{customer|agent}/rtm/ws, /v3.x/agent/rtm/sjs, /v3.x/{customer|agent}/action/<name>, /v2/customer/token, /livechat/files/<sealed>.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Hono } from 'hono'
import type { Log } from '../../channels/channel.ts'
import { Lanes } from '../../channels/lanes.ts'
import type { WebConnector } from '../../channels/web/connector.ts'
import type { Clock } from '../../domain/clock.ts'
import type { ChatId, Ids } from '../../domain/ids.ts'
import type { Services } from '../../services/verbs.ts'
import type { Identity, Reads } from '../../storage/store.ts'
import { AgentEntrance } from './agents/agent-entrance.ts'
import { AgentLines } from './agents/agent-lines.ts'
import { Follows } from './agents/follows.ts'
import { GroupStatuses } from './agents/group-statuses.ts'
import { takeWhatIsOffered } from './agents/taking.ts'
import { CustomerEntrance } from './customers/customer-entrance.ts'
import { CustomerLines } from './customers/customer-lines.ts'
import { CustomerRecords } from './customers/customer-records.ts'
import { CustomerTokens } from './customers/customer-tokens.ts'
import { GroupPresence } from './customers/group-presence.ts'
import { fileRoutes } from './files/file-routes.ts'
import { UploadDesk } from './files/upload-desk.ts'
import { UploadLimits } from './files/upload-limits.ts'
import { NetworkCount, type ProtocolLimits, Throttle, usualLimits } from './limits.ts'
import { Pages } from './paging.ts'
import { PushMaker } from './pushes/push-maker.ts'
import { Switchboard } from './pushes/switchboard.ts'
import { RtmDoor } from './rtm/rtm-door.ts'
import { createSockJsDoor } from './rtm/sockjs-door.ts'
import { ChatViews } from './views/chat-view.ts'
import { Library } from './views/library.ts'
import { actionRoutes } from './web/action-routes.ts'
import { tokenRoutes } from './web/token-routes.ts'
import { WebhookTeller } from './webhooks/webhook-teller.ts'

export interface LiveChatDoor {
  readonly app: Hono
  /** For what is no request and answer, such as polls of SockJS. False when the path is none of those; nothing was touched then. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean
  /** False when the path is none of ours; nothing was touched then. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Resolves when everything that has happened was told; for tests. */
  settled(): Promise<void>
  close(): Promise<void>
}

export const openLiveChatDoor = (parts: {
  readonly services: Services
  readonly reads: Reads
  readonly web: WebConnector
  readonly clock: Clock
  readonly ids: Pick<Ids, 'secret'>
  readonly log: Log
  readonly limits?: Partial<ProtocolLimits>
  /** Under which address files can be had, without a slash at the end. */
  root(): string
}): LiveChatDoor => {
  const { services, reads, web, clock, ids, log } = parts
  const limits = { ...usualLimits, ...parts.limits }
  const library = new Library(reads, services)
  const uploads = new UploadDesk({ seal: web.seal, clock, reads, files: services.files, root: parts.root })
  const isHere = (identity: Identity): boolean => switchboard.isHere(identity)
  const views = new ChatViews(
    library,
    isHere,
    id => uploads.urlOf(id),
    () => clock.now(),
  )
  const maker = new PushMaker(views)
  const customerFollows = new Follows<string>()
  const switchboard: Switchboard = new Switchboard(services.feed, maker, log, customer => customerFollows.end(customer))
  const tokens = new CustomerTokens(web.seal, clock)
  const presence = new GroupPresence(services, library, clock)
  const callers = new CustomerLines({ services, reads, presence, clock, log, told: () => switchboard.settled() })
  const records = new CustomerRecords(services, views)
  const customers = new CustomerEntrance({
    services,
    web,
    views,
    tokens,
    switchboard,
    ids,
    clock,
    uploads,
    records,
    lanes: new Lanes(),
    presence,
    lines: callers,
    calls: new Throttle(limits.calls, clock),
  })
  const lines = new AgentLines({ services, library, clock, log })
  const agents = new AgentEntrance({
    services,
    clock,
    web,
    views,
    uploads,
    switchboard,
    lines,
    follows: new Follows<ChatId>(),
    customerFollows,
    callers,
    records,
    pages: new Pages(web.seal, clock),
    calls: new Throttle(limits.agentCalls, clock),
    multicasts: new Throttle(limits.multicasts, clock),
  })
  const sockets = new RtmDoor({
    customers,
    agents,
    clock,
    log,
    networks: new NetworkCount(limits.connectionsPerNetwork),
    organization: () => library.organization(),
  })
  const sockJs = createSockJsDoor({ clock, log, attend: (transport, address) => sockets.attend(transport, address) })

  const teller = new WebhookTeller(services, maker, log)
  const groups = new GroupStatuses({ services, library, switchboard, log })
  const stopTaking = takeWhatIsOffered({ services, views, lines }, log)

  const app = new Hono()
  app.route(
    '/v2/customer',
    tokenRoutes({ services, tokens, library, web, clock, throttle: new Throttle(limits.tokens, clock) }),
  )
  app.route('/livechat/files', fileRoutes({ uploads, files: services.files }))
  app.route(
    '/',
    actionRoutes({
      customers,
      agents,
      services,
      library,
      uploads,
      uploading: new UploadLimits(limits, clock),
      log,
    }),
  )

  return {
    app,
    handleRequest: (request, response) => sockJs.request(request, response),
    handleUpgrade: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head) || sockJs.upgrade(request, socket, head),
    async settled() {
      await switchboard.settled()
      await teller.settled()
    },
    async close() {
      stopTaking()
      lines.close()
      await groups.close()
      await callers.close()
      await Promise.all([sockets.close(), sockJs.close()])
      await switchboard.close()
      await teller.close()
    },
  }
}

// createWorkstation(ports): the one place where services meet. No singletons, no environment, nothing happens on import.
import { asId } from './domain/ids.ts'
import { openProcesses } from './processes/processes.ts'
import { AccessTokens } from './services/access-tokens.ts'
import { AgentDirectory } from './services/agent-directory.ts'
import { Attachments } from './services/attachments.ts'
import { AuditLog } from './services/audit-log.ts'
import { Bus } from './services/bus.ts'
import { CannedReplies } from './services/canned-replies.ts'
import { CaseService } from './services/cases/case-service.ts'
import { CaseWebhooks } from './services/cases/case-webhooks.ts'
import { ChannelDesk } from './services/channel-desk.ts'
import { doorOf } from './services/channel-door.ts'
import { ChannelSignIns } from './services/channel-sign-ins.ts'
import { ChatActions } from './services/chat-actions.ts'
import { ChatService } from './services/chat-service.ts'
import { Bans } from './services/contacts/bans.ts'
import { ContactService } from './services/contacts/contact-service.ts'
import { Erasures } from './services/contacts/erasures.ts'
import { OwnFields } from './services/contacts/own-fields.ts'
import { CustomerLine } from './services/customer-line.ts'
import { Feed } from './services/feed.ts'
import { FileService } from './services/file-service.ts'
import { IntakeService } from './services/intake.ts'
import { Invites } from './services/invites.ts'
import { Links } from './services/links.ts'
import { MessageManager } from './services/message-manager.ts'
import { OpeningTimes } from './services/opening-times.ts'
import { Outbox } from './services/outbox.ts'
import type { Ports } from './services/ports.ts'
import { PresenceService } from './services/presence-service.ts'
import { BotPrograms } from './services/protocol/bot-programs.ts'
import { ConfigurationDesk } from './services/protocol/configuration-desk.ts'
import { ProtocolDesk } from './services/protocol/protocol-desk.ts'
import { ProtocolWebhooks } from './services/protocol/protocol-webhooks.ts'
import { QueueSetup } from './services/queue-setup.ts'
import { FacebookPages } from './services/relay/facebook-pages.ts'
import { RelayDesk } from './services/relay/relay-desk.ts'
import { RelayKeeper } from './services/relay/relay-keeper.ts'
import { RoleDirectory } from './services/role-directory.ts'
import { Rounds } from './services/rounds.ts'
import { Router } from './services/router.ts'
import { Schedule } from './services/schedule.ts'
import { SearchService } from './services/search-service.ts'
import { SecondFactors } from './services/second-factors.ts'
import { type AskCode, Sessions } from './services/sessions.ts'
import { SettingService } from './services/setting-service.ts'
import { SetupTransfer } from './services/setup/setup-transfer.ts'
import { HandBack } from './services/threads/hand-back.ts'
import { Threads } from './services/threads/threads.ts'
import type { Services } from './services/verbs.ts'
import { Courier } from './services/webhook-delivery/courier.ts'
import { Webhooks } from './services/webhooks.ts'

export interface Workstation {
  readonly services: Services
  /** Connects the channels, routes what waits, sends what is queued. */
  start(): Promise<void>
  /** Stops receiving, lets what is on the wire finish, closes the store. */
  stop(): Promise<void>
  /** Resolves when nothing is under way: for tests and benches. */
  settled(): Promise<void>
}

const changesWhoIsThere: ReadonlySet<string> = new Set([
  'presence.changed',
  'queue.changed',
  'agent.changed',
  'role.changed',
])

export const createWorkstation = (ports: Ports): Workstation => {
  const { store, files } = ports
  const bus = new Bus()
  const links = new Links()
  const line = new CustomerLine(store, links, ports.log)
  const presence = new PresenceService(ports, because => router.sweep(because))
  const isConnected = (id: Parameters<typeof presence.isConnected>[0]) => presence.isConnected(id)
  const router = new Router(ports, isConnected, () => outbox.kick())
  const sweep = (because: string) => router.sweep(because)
  const threads = new Threads(ports)
  const handBack = new HandBack(ports, links, threads)
  const schedule = new Schedule(ports, router, line, handBack)
  const openingTimes = new OpeningTimes(ports, sweep)
  const sweepAndReplan = (because: string) => {
    schedule.replan()
    openingTimes.replan()
    return router.sweep(because)
  }
  const attachments = new Attachments(ports, links)
  const intake = new IntakeService({
    ...ports,
    router,
    bus,
    threads,
    fetchAttachments: () => attachments.kick(),
    onBot: () => schedule.replan(),
  })
  const outbox = new Outbox(ports, links, threads, async (conversationId, reason) => {
    const conversation = await store.contacts.conversation(conversationId)
    const channel = conversation === null ? null : await store.channels.get(conversation.channelId)
    if (conversation === null || channel === null) return
    const { address } = conversation.identity
    await intake.receive(channel, {
      updates: [{ type: 'reachability', address, at: ports.clock.now(), reachable: false, reason }],
    })
  })
  store.onEvents(events => {
    if (events.some(({ type }) => changesWhoIsThere.has(type))) links.availabilityChanged()
    // What a network told is known there.
    for (const event of events) {
      const { type, chatId, agentId, facts } = event
      if (type === 'chat.tagged' && chatId !== undefined && agentId !== undefined)
        void line.tagged(chatId, String(facts?.tag), facts?.given === true)
      if (type === 'properties.changed' && agentId !== undefined) void line.propertiesChanged(event)
      if (type === 'contact.changed' && facts?.told === 'ban')
        void line.banned(asId(String(facts.contactId)), typeof facts.days === 'number' ? facts.days : null)
    }
  })
  links.onUp((id, how) => outbox.channelIsUp(id, how))
  const signIns = new ChannelSignIns(ports)
  const desk = new ChannelDesk(
    ports,
    links,
    bus,
    (channel, report, profile) =>
      doorOf(
        {
          ...ports,
          intake,
          isConnected,
          onClosed: (because, chat) => {
            handBack.after([chat])
            return sweep(because)
          },
        },
        channel,
        report,
        profile,
      ),
    signIns,
  )
  const webhooks = new Webhooks(ports, links, signIns)
  const keeper = new RelayKeeper({ ...ports, webhooks, links, bus, reconnect: id => desk.reconnect(id) })
  const cannedReplies = new CannedReplies(ports)
  const bans = new Bans(ports, async chats => {
    for (const chat of chats) await line.notify(chat, { type: 'closed' })
    await router.sweep('a contact was banned')
  })
  const banEnds = new Rounds('Ending bans on time', ports, () => bans.endDue())
  store.onEvents(events => {
    if (events.some(({ type }) => type === 'contact.changed')) banEnds.request()
  })
  const erasures = new Erasures(ports, () => router.sweep('a contact was erased'))
  const secondFactors = new SecondFactors(ports)
  const askCode: AskCode = (agentId, code) => secondFactors.ask(agentId, code)
  const accessTokens = new AccessTokens(ports)
  const sessions = new Sessions(ports, askCode, accessTokens)
  const feed = new Feed(ports, bus, id => sessions.actorOfAgent(id))

  const courier = new Courier(ports)

  const cases = new CaseService(ports, () => void courier.kick())
  const chatActions = new ChatActions(ports)
  const processes = openProcesses(ports, {
    cases,
    isConnected,
    aftermath: {
      sent: () => {
        outbox.kick()
        schedule.replan()
      },
      closed: chat => {
        void line.notify(chat, { type: 'closed' })
        handBack.after([chat])
        void sweep('a process closed a chat')
      },
      transferred: (chat, agentName) => {
        void sweep('a process transferred a chat')
        void line.notify(chat, agentName === null ? { type: 'waiting' } : { type: 'accepted', agentName })
      },
    },
  })

  const agents = new AgentDirectory(ports, { sessions, accessTokens }, isConnected, sweep)

  const services: Services = {
    chatService: new ChatService({
      ...ports,
      router,
      connections: presence.connections,
      line,
      bus,
      links,
      threads,
      handBack,
    }),
    messageManager: new MessageManager({ ...ports, links, outbox, intake, onSent: () => schedule.replan() }),
    presence,
    sessions,
    secondFactors,
    invites: new Invites(ports, sessions, accessTokens, askCode),
    accessTokens,
    agents,
    roles: new RoleDirectory(ports, sweep),
    queues: new QueueSetup(ports, isConnected, sweepAndReplan),
    channels: desk,
    signIns,
    webhooks,
    relay: new RelayDesk(ports, keeper),
    pages: new FacebookPages(ports, keeper, desk),
    settings: new SettingService(ports, sweep),
    cannedReplies,
    contacts: new ContactService(ports, bans, erasures),
    ownFields: new OwnFields(ports),
    processes: processes.setup,
    chatActions,
    runs: processes.runs,
    search: new SearchService(store),
    audit: new AuditLog(store),
    setup: new SetupTransfer(
      ports,
      xml => processes.setup.validate(xml),
      async channelIds => {
        for (const id of channelIds) await desk.reconnect(id)
        await sweepAndReplan('a set-up was imported')
      },
    ),
    feed,
    files: new FileService(files),
    cases,
    caseWebhooks: new CaseWebhooks(ports, courier),
    protocolWebhooks: new ProtocolWebhooks(ports, courier),
    configuration: new ConfigurationDesk(ports, new BotPrograms(ports, agents, accessTokens)),
    protocol: new ProtocolDesk(ports, sweep),
  }

  return {
    services,
    start: async () => {
      await presence.start()
      await cannedReplies.start()
      await erasures.start()
      await desk.start()
      keeper.start()
      await router.start()
      await outbox.start()
      attachments.kick()
      schedule.replan()
      openingTimes.replan()
      banEnds.request()
      await courier.start()
      await chatActions.start()
      await processes.start()
    },
    stop: async () => {
      await processes.stop()
      router.stop()
      schedule.stop()
      openingTimes.stop()
      banEnds.stop()
      await keeper.stop()
      await outbox.stop()
      await Promise.all([desk.stop(), attachments.stop(), courier.stop()])
      await Promise.all([router.settled(), schedule.settled(), openingTimes.settled(), banEnds.settled()])
      await handBack.settled()
      await store.close()
    },
    settled: async () => {
      await processes.settled()
      await keeper.settled()
      await openingTimes.settled()
      await banEnds.settled()
      await router.settled()
      await outbox.settled()
      await Promise.all([attachments.settled(), schedule.settled(), router.settled(), courier.settled()])
      await handBack.settled()
    },
  }
}

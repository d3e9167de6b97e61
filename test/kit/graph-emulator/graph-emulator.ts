// Meta with Messenger behind it, as far as Parley has to do with it: the Graph API on a port, pages, a login, signed webhooks,
// customers, the page's own inbox and bots of others. It can be late, call twice, in any order, refuse, hang, and lose answers.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../main/domain/clock.ts'
import { Caller, type Manner } from './caller.ts'
import { GraphCustomer } from './customer.ts'
import { type EmulatedPage, type EmulatedPerson, inboxApp, type SentMessage } from './page.ts'
import { answerGraph } from './rest.ts'
import { World } from './world.ts'

type Event = Readonly<Record<string, unknown>>

export class GraphEmulator {
  readonly world = new World()
  readonly caller: Caller
  /** Whether an echo follows every message of ours by itself, as it does at Meta. */
  echoesByItself = true
  readonly #clock: Clock
  readonly #server: Server
  #port = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.caller = new Caller(this.world, clock)
    this.#server = createServer((request, response) => {
      const ports = {
        world: this.world,
        clock,
        root: this.apiRoot,
        onSent: (page: EmulatedPage, message: SentMessage) => {
          if (this.echoesByItself) void this.echoes(page, message)
        },
      }
      answerGraph(ports, request, response).catch(() => response.destroy())
    })
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** As somebody would enter them in settings by hand, on a hub with an app of its own. */
  settingsOf(page: EmulatedPage) {
    const { appSecret, verifyToken } = this.world
    return { pageId: page.id, pageToken: page.token ?? '', appSecret, verifyToken, apiRoot: this.apiRoot }
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#port = (this.#server.address() as AddressInfo).port
        resolve()
      })
    })
  }

  async stop(): Promise<void> {
    this.caller.stop()
    await this.goesDown()
  }

  goesDown(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise(resolve => this.#server.close(() => resolve()))
  }

  comesBack(): Promise<void> {
    return this.start()
  }

  customer(page: EmulatedPage, firstName: string, lastName = ''): GraphCustomer {
    const psid = this.world.number('78')
    const person: EmulatedPerson = { psid, firstName, lastName, picture: null, lastActionAt: null, hasBlocked: false }
    page.people.set(psid, person)
    const ports = {
      world: this.world,
      clock: this.#clock,
      tell: (...parts: Parameters<GraphEmulator['tell']>) => this.tell(...parts),
      address: (path: string) => this.apiRoot + path,
    }
    return new GraphCustomer(ports, page, person)
  }

  /** One event, on the way on which it goes: to whoever may speak, or to those who stand by. Nobody is called who did not ask. */
  tell(page: EmulatedPage, field: string, psid: string, event: Event, manner: Manner = {}): Promise<number> {
    const speaker = page.speaker(psid, this.#clock.now())
    const isOurs = speaker === null || speaker === this.world.appId || field === 'messaging_handovers'
    const needed = isOurs ? field : 'standby'
    if (!page.subscribed.has(needed) || !this.world.appFields.has(needed)) return Promise.resolve(0)
    const stamped = { timestamp: this.#clock.now(), ...event }
    return this.brings(page, { [isOurs ? 'messaging' : 'standby']: [stamped] }, manner)
  }

  /** One entry of any shape. */
  brings(page: EmulatedPage, entry: Event, manner: Manner = {}): Promise<number> {
    return this.calls([{ id: page.id, time: this.#clock.now(), ...entry }], manner)
  }

  /** Several entries in one body. */
  calls(entry: readonly Event[], manner: Manner = {}): Promise<number> {
    return this.caller.call({ object: 'page', entry }, manner)
  }

  /** What was said in the page's name comes back to the app; `more` overrides what it says. */
  echoes(page: EmulatedPage, message: SentMessage, more: Event = {}): Promise<number> {
    const { mid, psid, text, metadata, file, byApp } = message
    const type = file?.type ?? ''
    return this.tell(page, 'message_echoes', psid, {
      sender: { id: page.id },
      recipient: { id: psid },
      message: {
        mid,
        is_echo: true,
        app_id: Number(byApp),
        ...(metadata === null ? {} : { metadata }),
        ...(text === null ? {} : { text }),
        ...(file === null
          ? {}
          : { attachments: [{ type, payload: { url: this.apiRoot + this.world.keep(file.bytes, file.mime) } }] }),
        ...more,
      },
    })
  }

  /** Somebody answers in the page's own inbox, which takes the conversation where there is routing. `app`: null: not told. */
  inboxSays(customer: GraphCustomer, text: string, app: string | null = inboxApp): Promise<number> {
    const { page, psid } = customer
    if (page.defaultApp !== null) page.setHolder(psid, inboxApp, this.#clock.now())
    return this.#otherSays(customer, text, app)
  }

  /** A bot of somebody else's answers. */
  botSays(customer: GraphCustomer, text: string, app: string): Promise<number> {
    const { page, psid } = customer
    if (page.defaultApp !== null) page.setHolder(psid, app, this.#clock.now())
    return this.#otherSays(customer, text, app)
  }

  #otherSays({ page, psid }: GraphCustomer, text: string, app: string | null): Promise<number> {
    return this.tell(page, 'message_echoes', psid, {
      sender: { id: page.id },
      recipient: { id: psid },
      message: { mid: this.world.number('m_'), is_echo: true, text, ...(app === null ? {} : { app_id: Number(app) }) },
    })
  }

  /** Another app hands the conversation to this one, or to whom it says. */
  passes({ page, psid }: GraphCustomer, from: string | null, to = this.world.appId): Promise<number> {
    page.setHolder(psid, to, this.#clock.now())
    return this.#control(page, psid, {
      pass_thread_control: { previous_owner_app_id: from, new_owner_app_id: to, metadata: 'to a person' },
    })
  }

  /** Another app takes it. */
  takes({ page, psid }: GraphCustomer, app: string): Promise<number> {
    const previous_owner_app_id = page.holder(psid, this.#clock.now())
    page.setHolder(psid, app, this.#clock.now())
    return this.#control(page, psid, { take_thread_control: { previous_owner_app_id, new_owner_app_id: app } })
  }

  /** Another app asks for it. */
  asks({ page, psid }: GraphCustomer, app: string): Promise<number> {
    return this.#control(page, psid, { request_thread_control: { requested_owner_app_id: app, metadata: '' } })
  }

  #control(page: EmulatedPage, psid: string, event: Event): Promise<number> {
    return this.tell(page, 'messaging_handovers', psid, { sender: { id: psid }, recipient: { id: page.id }, ...event })
  }

  isTaken(text: string): boolean {
    return this.caller.calls.some(
      call => call.taken && JSON.stringify(JSON.parse(call.body)).includes(JSON.stringify(text)),
    )
  }
}

// LiveChat, as far as an agent application has to do with it: a licence behind Agent RTM 3.6, the Web API and the accounts service on
// one port, customers, and colleagues on LiveChat's own screens. It can break every promise that the real one does not make.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../main/domain/clock.ts'
import { Licence } from './licence.ts'
import { Methods } from './methods.ts'
import { LiveChatColleague, LiveChatCustomer } from './people.ts'
import { RtmServer } from './rtm-server.ts'
import { Tokens } from './tokens.ts'
import { Weather } from './weather.ts'
import { answerWeb, keepFile } from './web-server.ts'

export const account = 'parley@lampion.example'

export class LiveChatEmulator {
  readonly licence: Licence
  readonly tokens: Tokens
  readonly weather = new Weather()
  readonly rtm: RtmServer
  readonly app = {
    clientId: '0805e283233042b37f460ed8fbf22160',
    redirectUris: ['http://127.0.0.1:7420/hooks/livechat'],
    agentId: account,
  }
  readonly #server: Server
  #port = 0

  constructor(clock: Clock) {
    this.licence = new Licence({ clock, tell: (ids, push) => this.rtm.tell(ids, push) })
    this.tokens = new Tokens(clock)
    const methods = new Methods(this.licence)
    const { licence, tokens, weather } = this
    this.rtm = new RtmServer({ clock, licence, methods, tokens, weather })
    this.#server = createServer((request, response) => {
      const ports = { licence, tokens, root: this.apiRoot, app: this.app }
      answerWeb(ports, request, response).catch(() => response.destroy())
    })
    this.#server.on('upgrade', (request, socket, head) => {
      if (request.url?.startsWith('/v3.6/agent/rtm/ws')) this.rtm.upgrade(request, socket, head)
      else socket.destroy()
    })
    licence.addAgent(account, 'Lampion Support')
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get accountsRoot(): string {
    return `${this.apiRoot}/accounts`
  }

  /** As a supervisor would enter them. */
  settingsByToken() {
    const { apiRoot, accountsRoot } = this
    return { ...this.tokens.personal(account), apiRoot, accountsRoot }
  }

  /** As a sign-in leaves them. */
  settingsBySignIn() {
    const { clientId } = this.app
    const { accessToken, refreshToken } = this.tokens.grant(account, clientId)
    return { clientId, refreshToken, accessToken, apiRoot: this.apiRoot, accountsRoot: this.accountsRoot }
  }

  customer(name: string): LiveChatCustomer {
    return new LiveChatCustomer(this.licence, name, file =>
      keepFile({ licence: this.licence, root: this.apiRoot }, file),
    )
  }

  colleague(name: string): LiveChatColleague {
    return new LiveChatColleague(this.licence, name)
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

  stop(): Promise<void> {
    return this.goesDown()
  }

  goesDown(): Promise<void> {
    this.rtm.close()
    this.#server.closeAllConnections()
    return new Promise(resolve => this.#server.close(() => resolve()))
  }

  comesBack(): Promise<void> {
    return this.start()
  }

  /** How often it was asked for this. */
  asked(action: string): number {
    return this.rtm.requests.filter(request => request.action === action).length
  }
}

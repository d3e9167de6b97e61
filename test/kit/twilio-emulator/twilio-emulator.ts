// Twilio with WhatsApp behind it, as far as Parley has to do with it: its REST API on a port, its signed webhooks, its reports,
// and customers with telephones. It can be late, call twice, in any order, refuse, hang, and lose its answers.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../main/domain/clock.ts'
import { Caller, type Manner } from './caller.ts'
import { answerRest } from './rest.ts'
import { type TakenMessage, World } from './world.ts'

export type Fields = Readonly<Record<string, string>>

export interface TwilioCustomer {
  readonly address: string
  readonly received: readonly TakenMessage[]
  /** Resolves with the status that the webhook was answered with. */
  says(text: string, more?: Fields): Promise<number>
}

export class TwilioEmulator {
  readonly world = new World()
  readonly caller: Caller
  /** What was set as the sender's webhook, with Twilio's own directions behind the "#". */
  webhook = ''
  /** Reports that every taken message gets at once, such as sent and delivered. */
  reportsByItself: readonly string[] = []
  readonly #server: Server
  #port = 0

  constructor(clock: Clock) {
    this.caller = new Caller(clock, this.world.authToken)
    this.#server = createServer((request, response) => {
      void answerRest(this.world, request, response, async (message, first) => {
        if (first !== undefined) return void (await this.reports(message.sid, first.status, first.code))
        for (const status of this.reportsByItself) await this.reports(message.sid, status)
      })
    })
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** As somebody would enter them in settings. */
  get settings() {
    const { accountSid, authToken, sender } = this.world
    return { accountSid, authToken, sender, apiRoot: this.apiRoot }
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

  customer(number: string, name: string): TwilioCustomer {
    const address = `whatsapp:${number}`
    const { messages } = this.world
    return {
      address,
      get received() {
        return messages.filter(message => message.to === address)
      },
      says: (text, more = {}) => this.brings({ ...this.message(address, name, text), ...more }),
    }
  }

  /** The fields of a plain message, for a test to change. */
  message(address: string, name: string, text: string): Record<string, string> {
    const sid = this.world.sid('SM')
    const { accountSid, sender } = this.world
    return {
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: accountSid,
      From: address,
      To: sender,
      Body: text,
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
      MessageType: 'text',
      ProfileName: name,
      WaId: address.replace(/\D/g, ''),
      ApiVersion: '2010-04-01',
    }
  }

  /** Calls the webhook with these fields. */
  brings(fields: Fields, manner: Manner = {}): Promise<number> {
    return this.caller.call(this.webhook, fields, manner)
  }

  /** Keeps a file of a customer's, and says where it lies. */
  keeps(bytes: Uint8Array, mime: string, redirect?: string): string {
    const { accountSid } = this.world
    const path = `/2010-04-01/Accounts/${accountSid}/Messages/${this.world.sid('MM')}/Media/${this.world.sid('ME')}`
    this.world.files.set(path, { bytes, mime, ...(redirect === undefined ? {} : { redirect }) })
    return `${this.apiRoot}${path}`
  }

  /** A status callback about one of our messages; resolves with what it was answered. */
  async reports(sid: string, status: string, code?: number): Promise<number> {
    const message = this.world.messages.find(one => one.sid === sid)
    if (message?.statusCallback == null) return 0
    const { accountSid } = this.world
    return this.caller.call(message.statusCallback, {
      MessageSid: sid,
      SmsSid: sid,
      AccountSid: accountSid,
      MessageStatus: status,
      SmsStatus: status,
      From: message.from,
      To: message.to,
      ChannelPrefix: 'whatsapp',
      ApiVersion: '2010-04-01',
      ...(code === undefined ? {} : { ErrorCode: String(code) }),
    })
  }

  isTaken(text: string): boolean {
    return this.caller.calls.some(call => call.fields.Body === text && call.taken)
  }
}

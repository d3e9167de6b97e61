// A relay in the test's own process, on a hand clock: real HTTP, real sockets, real files.
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'
import { DAY } from '../../../main/domain/clock.ts'
import { listen } from '../../../main/machine/listener.ts'
import type { FacebookApp } from '../../../main/relay/command-line.ts'
import type { FacebookRoots } from '../../../main/relay/facebook/roots.ts'
import { openRelay, type Relay } from '../../../main/relay/relay.ts'
import { HandClock } from '../hand-clock.ts'
import { tempDir } from '../temp-dir.ts'
import { signatureOf } from '../twilio-emulator/signing.ts'
import { type Pairing, pair, type ScriptedDesk } from './scripted-desk.ts'

export const authToken = '12345'
export const app: FacebookApp = { appId: '4711', appSecret: 'app secret', verifyToken: 'verify me' }
/** Never asked for: what is signed is this address, whatever the relay is called by. */
export const publicUrl = 'https://relay.example/parley'

export interface Logged {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly facts: Readonly<Record<string, unknown>>
}

export interface ARelay {
  readonly relay: Relay
  readonly url: string
  readonly dir: string
  readonly clock: HandClock
  readonly logged: readonly Logged[]
  readonly pairing: Pairing
}

export const aRelay = async (
  more: {
    dir?: string
    clock?: HandClock
    facebook?: FacebookApp | null
    facebookRoots?: FacebookRoots
    /** By default another one than it is called by. */
    hasOwnAddress?: boolean
    maxBytes?: number
    freeOnDisk?: () => number
    /** Of an earlier start. */
    pairing?: Pairing
  } = {},
): Promise<ARelay> => {
  const dir = more.dir ?? tempDir()
  const clock = more.clock ?? new HandClock()
  const logged: Logged[] = []
  const note =
    (level: Logged['level']) =>
    (message: string, facts: Record<string, unknown> = {}) =>
      void logged.push({ level, message, facts })
  const listener = await listen('127.0.0.1', 0)
  const relay = await openRelay({
    dataDir: dir,
    listener,
    publicUrl: more.hasOwnAddress === true ? listener.url : publicUrl,
    ...(more.facebookRoots === undefined ? {} : { facebookRoots: more.facebookRoots }),
    facebook: more.facebook === undefined ? app : more.facebook,
    keepMs: 7 * DAY,
    maxBytes: more.maxBytes ?? 256 * 1024 * 1024,
    ...(more.freeOnDisk === undefined ? {} : { freeOnDisk: more.freeOnDisk }),
    clock,
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  })
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    const stopped = relay.stop()
    await clock.turn(5_000)
    await stopped
  }
  onTestFinished(stop)
  const pairing = more.pairing ?? (await pair(relay.url, relay.firstCode ?? ''))
  return { relay: { ...relay, stop }, url: relay.url, dir, clock, logged, pairing }
}

export const whatsApp = (channelId: string, secret = authToken) => ({
  channelId,
  kind: 'whatsapp' as const,
  place: 'whatsapp:+15550001111',
  secret,
})

export const page = (channelId: string, place: string) => ({ channelId, kind: 'facebook' as const, place })

/** As Twilio posts it; `tamper` changes what is sent after it was signed. */
export const fromTwilio = async (
  relayUrl: string,
  channelId: string,
  fields: Readonly<Record<string, string>>,
  more: { publicUrl?: string; query?: string; token?: string; tamper?: (body: string) => string } = {},
): Promise<Response> => {
  const path = `/hooks/whatsapp/${channelId}${more.query ?? ''}`
  const signature = signatureOf(more.token ?? authToken, (more.publicUrl ?? publicUrl) + path, fields)
  const body = new URLSearchParams(fields).toString()
  return fetch(relayUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: more.tamper?.(body) ?? body,
  })
}

/** As Twilio posts it with the end of the body still to come; `finish` sends that, and gives the status of the answer. */
export const beginFromTwilio = async (
  relayUrl: string,
  channelId: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ finish(): Promise<number | undefined> }> => {
  const path = `/hooks/whatsapp/${channelId}`
  const body = new URLSearchParams(fields).toString()
  const call = httpRequest(relayUrl + path, {
    method: 'POST',
    headers: { 'x-twilio-signature': signatureOf(authToken, publicUrl + path, fields), expect: '100-continue' },
  })
  call.flushHeaders()
  // Said by a server that has read the head, which is when it looks for the channel.
  await once(call, 'continue')
  call.write(body.slice(0, 5))
  return {
    async finish() {
      call.end(body.slice(5))
      const [answer] = (await once(call, 'response')) as [IncomingMessage]
      answer.resume()
      return answer.statusCode
    },
  }
}

/** As Meta posts it, with what is not ASCII escaped; `tamper` changes what is sent after it was signed. */
export const fromMeta = async (
  relayUrl: string,
  call: unknown,
  more: { secret?: string; tamper?: (body: Buffer) => Buffer } = {},
): Promise<Response> => {
  const body = escaped(call)
  const signature = createHmac('sha256', more.secret ?? app.appSecret)
    .update(body)
    .digest('hex')
  return fetch(`${relayUrl}/hooks/facebook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body: new Uint8Array(more.tamper?.(body) ?? body),
  })
}

export const escaped = (call: unknown): Buffer =>
  Buffer.from(
    JSON.stringify(call).replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )

/** A text that a customer wrote, in Twilio's fields. */
export const said = (text: string, customer = '+15551230000') => ({
  MessageSid: `SM${text}`,
  Body: text,
  From: `whatsapp:${customer}`,
  To: 'whatsapp:+15550001111',
})

/** What customers wrote, in the order in which it was delivered. */
export const texts = (desk: ScriptedDesk, channelId?: string): (string | null)[] =>
  desk.deliveries
    .filter(one => channelId === undefined || one.channelId === channelId)
    .map(({ request }) => new URLSearchParams(Buffer.from(request.body, 'base64').toString()).get('Body'))

// An outside help desk: a server of its own that checks each call as the README tells receivers to, with nothing of ours.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Received {
  readonly id: string
  readonly event: string
  readonly genuine: boolean
  readonly at: number
  /** As it came. */
  readonly text: string
  readonly body: {
    readonly type: string
    readonly timestamp: string
    readonly data: Readonly<Record<string, unknown>> & { readonly case?: Readonly<Record<string, unknown>> }
  }
}

export interface WebhookReceiver {
  readonly url: string
  readonly host: string
  readonly received: readonly Received[]
  /** Secrets that it takes a signature of. */
  readonly secrets: string[]
  /** What it answers next, in order; 204 when empty. */
  readonly answers: (
    | number
    | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  )[]
  /** While set, calls wait for it. */
  gate: Promise<void> | null
}

/** As told by "Webhooks" in the README: HMAC-SHA256 over "id.timestamp.body" with the base64 part of the secret. */
const isGenuine = (secret: string, id: string, timestamp: string, body: string, header: string): boolean => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  return header.split(' ').some(one => {
    const [version, signature = ''] = one.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}

export const aWebhookReceiver = async (): Promise<WebhookReceiver> => {
  const received: Received[] = []
  const secrets: string[] = []
  const answers: WebhookReceiver['answers'] = []
  const receiver = { received, secrets, answers, gate: null as Promise<void> | null }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const body = Buffer.concat(parts).toString()
    const header = (name: string) => String(request.headers[name] ?? '')
    const [id, timestamp] = [header('webhook-id'), header('webhook-timestamp')]
    received.push({
      id,
      event: header('webhook-event'),
      at: Number(timestamp) * 1000,
      text: body,
      genuine: secrets.some(secret => isGenuine(secret, id, timestamp, body, header('webhook-signature'))),
      body: JSON.parse(body) as Received['body'],
    })
    if (receiver.gate !== null) await receiver.gate
    const answer = answers.shift() ?? 204
    const { status, body: text = '', headers = {} } = typeof answer === 'number' ? { status: answer } : answer
    response.writeHead(status, headers).end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(receiver, { url: `http://${host}/hook`, host })
}

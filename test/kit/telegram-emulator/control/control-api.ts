// The emulator told what to do over HTTP, so that it can live in its own process and outlast a hub that is killed:
//   POST   /control/do      {customer: {id?, firstName?...}, verb: 'says', args: ['hello']}   -> what the verb returns
//   POST   /control/faults  {method, times?, chatId?, fault: {do: 'drop', when: 'after'}}      -> {}
//   DELETE /control/faults
//   POST   /control/until   {what: 'confirmed' | 'polled' | 'sent' | 'called', count?, method?, timeoutMs?}
//   GET    /control/received?customer=ID      GET /control/ledger      POST /control/stop
// Bytes among the arguments travel as {base64: '...'}.

import type { TelegramEmulator } from '../telegram-emulator.ts'
import type { Exchange } from '../wire/bot-server.ts'
import { asRecord } from '../wire/params.ts'
import { parseObject } from '../wire/read-request.ts'
import type { Profile } from '../world/person.ts'
import { parseFault } from './parse-fault.ts'
import { verbOf } from './verbs.ts'

export async function answerControl(
  emulator: TelegramEmulator,
  { request, response }: Exchange,
  url: URL,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = parseObject(Buffer.concat(chunks).toString('utf8')) ?? {}
  const command = `${request.method} ${url.pathname.slice('/control/'.length)}`
  try {
    const result = await obey(emulator, command, body, url)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? {}))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: why }))
  }
}

async function obey(
  emulator: TelegramEmulator,
  command: string,
  body: Record<string, unknown>,
  url: URL,
): Promise<unknown> {
  switch (command) {
    case 'POST do': {
      const customer = emulator.customer(readProfile(body.customer))
      const args = Array.isArray(body.args) ? body.args.map(reviveBytes) : []
      return verbOf(customer, String(body.verb))(...args)
    }
    case 'POST faults': {
      const chatId = body.chatId === undefined ? undefined : Number(body.chatId)
      return emulator.next(String(body.method), parseFault(body.fault), Number(body.times ?? 1), chatId)
    }
    case 'DELETE faults':
      return emulator.faults.clear()
    case 'POST until':
      return await wait(emulator, body)
    case 'GET received': {
      const { received } = emulator.customer({ id: Number(url.searchParams.get('customer')) })
      return received.map(({ files, ...one }) => ({ ...one, files: files.map(file => file.entry()) }))
    }
    case 'GET ledger':
      return { ...emulator.ledger.toJSON(), doubles: emulator.ledger.doubles }
    case 'POST stop':
      setImmediate(() => void emulator.stop())
      return {}
    default:
      throw new Error(`No such control: ${command}`)
  }
}

async function wait(emulator: TelegramEmulator, body: Record<string, unknown>): Promise<void> {
  const count = Number(body.count ?? 1)
  const timeoutMs = Number(body.timeoutMs ?? 5_000)
  const { ledger } = emulator
  switch (body.what) {
    case 'polled':
      return await emulator.untilPolled(emulator.bot(), timeoutMs)
    case 'confirmed':
      if (body.count === undefined) return await emulator.untilConfirmed(timeoutMs)
      await emulator.until(`${count} confirmed updates`, () => ledger.confirmed.length >= count, timeoutMs)
      return
    case 'sent':
      await emulator.until(`${count} sent messages`, () => ledger.sent.length >= count, timeoutMs)
      return
    case 'called':
      await emulator.untilCalled(String(body.method), count, timeoutMs)
      return
    default:
      throw new Error(`Cannot wait for ${String(body.what)}: confirmed, polled, sent or called`)
  }
}

function readProfile(value: unknown): Profile {
  const given = asRecord(value)
  if (!given) throw new Error('customer: {id?, firstName?, lastName?, username?, languageCode?} is missing')
  const { photo, ...profile } = given
  return { ...(profile as Profile), ...(photo === undefined ? {} : { photo: reviveBytes(photo) as Buffer }) }
}

function reviveBytes(value: unknown): unknown {
  const record = asRecord(value)
  return typeof record?.base64 === 'string' ? Buffer.from(record.base64, 'base64') : (value ?? undefined)
}

// The HTTP side: finds the bot and the method, meets the scripted faults, writes every call into the ledger.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EmulatedBot } from '../bot.ts'
import { isRefusal } from '../methods/call.ts'
import { methods } from '../methods/methods.ts'
import type { Ground } from '../record/ground.ts'
import type { CallEntry } from '../record/ledger.ts'
import type { Fault, Faults } from '../script/faults.ts'
import { type Answer, malformedToken, methodNotFound, notFound, type Refusal, unauthorized } from './answer.ts'
import { downloadFile } from './download.ts'
import { Params } from './params.ts'
import { readRequest } from './read-request.ts'
import { dropConnection, writeAnswer, writeGarbage } from './write-answer.ts'

export interface BotServerRules {
  ground: Ground
  faults: Faults
  /** Undefined for unknown and revoked tokens. */
  authorized: (token: string) => EmulatedBot | undefined
  /** Answers everything under /control/. */
  control: ((exchange: Exchange, url: URL) => Promise<void>) | undefined
}

export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  /** Aborted when the client hangs up. */
  gone: AbortSignal
}

export class BotServer {
  port = 0
  readonly #rules: BotServerRules
  #server: Server | undefined

  constructor(rules: BotServerRules) {
    this.#rules = rules
  }

  async listen(port: number): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    this.#server = server
    this.port = (server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    const server = this.#server
    if (!server) return
    this.#server = undefined
    const closed = new Promise(resolve => server.close(resolve))
    server.closeAllConnections()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = new AbortController()
    response.on('close', () => closed.abort())
    const exchange = { request, response, gone: closed.signal }
    try {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      if (this.#rules.control && url.pathname.startsWith('/control/')) return await this.#rules.control(exchange, url)
      const [, kind, token, rest] = /^\/(file\/)?bot([^/]+)\/(.*)$/.exec(decodeURIComponent(url.pathname)) ?? []
      if (token === undefined || rest === undefined) return writeAnswer(response, notFound())
      const method = kind ? 'downloadFile' : rest.replace(/^test\//, '')
      await this.#call(exchange, url, token, method, kind ? rest : undefined)
    } catch (error) {
      // The client hung up in the middle of its request; anything else is a bug of ours and must be seen.
      if (!closed.signal.aborted) throw error
    }
  }

  async #call(exchange: Exchange, url: URL, token: string, method: string, path: string | undefined): Promise<void> {
    const { faults, ground } = this.#rules
    const params = await readRequest(exchange.request, url)
    const sent = isRefusal(params) ? new Params({}) : params
    const entry = this.#record(token, method, sent)
    const fault = faults.take(method.toLowerCase(), sent)

    let answer: Answer | undefined
    const isLetThrough = await meet(fault, 'before', exchange)
    if (isLetThrough) {
      const work = isRefusal(params) ? params : this.#answer(exchange, token, entry, params, path, fault)
      answer = await Promise.race([work, hangUp(exchange.gone)])
    }
    const isAnswered = isLetThrough && (await meet(fault, 'after', exchange))

    entry.outcome = answer && isAnswered && !exchange.gone.aborted ? (answer.ok ? 'ok' : answer.code) : 'unanswered'
    entry.answeredAt = ground.now()
    if (answer && isAnswered) {
      if (path !== undefined && answer.ok) exchange.response.end(answer.result)
      else writeAnswer(exchange.response, answer)
    }
    ground.watch.changed()
  }

  #answer(
    { gone }: Exchange,
    token: string,
    entry: CallEntry,
    params: Params,
    path: string | undefined,
    fault: Fault | undefined,
  ): Answer | Promise<Answer> {
    if (fault?.do === 'refuse') return fault.answer
    const bot = this.#rules.authorized(token)
    if (!bot) return refuseToken(token)
    if (path !== undefined) return downloadFile(bot, path)
    const method = methods.get(entry.method.toLowerCase())
    return method ? method({ bot, params, entry, gone }) : methodNotFound()
  }

  #record(token: string, method: string, params: Params): CallEntry {
    const { ledger, now, watch } = this.#rules.ground
    const entry: CallEntry = {
      seq: ledger.calls.length + 1,
      bot: Number.parseInt(token, 10) || 0,
      method,
      request: params.values,
      uploads: params.uploads.map(({ field, name, bytes }) => ({ field, name, size: bytes.length })),
      at: now(),
      outcome: 'under way',
    }
    ledger.calls.push(entry)
    watch.changed()
    return entry
  }
}

/** Whether the call goes on after this moment. */
async function meet(
  fault: Fault | undefined,
  moment: 'before' | 'after',
  { response, gone }: Exchange,
): Promise<boolean> {
  if (!fault || fault.do === 'refuse' || fault.when !== moment) return true
  if (fault.do === 'drop') dropConnection(response)
  if (fault.do === 'garble') writeGarbage(response)
  if (fault.do !== 'hold') return false
  const given = fault.until ? Promise.race([hangUp(gone), fault.until().then(() => true)]) : hangUp(gone)
  return (await given) === true
}

function hangUp(gone: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (gone.aborted) resolve(undefined)
    else gone.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

/** Malformed tokens and unknown or revoked ones are told apart (ClientManager.cpp send). */
function refuseToken(token: string): Refusal {
  const isWellFormed = /^[1-9]\d*:./.test(token) && token.length <= 80
  return isWellFormed ? unauthorized() : malformedToken()
}

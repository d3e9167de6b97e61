// Calls addresses that people entered, and none of the machine's own network: what a name stands for is looked up once, checked,
// and the call goes to just that address; redirects are not followed; a long answer is cut.
import { lookup as lookUpName } from 'node:dns/promises'
import { type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { isAllowedHost } from '../domain/outbound-address.ts'
import type { Outbound, OutboundOutcome, OutboundRequest } from '../services/outbound.ts'

export interface Address {
  readonly address: string
  readonly family: number
}
export type Resolve = (host: string) => Promise<readonly Address[]>

const ofSystem: Resolve = host => lookUpName(host, { all: true })

/** `resolve` for tests. */
export const createOutbound = (resolve: Resolve = ofSystem): Outbound => ({
  async send(request) {
    const no = objectionTo(request)
    if (no !== null) return { kind: 'refused', sentence: no }
    const url = new URL(request.url)
    const isAllowed = isAllowedHost(url, request.allowedHosts)
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (ipaddr.isValid(literal) && !isAllowed && !isPublic(literal))
      return { kind: 'refused', sentence: privateSentence(url.host) }
    return call(request, url, checkedLookup(resolve, url.host, isAllowed))
  },
})

/** Only what the internet routes: no loopback, no private, link-local or reserved ranges, and no way around by IPv4 within IPv6. */
export const isPublic = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'

class NotAllowed extends Error {}

const privateSentence = (host: string): string =>
  `${host} is an address of a private network. A supervisor can allow the host in the system settings.`

/** One private address among the answers is enough: which of them is dialled would be chance. */
const checkedLookup =
  (resolve: Resolve, host: string, isAllowed: boolean): LookupFunction =>
  (name, options, found) => {
    resolve(name).then(
      answers => {
        const [first] = answers
        if (first === undefined) return found(new Error(`${host} has no address`), [])
        if (!isAllowed && !answers.every(({ address }) => isPublic(address)))
          return found(new NotAllowed(privateSentence(host)), [])
        if (options.all) found(null, [...answers])
        else found(null, first.address, first.family)
      },
      (error: Error) => found(error, []),
    )
  }

/** Headers that belong to the connection, not to the caller. */
const ownHeaders = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'te', 'expect'])

const objectionTo = ({ url, method, headers }: OutboundRequest): string | null => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return 'The address must begin with http:// or https://.'
  if (parsed.username !== '' || parsed.password !== '')
    return 'The address must not hold a user name or a password. Send them in a header.'
  if (!/^[A-Za-z]{1,20}$/.test(method) || /^(connect|trace)$/i.test(method)) return `${method} is not a usable method.`
  for (const [name, value] of Object.entries(headers)) {
    if (ownHeaders.has(name.toLowerCase())) return `The header ${name} is set by Parley itself. Leave it out.`
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return `${name} is not a usable name of a header.`
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) return `The header ${name} holds characters that headers cannot hold.`
  }
  return null
}

const call = (request: OutboundRequest, url: URL, lookup: LookupFunction): Promise<OutboundOutcome> =>
  new Promise(done => {
    const { method, headers, body, timeoutMs } = request
    const deadline = AbortSignal.timeout(timeoutMs)
    const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal])
    let connected = false
    const failed = (error: unknown) => done(outcomeOf(error, url, { connected, timedOut: deadline.aborted, timeoutMs }))
    const sent = body === null ? null : Buffer.from(body)
    const options: RequestOptions = {
      method: method.toUpperCase(),
      headers: { ...headers, ...(sent === null ? {} : { 'content-length': sent.byteLength }) },
      // A connection of its own: one that is kept open would go to an address that was checked for another call.
      agent: false,
      lookup,
      signal,
    }
    const open = url.protocol === 'https:' ? overHttps : overHttp
    const outgoing = open(url, options)
    outgoing.on('socket', socket => socket.on('connect', () => (connected = true)))
    outgoing.on('error', failed)
    outgoing.on('response', answer =>
      readAnswer(answer, request.largestAnswer).then(
        read => done({ kind: 'answered', status: answer.statusCode ?? 0, headers: flat(answer), ...read }),
        failed,
      ),
    )
    outgoing.end(sent ?? undefined)
  })

const readAnswer = async (
  answer: IncomingMessage,
  largest: number,
): Promise<{ body: Uint8Array; isWhole: boolean }> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.byteLength
    parts.push(part)
    // Leaving the loop ends the connection.
    if (size > largest) break
  }
  return { body: Buffer.concat(parts).subarray(0, largest), isWhole: size <= largest }
}

const flat = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]))

const outcomeOf = (
  error: unknown,
  url: URL,
  { connected, timedOut, timeoutMs }: { connected: boolean; timedOut: boolean; timeoutMs: number },
): OutboundOutcome => {
  if (error instanceof NotAllowed) return { kind: 'refused', sentence: error.message }
  const sentence = timedOut
    ? `${url.host} did not answer within ${Math.round(timeoutMs / 1000)} seconds.`
    : troubleWith(url.host, error)
  return { kind: 'failed', sentence, surelyNotSent: !connected }
}

const troubleWith = (host: string, error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${host} is not known. Check the address and this machine's connection.`
    case 'ECONNREFUSED':
      return `${host} refused the connection.`
    case 'ECONNRESET':
      return `${host} ended the connection before it answered.`
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${host} cannot be reached from this machine.`
    default:
      return /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)
        ? `The certificate of ${host} is not good (${code}).`
        : `The call to ${host} failed (${code || (error instanceof Error ? error.message : String(error))}).`
  }
}

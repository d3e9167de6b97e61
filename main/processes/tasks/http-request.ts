// HTTP request, through the guard of all calls to the outside. It may reach the other side more than once after a crash; every attempt
// carries the same Idempotency-Key. Redirects are followed a few times, each through the guard anew.
import { hostsIn } from '../../domain/outbound-address.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Keychain } from '../../services/keychain.ts'
import type { Outbound } from '../../services/outbound.ts'
import type { Reads } from '../../storage/store.ts'
import { secretMark } from '../interpreter/secret-mark.ts'
import { type Did, type Failed, type OutsideDoing, type OutsideTask, short, textOf } from './task.ts'

/** Bytes of an answer; a longer one is refused whole, since half of it could mean anything. */
const largestAnswer = 1_000_000
const mostRedirects = 5
const longestTimeoutSeconds = 60

interface Call {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

interface Parts {
  readonly store: Reads
  readonly keychain: Keychain
  readonly outbound: Outbound
}

export const httpRequest =
  ({ store, keychain, outbound }: Parts): OutsideTask =>
  async doing => {
    const written = callOf(doing)
    if (isRefusal(written)) return written
    const filled = await withSecrets(store, keychain, written, textOf(doing.step, 'nonce'))
    if (isRefusal(filled)) return filled
    const allowedHosts = hostsIn((await store.settings.all()).OutboundAllowedHosts)
    let { call } = filled
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const outcome = await outbound.send({
        ...call,
        timeoutMs: timeoutOf(doing),
        largestAnswer,
        allowedHosts,
        signal: doing.signal,
      })
      if (outcome.kind === 'refused') return refuse('invalid', outcome.sentence)
      if (outcome.kind === 'failed') return { failed: true, sentence: outcome.sentence }
      const next = redirected(call, outcome.status, outcome.headers.location)
      if (next === null) return answered(call, outcome)
      if (isRefusal(next)) return next
      if (filled.hasSecrets && new URL(next.url).origin !== new URL(call.url).origin)
        return refuse(
          'invalid',
          `${hostOf(call)} redirects to another address, and a secret is sent to no other. Enter that address itself.`,
        )
      call = next
    }
    return refuse('invalid', `${hostOf(call)} redirects more than ${mostRedirects} times.`)
  }

const timeoutOf = ({ step }: OutsideDoing): number => {
  const seconds = Number(textOf(step, 'timeoutSeconds')) || 20
  return Math.min(longestTimeoutSeconds, Math.max(1, seconds)) * 1000
}

const callOf = ({ step, key }: OutsideDoing): Call | Refusal => {
  const headers: Record<string, string> = { accept: 'application/json, */*', 'idempotency-key': key }
  for (const line of textOf(step, 'headers').split(/\r?\n/)) {
    if (line.trim() === '') continue
    const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? []
    if (name === undefined || value === undefined)
      return refuse('invalid', `${short(line, 40)} is no header. Write it like Name: value.`)
    headers[name.toLowerCase()] = value
  }
  const body = textOf(step, 'body')
  const method = textOf(step, 'method')
  const hasBody = body.trim() !== '' && method !== 'GET'
  if (hasBody && headers['content-type'] === undefined)
    headers['content-type'] = /^\s*[{[]/.test(body) ? 'application/json' : 'text/plain; charset=utf-8'
  return { method, url: textOf(step, 'url').trim(), headers, body: hasBody ? body : null }
}

/** Each secret goes to its own host alone. */
const withSecrets = async (
  store: Reads,
  keychain: Keychain,
  call: Call,
  nonce: string,
): Promise<{ readonly call: Call; readonly hasSecrets: boolean } | Refusal> => {
  const whole = JSON.stringify(call)
  if (nonce === '' || !whole.includes(secretMark('', nonce).slice(0, -1))) return { call, hasSecrets: false }
  let filled = call
  for (const { name, host, sealed } of await store.processSecrets.all()) {
    const mark = secretMark(name, nonce)
    if (!whole.includes(mark)) continue
    if (!URL.canParse(call.url) || new URL(call.url).hostname !== host)
      return refuse('invalid', `The secret ${name} is for ${host} alone, and this goes to another host.`)
    const value = keychain.open(sealed)
    const put = (text: string) => text.replaceAll(mark, () => value)
    filled = {
      method: filled.method,
      url: put(filled.url),
      headers: Object.fromEntries(Object.entries(filled.headers).map(([header, text]) => [header, put(text)])),
      body: filled.body === null ? null : put(filled.body),
    }
  }
  return { call: filled, hasSecrets: true }
}

/** Null: an answer that is none. As browsers do: after 303, and after 301 and 302 of a POST, with GET and without a body. */
const redirected = (call: Call, status: number, location: string | undefined): Call | Refusal | null => {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null
  if (!URL.canParse(location, call.url)) return refuse('invalid', `${hostOf(call)} redirects to no address.`)
  const url = new URL(location, call.url).href
  const keeps = status === 307 || status === 308 || call.method === 'GET'
  return keeps ? { ...call, url } : { ...call, url, method: 'GET', body: null }
}

const answered = (
  call: Call,
  {
    status,
    headers,
    body,
    isWhole,
  }: { status: number; headers: Readonly<Record<string, string>>; body: Uint8Array; isWhole: boolean },
): Did | Failed | Refusal => {
  const host = hostOf(call)
  if (!isWhole) return refuse('tooLarge', `${host} answered with more than 1 MB. Ask for less.`)
  if (status >= 500 || status === 408 || status === 429)
    return { failed: true, sentence: `${host} answered ${status}.` }
  if (status >= 400) return refuse('invalid', `${host} answered ${status}: ${short(textIn(body), 200)}`)
  return {
    output: { status, body: valueIn(body, headers['content-type'] ?? '') },
    outcome: `${call.method} ${host} answered ${status}`,
    line: true,
  }
}

const textIn = (body: Uint8Array): string => new TextDecoder().decode(body)

const valueIn = (body: Uint8Array, type: string): unknown => {
  const text = textIn(body)
  if (!/[/+]json\b/.test(type) && !/^\s*[{[]/.test(text)) return text
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return text
  }
}

const hostOf = ({ url }: Call): string => (URL.canParse(url) ? new URL(url).host : 'The address')

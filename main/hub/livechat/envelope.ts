// Frames of the RTM API, of both sides: requests in; responses and pushes out. Source: "Messaging API, RTM", 3.6.
import { z } from 'zod'
import { errorBody, fail, isProtocolError, type ProtocolError } from './protocol-error.ts'
import { asIn } from './renamed.ts'
import { withoutNulls } from './without-nulls.ts'

/** Those whose frames are the same; each connection speaks the one in its address. */
export const versions = ['3.4', '3.5', '3.6', '3.7'] as const
export type Version = (typeof versions)[number]
export const latestVersion: Version = '3.6'

export const isVersion = (text: string): text is Version => (versions as readonly string[]).includes(text)

/** Bytes: a request with a text of 16 KB in four bytes a letter, escaped, with room for its properties. */
export const largestFrame = 1024 * 1024

const longestId = 1_000
const longestAction = 200
/** Nothing of the protocol is nested so deep; what is cannot be written or stored again. */
const deepest = 64

const request = z.object({
  request_id: z.union([z.string().max(longestId), z.number()]).nullish(),
  action: z.string().min(1).max(longestAction),
  version: z.string().nullish(),
  payload: z.preprocess(withoutNulls, z.record(z.string(), z.unknown()).nullish()),
})

export interface Request {
  readonly requestId: string | number | null
  readonly action: string
  /** Its own, else the connection's. */
  readonly version: Version
  readonly payload: Readonly<Record<string, unknown>>
}

/** What of a broken frame could be read goes with the error, so that whoever sent it can tell which it was. */
export interface BrokenRequest {
  readonly requestId: string | number | null
  readonly action: string
  readonly error: ProtocolError
}

export const readRequest = (text: string, version: Version): Request | BrokenRequest => {
  const frame = parseJson(text)
  const parsed = request.safeParse(frame)
  if (!parsed.success)
    return { requestId: idIn(frame), action: actionIn(frame), error: fail('validation', whatIsWrong(frame, parsed)) }
  const { request_id, action, payload, version: asked } = parsed.data
  const requestId = request_id ?? null
  // A single request may ask for a newer version than its connection, never for an older one.
  if (asked != null && (!isVersion(asked) || asked < version))
    return { requestId, action, error: fail('unsupported_version', `This connection speaks ${version} and newer.`) }
  return { requestId, action, version: asked ?? version, payload: payload ?? {} }
}

const whatIsWrong = (frame: unknown, parsed: z.ZodSafeParseError<unknown>): string => {
  if (typeof frame !== 'object' || frame === null)
    return `A request must be a JSON object with an action, nested at most ${deepest} deep.`
  return sentenceOf(parsed.error)
}

/** The first thing that is wrong, with its path, in one sentence. */
export const sentenceOf = (error: z.ZodError): string => {
  const issue = error.issues[0]
  const path = issue?.path.map(String).join('.') ?? ''
  return `\`${path === '' ? 'payload' : path}\`: ${issue?.message ?? 'cannot be understood'}.`
}

const idIn = (frame: unknown): string | number | null => {
  const id = typeof frame === 'object' && frame !== null && 'request_id' in frame ? frame.request_id : null
  return (typeof id === 'string' && id.length <= longestId) || typeof id === 'number' ? id : null
}

const actionIn = (frame: unknown): string => {
  const action = typeof frame === 'object' && frame !== null && 'action' in frame ? frame.action : null
  return typeof action === 'string' ? action.slice(0, longestAction) : ''
}

/** Undefined: it is no JSON, or nested deeper than anything of the protocol. */
export const parseJson = (text: string): unknown => {
  if (depthOf(text) > deepest) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How deep brackets are nested, outside of strings. Of text that is no JSON it says nothing. */
const depthOf = (text: string): number => {
  let depth = 0
  let most = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString && code === backslash) i++
    else if (code === quote) inString = !inString
    else if (inString) continue
    else if (code === bracket || code === brace) most = Math.max(most, ++depth)
    else if (code === bracketEnd || code === braceEnd) depth--
  }
  return most
}

const [quote, backslash, bracket, bracketEnd, brace, braceEnd] = Array.from('"\\[]{}', sign => sign.charCodeAt(0))

const withId = (requestId: string | number | null) => (requestId === null ? {} : { request_id: requestId })

export const responseFrame = (
  {
    requestId,
    action,
    version = latestVersion,
  }: Pick<Request, 'requestId' | 'action'> & { readonly version?: Version },
  answer: object | ProtocolError,
): string =>
  JSON.stringify({
    ...withId(requestId),
    action,
    type: 'response',
    success: !isProtocolError(answer),
    payload: isProtocolError(answer) ? errorBody(answer) : asIn(version, answer),
  })

export const pushFrame = (
  version: Version,
  action: string,
  payload: object,
  requestId: string | number | null = null,
): string => JSON.stringify({ version, ...withId(requestId), action, type: 'push', payload })

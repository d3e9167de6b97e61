// Carries calls over HTTP: POST /api/<service>/<procedure> with JSON both ways; events/follow also by GET, as server-sent events.
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import type { ORPCError } from '@orpc/server'
import type { Log } from '../../channels/channel.ts'
import type { Services } from '../../services/verbs.ts'
import type { Call, Caller } from '../call.ts'
import { explainFailures } from '../outcomes.ts'
import { type NamedProcedure, procedures } from '../procedures.ts'
import { router } from '../router.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import { said } from './said.ts'
import { storedFile } from './stored-files.ts'

const MB = 1024 * 1024
/** Whoever has not signed in sends no more than this. */
const strangersBody = MB
const prefix = '/api'

export interface HttpDoor {
  /** Answers POST /api/<service>/<procedure>, and everything else under /api with a sentence. */
  answer(request: Request, caller: Caller): Promise<Response>
  /** The bytes behind GET /files/<attachmentId> and /sounds/<fileId>; null when the path is neither. */
  file(request: Request, caller: Pick<Caller, 'token'>): Promise<Response | null>
}

export const httpDoor = (services: Services, log: Log, callOf: (caller: Caller) => Call): HttpDoor => {
  const handler = new OpenAPIHandler<Call>(router, {
    clientInterceptors: [explainFailures(log)],
    customErrorResponseBodyEncoder: inWords,
  })
  return {
    file: (request, caller) => storedFile(services, request, caller),
    async answer(request, caller) {
      const url = new URL(request.url)
      const name = url.pathname.slice(prefix.length + 1)
      const procedure = procedures.get(name)
      if (procedure === undefined)
        return said(404, 'NOT_FOUND', `There is no procedure ${name}. See ${prefix} for all.`)
      const follows = name === 'events/follow' && request.method === 'GET'
      if (request.method !== 'POST' && !follows)
        return said(405, 'METHOD_NOT_ALLOWED', `Ask with POST ${prefix}/${name} and a JSON body.`, { allow: 'POST' })
      const call = callOf(caller)
      try {
        const body = follows ? querySince(url) : await readBody(request, await largest(procedure, call))
        const asked = new Request(`${url.origin}${url.pathname}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...resume(request) },
          body,
          signal: request.signal,
        })
        const { matched, response } = await handler.handle(asked, { prefix, context: call })
        if (!matched) return said(404, 'NOT_FOUND', `There is no procedure ${name}. See ${prefix} for all.`)
        response.headers.set('cache-control', 'no-store')
        // Some proxies keep streams back until they are long enough.
        if (name === 'events/follow') response.headers.set('x-accel-buffering', 'no')
        return response
      } catch (error) {
        if (!(error instanceof BodyTooLarge)) throw error
        return said(413, 'TOO_LARGE', `The body is larger than ${error.limit / MB} MB. Send less at a time.`)
      }
    },
  }
}

/** Large bodies are read of those only who have signed in. */
const largest = async ({ largestBody }: NamedProcedure, { token, services }: Call): Promise<number> => {
  if (largestBody <= strangersBody) return largestBody
  if (token === null) return strangersBody
  return (await services.sessions.actorOf(token)) === null ? strangersBody : largestBody
}

const querySince = (url: URL): string => {
  const since = url.searchParams.get('since')
  return JSON.stringify(since === null ? {} : { since: since.trim() === '' ? since : Number(since) })
}

const resume = (request: Request): Record<string, string> => {
  const last = request.headers.get('last-event-id')
  return last === null ? {} : { 'last-event-id': last }
}

/** The body of an error; unreadable JSON has no sentence of its own yet. */
const inWords = (error: ORPCError<string, unknown>) => {
  const malformed = error.code === 'BAD_REQUEST' && error.cause instanceof SyntaxError
  const message = malformed ? 'The body is not JSON. Send an object such as {}, in UTF-8.' : error.message
  return { ...error.toJSON(), message }
}

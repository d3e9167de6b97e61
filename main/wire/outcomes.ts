// What comes out of a call that gives no answer: refusals as the contract's errors, unusable input as one sentence, bugs as bugs.
import { ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { refusals } from '../../preload/contract.ts'
import type { Log } from '../channels/channel.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../domain/refusal.ts'
import { unusable } from './unusable-input.ts'

const errorCodes: { readonly [Code in RefusalCode]: keyof typeof refusals } = {
  notSignedIn: 'NOT_SIGNED_IN',
  notAllowed: 'NOT_ALLOWED',
  notFound: 'NOT_FOUND',
  invalid: 'INVALID',
  conflict: 'CONFLICT',
  taken: 'TAKEN',
  tooLarge: 'TOO_LARGE',
  tooMany: 'TOO_MANY',
  unavailable: 'UNAVAILABLE',
}

export const errorOf = ({ code, sentence, field, facts }: Refusal): ORPCError<string, unknown> =>
  new ORPCError(errorCodes[code], {
    status: refusals[errorCodes[code]].status,
    message: sentence,
    data: { ...(field === undefined ? {} : { field }), ...(facts === undefined ? {} : { facts }) },
  })

/** The answer of a service, or its refusal as an error of the contract. */
export const granted = <Answer>(answer: Answer | Refusal): Answer => {
  if (isRefusal(answer)) throw errorOf(answer)
  return answer
}

export const bugSentence = 'Something went wrong inside Parley. It was written to the log.'

interface Running {
  readonly path: readonly string[]
  readonly procedure: { readonly '~orpc': { readonly inputSchema?: unknown } }
  readonly signal?: AbortSignal | undefined
}

/** Around every call, whatever carried it. Inputs and answers are never logged: they hold what customers said. */
export const explainFailures =
  (log: Log) =>
  async <Answer>(call: Running & { next(): Promise<Answer> }): Promise<Answer> => {
    const { path, procedure, signal, next } = call
    try {
      return await next()
    } catch (error) {
      const invalid = error instanceof ORPCError && error.cause instanceof ValidationError ? error.cause : null
      if (invalid !== null && error instanceof ORPCError && error.code === 'BAD_REQUEST')
        throw errorOf(unusable(invalid.issues, invalid.data, procedure['~orpc'].inputSchema))
      if (error instanceof ORPCError && invalid === null) throw error
      if (signal?.aborted) throw error
      throw bug(log, path.join('/'), error)
    }
  }

/** Writes a bug down and gives what the caller may know of it. */
export const bug = (log: Log, where: string, error: unknown): ORPCError<string, unknown> => {
  const cause = error instanceof ORPCError && error.cause !== undefined ? error.cause : error
  const issues =
    cause instanceof ValidationError ? cause.issues.map(({ path, message }) => ({ path, message })) : undefined
  log.error(`A bug in ${where}`, {
    error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    ...(issues === undefined ? {} : { issues }),
  })
  return new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, message: bugSentence })
}

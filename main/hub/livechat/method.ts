// A method of the protocol: the shape of its payload, and what it does for whoever calls. The same for RTM and Web.
import type { z } from 'zod'
import type { Scope } from '../../domain/access-token.ts'
import { sentenceOf } from './envelope.ts'
import { fail, type ProtocolError } from './protocol-error.ts'

/** What a method answers. `own`: keys of the pushes by which the requester learns of their own deed, see pushes/push.ts. */
export interface Answer {
  readonly payload: object
  readonly own?: string
  /** Done once the answer is out. Only over RTM. */
  readonly after?: () => void
}

export interface Method<Caller> {
  /** Checked by the session or the Web door before `run`. */
  run(caller: Caller, payload: unknown): Promise<Answer | ProtocolError>
  /** Missing: by both. */
  readonly only?: 'rtm' | 'web'
  /** Over the Web also by GET, with the payload in the query, where everything is text. */
  readonly overGet?: true
  /** One of these is needed; missing: none. */
  readonly scopes?: readonly Scope[]
}

export type Methods<Caller> = Readonly<Record<string, Method<Caller>>>

/** A method whose payload is checked by a schema before it does anything. */
export const method = <Caller, Schema extends z.ZodType>(
  schema: Schema,
  run: (caller: Caller, payload: z.output<Schema>) => Promise<Answer | ProtocolError>,
  more: Pick<Method<Caller>, 'only' | 'overGet' | 'scopes'> = {},
): Method<Caller> => ({
  ...more,
  async run(caller, payload) {
    const parsed = schema.safeParse(payload)
    return parsed.success ? run(caller, parsed.data) : fail('validation', sentenceOf(parsed.error))
  },
})

/** Nothing to tell but that it was done. */
export const done: Answer = { payload: {} }

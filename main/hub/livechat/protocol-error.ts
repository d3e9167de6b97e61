// The protocol's errors: a type for programs, a sentence for people. They are values, carried in a response or an HTTP body.
import type { Refusal, RefusalCode } from '../../domain/refusal.ts'

/** Types of the protocol (facts: "Error types" of the Agent and Customer Chat API, 3.6), with the HTTP status of the Web API. */
const statuses = {
  agent_offline: 400,
  already_exists: 409,
  authentication: 401,
  authorization: 403,
  chat_inactive: 400,
  customer_banned: 403,
  entity_too_large: 413,
  greeting_not_found: 404,
  group_not_found: 404,
  group_offline: 400,
  group_unavailable: 400,
  groups_offline: 400,
  internal: 500,
  license_expired: 402,
  license_not_found: 404,
  limit_reached: 400,
  misdirected_request: 421,
  missing_access: 403,
  not_allowed: 403,
  not_found: 404,
  pending_requests_limit_reached: 429,
  request_timeout: 504,
  requester_already_offline: 400,
  requester_suspended: 403,
  service_unavailable: 503,
  too_many_requests: 429,
  unsupported_version: 400,
  users_limit_reached: 429,
  validation: 400,
} as const

export type ProtocolErrorType = keyof typeof statuses

export interface ProtocolError {
  readonly protocolError: true
  readonly type: ProtocolErrorType
  readonly message: string
  readonly data?: Readonly<Record<string, unknown>>
}

export const fail = (
  type: ProtocolErrorType,
  message: string,
  data?: Readonly<Record<string, unknown>>,
): ProtocolError => ({ protocolError: true, type, message, ...(data === undefined ? {} : { data }) })

/** Not the program's fault. */
export const bug = fail('internal', 'Something is wrong on our side. It is in our log; try again later.')

export const isProtocolError = (value: unknown): value is ProtocolError =>
  typeof value === 'object' && value !== null && 'protocolError' in value

export const statusOf = (error: ProtocolError) => statuses[error.type]

/** As it stands in a response's payload and in an HTTP body. */
export const errorBody = ({ type, message, data }: ProtocolError) => ({
  error: { type, message, ...(data === undefined ? {} : { data }) },
})

const typeOf: Readonly<Record<RefusalCode, ProtocolErrorType>> = {
  notSignedIn: 'authentication',
  notAllowed: 'missing_access',
  notFound: 'not_found',
  invalid: 'validation',
  conflict: 'validation',
  taken: 'not_allowed',
  tooLarge: 'entity_too_large',
  tooMany: 'too_many_requests',
  unavailable: 'service_unavailable',
}

/** What our own services refuse, in the protocol's words. */
export const failOf = (refusal: Refusal, type: ProtocolErrorType = typeOf[refusal.code]): ProtocolError =>
  fail(type, refusal.sentence)

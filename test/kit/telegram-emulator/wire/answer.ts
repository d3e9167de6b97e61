// What a method call comes to: a result, or a refusal in the words of the real server.
import type { ResponseParameters } from 'grammy/types'

export interface Granted {
  ok: true
  result: unknown
  description?: string
  /** Called once the answer is on the wire, not when it was computed: a dropped connection delivers nothing. */
  written?: () => void
}

export interface Refusal {
  ok: false
  code: number
  description: string
  parameters?: ResponseParameters
}

export type Answer = Granted | Refusal

export const grant = (result: unknown, description?: string): Granted =>
  description === undefined ? { ok: true, result } : { ok: true, result, description }

export const refuse = (code: number, description: string, parameters?: ResponseParameters): Refusal =>
  parameters === undefined ? { ok: false, code, description } : { ok: false, code, description, parameters }

export const badRequest = (what: string) => refuse(400, `Bad Request: ${what}`)
export const unauthorized = () => refuse(401, 'Unauthorized')
export const malformedToken = () => refuse(401, 'Unauthorized: invalid token specified')
export const forbidden = (what: string) => refuse(403, `Forbidden: ${what}`)
export const blockedByUser = () => forbidden('bot was blocked by the user')
export const notFound = () => refuse(404, 'Not Found')
export const methodNotFound = () => refuse(404, 'Not Found: method not found')
export const conflict = (what: string) => refuse(409, `Conflict: ${what}`)
export const tooLarge = () => refuse(413, 'Request Entity Too Large')
export const tooManyRequests = (retryAfterS: number) =>
  refuse(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS })
export const restarting = () => refuse(500, 'Internal Server Error: restart')
export const badGateway = () => refuse(502, 'Bad Gateway')

export const upgraded = (toChatId: number) =>
  refuse(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: toChatId })

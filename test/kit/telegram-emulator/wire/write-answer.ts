// Puts an answer on the wire, or breaks it on purpose.
import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (answer.ok) {
    const { result, description } = answer
    response.writeHead(200, headers).end(JSON.stringify({ ok: true, result, description }))
    answer.written?.()
    return
  }
  const { code, description, parameters } = answer
  if (parameters?.retry_after) headers['retry-after'] = String(parameters.retry_after)
  response.writeHead(code, headers).end(JSON.stringify({ ok: false, error_code: code, description, parameters }))
}

/** A 200 whose body stops in the middle of its JSON, as a broken proxy would leave it. */
export function writeGarbage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"result":{"message_id":')
}

/** The connection dies without a byte of answer. */
export function dropConnection(response: ServerResponse): void {
  response.socket?.destroy()
}

// A workstation is paired with a relay: a one-time code for credentials of its own.
import { z } from 'zod'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { RelayPairing } from '../../services/relay/relay-line.ts'
import { pairPath } from '../protocol.ts'

/** Both travel in a header. */
const word = z.string().regex(/^[\x20-\x7e]+$/)
const credentials = z.object({ clientId: word.max(200), clientSecret: word.max(1_000) })
const said = z.object({ message: z.string().min(1).max(500) })

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** `name`: what the relay's operator shall see of this workstation. */
export const pairWith = async (
  fetch: Fetch,
  url: string,
  { code, name }: { readonly code: string; readonly name: string },
  signal: AbortSignal,
): Promise<RelayPairing | Refusal> => {
  let response: Response
  let body: unknown
  try {
    response = await fetch(`${url}${pairPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name }),
      redirect: 'error',
      signal,
    })
    body = await response.json().catch(() => null)
  } catch {
    return refuse('unavailable', `url: nothing answers at ${url}. Check the address, and that the relay runs.`, {
      field: 'url',
    })
  }
  if (response.ok) {
    const given = credentials.safeParse(body)
    if (given.success) return { url, ...given.data }
  }
  if (response.status === 403)
    return refuse(
      'invalid',
      `code: ${said.safeParse(body).data?.message ?? 'The relay does not know this code. Ask for a new one.'}`,
      {
        field: 'code',
      },
    )
  if (response.status === 429)
    return refuse('tooMany', 'code: the relay has heard too many wrong codes. Wait a few minutes, then try again.', {
      field: 'code',
    })
  return refuse(
    'unavailable',
    `url: what answers at ${url} is no relay (HTTP ${response.status}). Check the address.`,
    { field: 'url' },
  )
}

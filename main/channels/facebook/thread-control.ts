// Takes a conversation into our hands and gives it back, where several apps serve one page (Messenger Platform, "Conversation
// Routing"; facts/channels.md 2.5).
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { recipientOf } from './events.ts'
import type { GraphApi, Trouble } from './graph/api.ts'
import { knownError } from './graph/error-codes.ts'
import { inTheirWords } from './graph/errors.ts'

export const takeControl = async (api: GraphApi, address: string, signal: AbortSignal): Promise<Refusal | null> => {
  const body = { recipient: recipientOf(address), metadata: 'taken by an agent' }
  const answer = await api.post(api.page('/take_thread_control'), body, signal)
  if (answer.ok) return null
  const { trouble } = answer
  if (trouble.kind !== 'refused') return unreached(trouble)
  if (trouble.code === 27)
    return refuse(
      'conflict',
      'Facebook lets nobody take conversations of this page, as it has no default app: answer without, or set one in the page’s settings.',
    )
  if (trouble.subcode === 2018300)
    return refuse('conflict', 'The other app does not let go of this conversation. Ask for it to be handed over there.')
  return refused(trouble)
}

/**
 * Released, a conversation goes to the page's default app with the customer's next message; null also when it was not ours (any
 * more), or the page has no routing, as there is nobody to give it to then.
 */
export const handBack = async (api: GraphApi, address: string, signal: AbortSignal): Promise<Refusal | null> => {
  const answer = await api.post(api.page('/release_thread_control'), { recipient: recipientOf(address) }, signal)
  if (answer.ok) return null
  const { trouble } = answer
  if (trouble.kind !== 'refused') return unreached(trouble)
  return trouble.subcode === 2018300 || trouble.code === 27 ? null : refused(trouble)
}

const unreached = (trouble: Exclude<Trouble, { kind: 'refused' }>): Refusal => {
  const why = trouble.kind === 'foreign' ? `HTTP ${trouble.status}` : trouble.why
  return refuse('unavailable', `Facebook cannot be reached now (${why}). Try again in a moment.`)
}

const refused = (trouble: Extract<Trouble, { kind: 'refused' }>): Refusal => {
  const known = knownError(trouble.code, trouble.subcode)
  // What it says of a reply is not what was asked for here.
  const sentence = known?.remedy ?? `Facebook refuses (${inTheirWords(trouble)}).`
  return refuse('conflict', known?.rate ? 'Facebook asks for a pause. Try again in a minute.' : sentence)
}

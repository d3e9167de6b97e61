// A stranger's frame -> what we understand, or the sentence that says why not. Pure.
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import type { Seal } from '../seal.ts'
import { maxTextLength, type PagePostback, type StoredUpload, type VisitorFrame, visitorFrame } from '../wire.ts'
import { openUpload } from './uploads.ts'

export type Said = Extract<VisitorFrame, { type: 'say' }>

/** A message of the greatest length fits with every character escaped; no other frame comes near. */
const maxFrameLength = 128 * 1024

/** `text` null: the frame was binary. `isKnown`: hello was said, so it cannot be said again and the rest can. */
export const understand = (text: string | null, isKnown: boolean): VisitorFrame | Refusal => {
  if (text !== null && text.length > maxFrameLength) return tooLong
  const frame = text === null ? null : parse(text)
  if (!frame) return refuse('invalid', 'This page said something that we do not understand. Reload it.')
  if (!isKnown && frame.type !== 'hello') return refuse('notSignedIn', 'Say hello first, then say the rest.')
  if (isKnown && frame.type === 'hello') return refuse('invalid', 'This page has said hello already.')
  return frame
}

/** Whether it can be a message, with its file taken out of the seal. */
export const weigh = (
  { clientId, text, file: sealed, postback }: Said,
  seal: Seal,
  whose: Parameters<typeof openUpload>[1],
): { type: 'say'; clientId: string; text: string; file?: StoredUpload; postback?: PagePostback } | Refusal => {
  if (text.length > maxTextLength) return tooLong
  const file = sealed === undefined ? undefined : openUpload(seal, whose, sealed)
  if (file === null) return refuse('invalid', 'This file is not here any more. Send it again.', { field: 'file' })
  if (!file && text.trim() === '') return refuse('invalid', 'There is nothing in this message.', { field: 'text' })
  return { type: 'say', clientId, text, ...(file ? { file } : {}), ...(postback ? { postback } : {}) }
}

export const tooFast = refuse(
  'tooMany',
  'You are writing faster than we can read. This message is kept and sent in a moment.',
)

const tooLong = refuse(
  'tooLarge',
  `A message can have at most ${maxTextLength} characters. Send it in parts or as a file.`,
  {
    field: 'text',
  },
)

const parse = (text: string): VisitorFrame | null => {
  try {
    const parsed = visitorFrame.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

// What a customer can be told to do by name, from another process.
import type { Customer } from '../world/customer.ts'

export const verbs = [
  'says',
  'replies',
  'sendsPhoto',
  'sendsDocument',
  'sendsVoice',
  'sendsAudio',
  'sendsVideo',
  'sendsVideoNote',
  'sendsAnimation',
  'sendsSticker',
  'sendsLocation',
  'sendsVenue',
  'sendsContact',
  'sendsPoll',
  'rollsDice',
  'sendsAlbum',
  'sendsUnknown',
  'edits',
  'editsCaption',
  'reacts',
  'presses',
  'blocks',
  'unblocks',
  'deletesAccount',
] as const satisfies (keyof Customer)[]

export type Verb = (typeof verbs)[number]

/** The verb as a plain function; the caller answers for the arguments. */
export function verbOf(customer: Customer, name: string): (...args: unknown[]) => unknown {
  const verb = verbs.find(one => one === name)
  if (!verb) throw new Error(`A customer cannot "${name}": ${verbs.join(', ')}`)
  return (customer[verb] as (...args: unknown[]) => unknown).bind(customer)
}

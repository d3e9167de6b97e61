// RehearsalIncomeMessageWorker: what the rehearsal's customers do -> what Parley understands. Pure, and never throws.
import { assertNever } from '../../domain/assert-never.ts'
import type { InboundUpdate, UnifiedMessage, Unreadable } from '../../domain/unified-message.ts'
import type { Intake } from '../channel.ts'
import { whole } from '../whole.ts'
import { type Happening, happening, type Says } from './wire.ts'

export class RehearsalIncomeMessageWorker {
  /** One happening or a list of them, parsed or as JSON text. */
  toUnified(payload: unknown): Intake {
    const given = typeof payload === 'string' ? parseJson(payload) : payload
    const updates: InboundUpdate[] = []
    const unreadable: Unreadable[] = []
    for (const one of Array.isArray(given) ? given : [given]) {
      const parsed = happening.safeParse(one)
      if (parsed.success) updates.push(understand(parsed.data))
      else unreadable.push({ payload: whole(one), reason: reasonOf(parsed.error.issues[0]) })
    }
    return { updates, unreadable }
  }
}

const understand = (one: Happening): InboundUpdate => {
  switch (one.happens) {
    case 'says':
      return toMessage(one)
    case 'edits':
      return { type: 'edit', externalId: one.id, address: one.address, at: one.at, text: one.text }
    case 'reacts': {
      const { id: externalId, address, at, by: author, emoji } = one
      return { type: 'reaction', externalId, address, at, author, emoji }
    }
    case 'types':
      return { type: 'typing', address: one.address, at: one.at }
    case 'received':
      return { type: 'receipt', state: 'delivered', externalId: one.id, address: one.address, at: one.at }
    case 'reads':
      return { type: 'receipt', state: 'read', externalId: one.id, address: one.address, at: one.at }
    default:
      return assertNever(one)
  }
}

const toMessage = ({ id, address, from, at, text, file, place, replyTo, album }: Says): UnifiedMessage => ({
  type: 'message',
  externalId: id,
  address,
  sender: told(from),
  at,
  kind: file?.kind ?? (place ? 'location' : 'text'),
  text,
  ...(file ? { attachments: [told({ ...file, sample: undefined, remote: file.sample })] } : {}),
  ...(place ? { place: told(place) } : {}),
  ...(replyTo ? { replyTo: { externalId: replyTo.id, excerpt: replyTo.excerpt } } : {}),
  ...(album === undefined ? {} : { albumId: album }),
})

type Told<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without what was not told. */
const told = <T extends object>(facts: T): Told<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Told<T>

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const reasonOf = (issue: { path: readonly PropertyKey[]; message: string } | undefined): string =>
  `Not of the rehearsal: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'cannot be understood'}`

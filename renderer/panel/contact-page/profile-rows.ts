// Two contacts side by side: which fields differ, as people read them, and what a merge makes of each unless somebody chooses. Pure.
import { mergePlan, type PlainField, type Profile, plainFields, type Side } from '../../../main/domain/contact/merge.ts'
import type { ContactView, OwnFieldView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { languageName } from '../contact/language-name.ts'
import { ownWords } from './own-words.ts'

export interface ProfileRow {
  /** As a merge's choices name it. */
  readonly field: string
  readonly caption: string
  readonly survivor: string
  readonly other: string
  /** What a merge takes by itself; null: both, one below the other. */
  readonly takes: Side | null
}

const wordsOf = (field: PlainField, value: string | null): string =>
  field === 'language' ? languageName(value) : (value ?? '')

const profileOf = (contact: ContactView): Profile => ({
  ...contact,
  ban: contact.ban === null ? null : banOf(contact.ban),
})

const banOf = ({ at, reason, until }: NonNullable<ContactView['ban']>): Profile['ban'] => ({
  at,
  byAgentId: null,
  reason,
  ...(until === null ? {} : { until }),
})

/** Every field that either has. */
export const profileRows = (
  survivor: ContactView,
  other: ContactView,
  fields: readonly Pick<OwnFieldView, 'id' | 'name'>[],
): readonly ProfileRow[] => {
  const after = mergePlan(profileOf(survivor), profileOf(other))
  const plain = plainFields.map(field => ({
    field,
    caption: t(`contact.field.${field}`),
    survivor: wordsOf(field, survivor[field]),
    other: wordsOf(field, other[field]),
    result: wordsOf(field, after[field]),
  }))
  const own = fields.map(({ id, name }) => ({
    field: id,
    caption: name,
    survivor: ownWords(survivor.own[id]),
    other: ownWords(other.own[id]),
    result: ownWords(after.own[id]),
  }))
  return [...plain, ...own]
    .filter(row => row.survivor !== '' || row.other !== '')
    .map(({ result, ...row }) => ({
      ...row,
      takes: result === row.survivor ? 'survivor' : result === row.other ? 'other' : null,
    }))
}

export const differing = (rows: readonly ProfileRow[]): readonly ProfileRow[] =>
  rows.filter(row => row.survivor !== row.other)

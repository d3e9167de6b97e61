// The contact fields of a file: by name. Each keeps its kind, since what is filled in would lose its meaning; none is archived by a file.
import type { AuditFields } from '../audit.ts'
import { checkOwnField, mostOwnFields } from '../contact/own-field.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { byName } from './by-name.ts'
import { compared, impossible } from './compare.ts'
import type { ContactFieldItem } from './plan-item.ts'
import { nameKey, type Setup, type SetupContactField } from './setup-file.ts'

export const contactFieldsFrom = (present: Setup, file: Setup): readonly ContactFieldItem[] | Refusal => {
  const items: ContactFieldItem[] = []
  const known = byName(present.contactFields, field => field.name)
  let room = mostOwnFields - present.contactFields.length
  for (const [i, given] of file.contactFields.entries()) {
    const wrong = checkOwnField(given)
    if (wrong !== null)
      return refuse('invalid', `contactFields[${i}].${wrong.sentence}`, { field: `contactFields[${i}].options` })
    const here = known.get(nameKey(given.name))
    if (here === undefined) room -= 1
    items.push(itemOf(here, given, room))
  }
  return items
}

const itemOf = (here: SetupContactField | undefined, given: SetupContactField, room: number): ContactFieldItem => {
  const isKept = here !== undefined && given.archived && !here.archived
  const wanted = isKept ? { ...given, archived: false } : given
  const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
  const why = whyNot(here, wanted, room)
  const kept = isKept ? ['In the file it is archived; an import archives nothing. Do it by hand.'] : []
  return {
    what: 'contactField',
    noun: 'ownField',
    name: wanted.name,
    ...(why === null ? change : impossible),
    notes: why === null ? kept : [why],
    wanted,
  }
}

const whyNot = (here: SetupContactField | undefined, wanted: SetupContactField, room: number): string | null => {
  if (here !== undefined && here.kind !== wanted.kind)
    return 'There is a field of this name and of another kind here, which it keeps. Choose another name in the file.'
  return here === undefined && room < 0 ? `There would be more than ${mostOwnFields} contact fields.` : null
}

const fieldsOf = ({ name, kind, options, archived }: SetupContactField): AuditFields => ({
  name,
  kind,
  options,
  archived,
})

// The fields of one's own on a contact: each changed in its place, by a field of its kind.
import type { OwnFieldView } from '../../../preload/views.ts'
import { useOwnFields } from '../../stores/own-fields.ts'
import { t } from '../../words/words.ts'
import contact from '../contact/Contact.module.css'
import { InPlace } from '../contact/InPlace.tsx'
import classes from './ContactPage.module.css'
import { numberIn, type OwnValue, ownWords } from './own-words.ts'

export interface OwnFieldListProps {
  readonly own: Readonly<Record<string, OwnValue>>
  readonly mayChange: boolean
  readonly onChange: (own: Record<string, OwnValue | null>) => Promise<boolean>
}

export const OwnFieldList = ({ own, mayChange, onChange }: OwnFieldListProps) => {
  const fields = useOwnFields()
  // Without the right to see them, all would look empty.
  if (fields.length === 0 || !mayChange) return null
  return (
    <dl className={contact.list} aria-label={t('contact.ownFields')}>
      {fields.map(field => (
        <div key={field.id} className={contact.pair}>
          <dt>{field.name}</dt>
          <dd>
            <OwnField field={field} value={own[field.id]} onSave={value => onChange({ [field.id]: value })} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface OwnFieldProps {
  readonly field: OwnFieldView
  readonly value: OwnValue | undefined
  readonly onSave: (value: OwnValue | null) => Promise<boolean>
}

const OwnField = ({ field, value, onSave }: OwnFieldProps) => {
  const { name, kind, options } = field
  switch (kind) {
    case 'choice':
    case 'yesNo': {
      const offered =
        kind === 'yesNo'
          ? [
              { value: 'true', label: t('contact.yes') },
              { value: 'false', label: t('contact.no') },
            ]
          : options.map(option => ({ value: option, label: option }))
      const given = value === undefined ? '' : String(value)
      // An option that was taken out of the field since is still this contact's.
      const all =
        given === '' || offered.some(one => one.value === given)
          ? offered
          : [...offered, { value: given, label: given }]
      return (
        <select
          className={classes.select}
          aria-label={name}
          value={given}
          onChange={event => {
            const chosen = event.currentTarget.value
            void onSave(chosen === '' ? null : kind === 'yesNo' ? chosen === 'true' : chosen)
          }}
        >
          <option value="">{t('contact.notSet')}</option>
          {all.map(one => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )
    }
    case 'date':
      return (
        <input
          type="date"
          className={classes.select}
          aria-label={name}
          value={typeof value === 'string' ? value : ''}
          onChange={event => void onSave(event.currentTarget.value || null)}
        />
      )
    case 'number':
    case 'text':
      return (
        <InPlace
          label={name}
          value={value === undefined ? '' : String(value)}
          shown={ownWords(value)}
          required={false}
          long={false}
          onSave={text => onSave(text === '' ? null : kind === 'number' ? numberIn(text) : text)}
        />
      )
  }
}

// A value that becomes a field when one wants to change it. Enter saves, Escape leaves it as it was.
import { type KeyboardEvent, useState } from 'react'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'

export interface InPlaceProps {
  readonly label: string
  readonly value: string
  readonly shown: string
  readonly required: boolean
  readonly long: boolean
  readonly onSave: (value: string) => Promise<boolean>
}

export const InPlace = ({ label, value, shown, required, long, onSave }: InPlaceProps) => {
  const [text, setText] = useState<string | null>(null)
  const [begunWith, setBegunWith] = useState(value)
  if (text === null)
    return (
      <button
        type="button"
        className={`${classes.value} ${long ? '' : classes.short} ${shown === '' ? classes.unset : ''}`}
        title={shown}
        aria-label={
          shown === '' ? t('contact.addField', { field: label }) : t('contact.change', { field: label, value: shown })
        }
        onClick={() => {
          setBegunWith(value)
          setText(value)
        }}
      >
        <bdi>{shown === '' ? t('contact.add') : shown}</bdi>
      </button>
    )
  const save = async () => {
    const next = text.trim()
    if (next === value || (required && next === '')) setText(null)
    else if (await onSave(next)) setText(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setText(null)
    else if (event.key === 'Enter' && !(long && event.shiftKey)) {
      event.preventDefault()
      void save()
    } else return
    event.stopPropagation()
  }
  const common = {
    value: text,
    'aria-label': label,
    autoFocus: true,
    dir: 'auto',
    className: classes.edit,
    onBlur: () => void save(),
    onKeyDown,
  } as const
  return (
    <>
      {long ? (
        <textarea {...common} rows={4} maxLength={10_000} onChange={event => setText(event.currentTarget.value)} />
      ) : (
        <input {...common} maxLength={300} onChange={event => setText(event.currentTarget.value)} />
      )}
      {value === begunWith ? null : (
        <span className={classes.meanwhile} role="status">
          {t('contact.meanwhile', { value: value === '' ? t('contact.nothing') : value })}
        </span>
      )}
    </>
  )
}

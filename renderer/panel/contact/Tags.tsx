// Tags of the contact or of the chat: removed by their cross, added by typing one.
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'

const usualLongest = 50

export interface TagsProps {
  /** What they are called; missing: the contact's. */
  readonly label?: string
  readonly longest?: number
  readonly tags: readonly string[]
  readonly mayChange: boolean
  readonly onChange: (tags: readonly string[]) => Promise<boolean>
}

export const Tags = ({ label, longest = usualLongest, tags, mayChange, onChange }: TagsProps) => {
  const [text, setText] = useState<string | null>(null)
  if (!mayChange && tags.length === 0) return null
  const add = async () => {
    const tag = (text ?? '').trim().slice(0, longest)
    setText(null)
    if (tag !== '' && !tags.includes(tag)) await onChange([...tags, tag])
  }
  return (
    <section aria-label={label ?? t('contact.tags')} className={classes.tags}>
      {tags.map(tag => (
        <span key={tag} className={classes.tag}>
          <bdi>{tag}</bdi>
          {mayChange ? (
            <button
              type="button"
              aria-label={t('contact.removeTag', { tag })}
              onClick={() => void onChange(tags.filter(other => other !== tag))}
            >
              <IconX size={11} />
            </button>
          ) : null}
        </span>
      ))}
      {!mayChange ? null : text === null ? (
        <button type="button" className={classes.addTag} onClick={() => setText('')}>
          {t('contact.addTag')}
        </button>
      ) : (
        <input
          // biome-ignore lint/a11y/noAutofocus: the field appears because somebody asked for it
          autoFocus
          className={classes.tagField}
          value={text}
          maxLength={longest}
          aria-label={t('contact.newTag')}
          onChange={event => setText(event.currentTarget.value)}
          onBlur={() => void add()}
          onKeyDown={event => {
            if (event.key === 'Enter') void add()
            else if (event.key === 'Escape') setText(null)
            else return
            event.preventDefault()
          }}
        />
      )}
    </section>
  )
}

// Notes of agents about the contact: newest first; one's own can be changed and deleted in their place.
import { Textarea } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { ContactNoteView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { useNow } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { useSession } from '../../stores/session.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { fullTime, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import contact from '../contact/Contact.module.css'
import classes from './ContactPage.module.css'

export interface NotesProps {
  readonly contactId: string
  readonly notes: readonly ContactNoteView[]
}

export const Notes = ({ contactId, notes }: NotesProps) => {
  const [text, setText] = useState('')
  const isAdding = useRef(false)
  const add = async () => {
    if (isAdding.current) return
    isAdding.current = true
    try {
      await ask().contacts.addNote({ contactId, text })
      // What was typed meanwhile is the next one.
      setText(now => (now === text ? '' : now))
    } catch (error) {
      sayRefusal(error)
    } finally {
      isAdding.current = false
    }
  }
  return (
    <section aria-label={t('contact.notes.title')}>
      <h2 className={contact.title}>{t('contact.notes.title')}</h2>
      <NoteField label={t('contact.notes.add')} text={text} onText={setText} onDone={() => void add()} />
      <ul className={classes.notes}>
        {notes.map(note => (
          <Note key={note.id} note={note} />
        ))}
      </ul>
    </section>
  )
}

const Note = ({ note }: { readonly note: ContactNoteView }) => {
  const now = useNow()
  const mine = useSession(session => session.me?.agent.id === note.author.id)
  const [text, setText] = useState<string | null>(null)
  const change = async () => {
    try {
      await ask().contacts.updateNote({ noteId: note.id, text: text ?? '' })
      setText(null)
    } catch (error) {
      sayRefusal(error)
    }
  }
  const remove = () => ask().contacts.deleteNote({ noteId: note.id }).catch(sayRefusal)
  return (
    <li className={classes.note}>
      {text === null ? (
        <p dir="auto">{note.text}</p>
      ) : (
        <NoteField
          label={t('contact.notes.change')}
          text={text}
          onText={setText}
          onDone={() => void change()}
          onCancel={() => setText(null)}
        />
      )}
      <footer title={fullTime(note.at)}>
        {t('contact.notes.by', { name: note.author.name, when: whenOf(note.at, now) })}
        {note.editedAt === null ? '' : ` · ${t('bubble.edited')}`}
        {mine && text === null ? (
          <span className={classes.noteDeeds}>
            <button type="button" className={contact.link} onClick={() => setText(note.text)}>
              {t('contact.notes.edit')}
            </button>
            <button type="button" className={contact.link} onClick={() => void remove()}>
              {t('contact.notes.delete')}
            </button>
          </span>
        ) : null}
      </footer>
    </li>
  )
}

interface NoteFieldProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onDone: () => void
  readonly onCancel?: () => void
}

const NoteField = ({ label, text, onText, onDone, onCancel }: NoteFieldProps) => {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') onDone()
    else if (event.key === 'Escape' && onCancel !== undefined) onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={classes.noteField}>
      <Textarea
        aria-label={label}
        placeholder={label}
        size="xs"
        autosize
        minRows={1}
        maxRows={12}
        maxLength={10_000}
        value={text}
        onChange={event => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {text.trim() === '' && onCancel === undefined ? null : (
        <div className={classes.answers}>
          {onCancel === undefined ? null : (
            <Button small onClick={onCancel}>
              {t('close.cancel')}
            </Button>
          )}
          <Button small weight="accent" disabled={text.trim() === ''} onClick={onDone}>
            {t('contact.notes.save')}
          </Button>
        </div>
      )}
    </div>
  )
}

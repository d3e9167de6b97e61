// Contacts that were merged into this one, each with the way back.
import { Button } from '../../parts/Button.tsx'
import { useNow } from '../../stores/clock.ts'
import { undoMerge } from '../../stores/contact-deeds.ts'
import type { KnownContact } from '../../stores/contacts.ts'
import { useMay } from '../../stores/session.ts'
import { say } from '../../stores/toasts.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import contact from '../contact/Contact.module.css'
import classes from './ContactPage.module.css'

export const Merged = ({ known: { merged } }: { readonly known: KnownContact }) => {
  const now = useNow()
  const mayUndo = useMay('CanSeeContactDetails')
  if (merged.length === 0) return null
  const undo = async (mergeId: string, name: string) => {
    if (await undoMerge(mergeId)) say(t('contact.merge.undone', { name }))
  }
  return (
    <section aria-label={t('contact.merge.merged')}>
      <h2 className={contact.title}>{t('contact.merge.merged')}</h2>
      <ul className={classes.notes}>
        {merged.map(({ mergeId, name, email, phone, at, byName }) => (
          <li key={mergeId} className={classes.merged}>
            <div>
              <b dir="auto">{name}</b>
              <span>{[email, phone].filter(one => one !== null).join(' · ')}</span>
              <span>{t('contact.notes.by', { name: byName ?? t('app.name'), when: whenOf(at, now) })}</span>
            </div>
            {mayUndo ? (
              <Button small onClick={() => void undo(mergeId, name)}>
                {t('contact.merge.undo')}
                <span className="unseen"> {name}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

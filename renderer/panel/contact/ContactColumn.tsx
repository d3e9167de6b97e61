// The contact beside the conversation, where there is room.
import { useDeferredValue } from 'react'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'
import { ContactBody } from './ContactBody.tsx'

/** Follows the conversation a frame later: what was said is to be read first. */
export const ContactColumn = ({ chatId }: { readonly chatId: string }) => {
  const shown = useDeferredValue(chatId)
  return (
    <aside className={classes.column} aria-label={t('contact.name')}>
      <ContactBody chatId={shown} />
    </aside>
  )
}

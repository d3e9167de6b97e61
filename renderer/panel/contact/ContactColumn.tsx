// The contact beside the conversation, where there is room.
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'
import { ContactBody } from './ContactBody.tsx'

export const ContactColumn = ({ chatId }: { readonly chatId: string }) => (
  <aside className={classes.column} aria-label={t('contact.name')}>
    <ContactBody chatId={chatId} />
  </aside>
)

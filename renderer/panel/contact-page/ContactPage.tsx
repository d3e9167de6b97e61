// A contact's page in the place of the conversation: who it is, everything known, notes, and all that was said over all channels.
import { Empty } from '../../parts/Empty.tsx'
import { useContact } from '../../stores/contacts.ts'
import { usePlace } from '../../stores/place.ts'
import { useMay } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import { BannedNotice } from '../contact/BannedNotice.tsx'
import { ContactCases } from '../contact/ContactCases.tsx'
import { Details } from '../contact/Details.tsx'
import { Tags } from '../contact/Tags.tsx'
import { ContactHead } from './ContactHead.tsx'
import classes from './ContactPage.module.css'
import { ContactTimeline } from './ContactTimeline.tsx'
import { Duplicates } from './Duplicates.tsx'
import { Merged } from './Merged.tsx'
import { Notes } from './Notes.tsx'
import { OwnFieldList } from './OwnFieldList.tsx'

export const ContactPage = ({ contactId }: { readonly contactId: string }) => {
  const { known, isGone, change } = useContact(contactId)
  const part = usePlace(place => place.contactPart)
  const mayChange = useMay('CanSeeContactDetails')
  if (isGone || known === null)
    return (
      <main className={classes.pane} aria-label={t('contact.page')} aria-busy={!isGone}>
        {isGone ? <Empty title={t('contact.gone')}>{t('contact.goneHint')}</Empty> : null}
      </main>
    )
  const { contact } = known
  const [latest] = known.chats
  return (
    <main className={classes.pane} aria-label={t('contact.pageOf', { name: contact.name })}>
      <ContactHead known={known} part={part} />
      {part === 'duplicates' ? (
        <Duplicates known={known} />
      ) : (
        <div className={classes.both}>
          <div className={classes.about}>
            <BannedNotice known={known} />
            <Details key={contact.id} contact={contact} mayChange={mayChange} onChange={change} />
            <OwnFieldList own={contact.own} mayChange={mayChange} onChange={own => change({ own })} />
            <Tags tags={contact.tags} mayChange={mayChange} onChange={tags => change({ tags: [...tags] })} />
            {latest === undefined ? null : <ContactCases contactId={contact.id} chatId={latest.id} />}
            <Notes contactId={contact.id} notes={known.notes} />
            <Merged known={known} />
          </div>
          <ContactTimeline contactId={contact.id} />
        </div>
      )}
    </main>
  )
}

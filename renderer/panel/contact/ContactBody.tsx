// Who this is, what is known of them, why the chat came to me, and what was before.
import { Face } from '../../parts/Face.tsx'
import { useContact } from '../../stores/contacts.ts'
import { useConversations } from '../../stores/conversations.ts'
import { openContact } from '../../stores/place.ts'
import { useMay } from '../../stores/session.ts'
import { yearOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import { BannedNotice } from './BannedNotice.tsx'
import { ChatTags } from './ChatTags.tsx'
import classes from './Contact.module.css'
import { ContactCases } from './ContactCases.tsx'
import { Details } from './Details.tsx'
import { duplicatesWord } from './duplicates-word.ts'
import { EarlierChats } from './EarlierChats.tsx'
import { Tags } from './Tags.tsx'
import { Why } from './Why.tsx'

const leaveFor = (contactId: string, part: 'page' | 'duplicates'): void => {
  useDialogs.setState({ contact: false })
  openContact(contactId, part)
}

export const ContactBody = ({ chatId }: { readonly chatId: string }) => {
  const chat = useConversations(state => state.byChat.get(chatId)?.chat)
  const { known, change } = useContact(chat?.contact.id)
  const mayChange = useMay('CanSeeContactDetails')
  if (chat === undefined) return null
  const name = known?.contact.name ?? chat.contact.name
  return (
    <>
      <div className={classes.head}>
        <Face id={chat.contact.id} name={name} size={44} />
        <div>
          <h2 dir="auto">{name}</h2>
          {known === null ? null : (
            <p>
              {t('contact.since', { year: yearOf(known.contact.createdAt) })} ·{' '}
              {t('contact.chats', { count: known.chats.length })}
            </p>
          )}
          <div className={classes.links}>
            <button type="button" className={classes.link} onClick={() => leaveFor(chat.contact.id, 'page')}>
              {t('contact.toPage')}
            </button>
            {known === null || known.duplicates === 0 ? null : (
              <button type="button" className={classes.link} onClick={() => leaveFor(chat.contact.id, 'duplicates')}>
                {duplicatesWord(known.duplicates)}
              </button>
            )}
          </div>
        </div>
      </div>
      {known === null ? null : (
        <>
          <BannedNotice known={known} />
          <Details key={known.contact.id} contact={known.contact} mayChange={mayChange} onChange={change} />
          <Tags tags={known.contact.tags} mayChange={mayChange} onChange={tags => change({ tags: [...tags] })} />
        </>
      )}
      <ChatTags chatId={chatId} />
      <ContactCases contactId={chat.contact.id} chatId={chatId} />
      <Why chatId={chatId} chat={chat} />
      {known === null ? null : <EarlierChats chats={known.chats} chatId={chatId} />}
    </>
  )
}

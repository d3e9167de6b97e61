// The head of a contact's page: face and name, how long known, and what can be done with the whole of them.
import { Menu } from '@mantine/core'
import { IconArrowLeft, IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Face } from '../../parts/Face.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { dayForFile, saveFile } from '../../settings/frame/save-file.ts'
import { now } from '../../stores/clock.ts'
import { takeOutContact } from '../../stores/contact-deeds.ts'
import type { KnownContact } from '../../stores/contacts.ts'
import { openChat, openContact, type Place } from '../../stores/place.ts'
import { useMay } from '../../stores/session.ts'
import { yearOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { duplicatesWord } from '../contact/duplicates-word.ts'
import { BanDialog } from './BanDialog.tsx'
import classes from './ContactPage.module.css'
import { EraseDialog } from './EraseDialog.tsx'

export const ContactHead = ({ known, part }: { readonly known: KnownContact; readonly part: Place['contactPart'] }) => {
  const { contact, chats, duplicates, mayBan } = known
  const manages = useMay('CanManageChats')
  const [asking, setAsking] = useState<'ban' | 'erase' | null>(null)
  const open = chats.find(chat => chat.status === 'active') ?? chats.find(chat => chat.status !== 'closed')
  const takeOut = async () => {
    const file = await takeOutContact(contact)
    if (file !== null) saveFile(`contact-${dayForFile(now())}.json`, 'application/json', file)
  }
  const mayDoMore = (mayBan && contact.ban === null) || manages
  return (
    <header className={classes.head}>
      <IconButton large name={t('contact.back')} onClick={() => history.back()}>
        <IconArrowLeft size={20} className="mirrored" />
      </IconButton>
      <Face id={contact.id} name={contact.name} size={44} />
      <div className={classes.who}>
        <h1 dir="auto">{contact.name}</h1>
        <p>
          {t('contact.since', { year: yearOf(contact.createdAt) })} · {t('contact.chats', { count: chats.length })}
          {contact.ban === null ? null : <b className={classes.bannedMark}> · {t('contact.ban.banned')}</b>}
        </p>
      </div>
      <div className={classes.deeds}>
        {part === 'page' && duplicates > 0 ? (
          <Button onClick={() => openContact(contact.id, 'duplicates')}>{duplicatesWord(duplicates)}</Button>
        ) : null}
        {part === 'duplicates' ? (
          <Button onClick={() => openContact(contact.id)}>{t('contact.toPage')}</Button>
        ) : open === undefined ? null : (
          <Button weight="accent" onClick={() => openChat(open.id)}>
            {t('contact.openChat', { number: open.number })}
          </Button>
        )}
        {mayDoMore ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <IconButton large name={t('contact.more')}>
                <IconDots size={20} />
              </IconButton>
            </Menu.Target>
            <Menu.Dropdown>
              {mayBan && contact.ban === null ? (
                <Menu.Item onClick={() => setAsking('ban')}>{t('contact.ban.do')}</Menu.Item>
              ) : null}
              {manages ? (
                <>
                  <Menu.Item onClick={() => void takeOut()}>{t('contact.takeOut.do')}</Menu.Item>
                  <Menu.Item color="red" onClick={() => setAsking('erase')}>
                    {t('contact.erase.do')}
                  </Menu.Item>
                </>
              ) : null}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
      <BanDialog contact={contact} opened={asking === 'ban'} onClose={() => setAsking(null)} />
      <EraseDialog contact={contact} opened={asking === 'erase'} onClose={() => setAsking(null)} />
    </header>
  )
}

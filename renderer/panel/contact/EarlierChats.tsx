// The contact's other chats, newest first; each opens at its place in its conversation.
import { useState } from 'react'
import type { ChatHeading } from '../../../preload/views.ts'
import { channelName } from '../../parts/channel-name.ts'
import { useNow } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { openChat } from '../../stores/place.ts'
import { useSession } from '../../stores/session.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'

const few = 6

export const EarlierChats = ({
  chats,
  chatId,
}: {
  readonly chats: readonly ChatHeading[]
  readonly chatId: string
}) => {
  const now = useNow()
  const me = useSession(session => session.me?.agent.name)
  const [all, setAll] = useState(false)
  const others = chats.filter(chat => chat.id !== chatId)
  if (others.length === 0) return null
  return (
    <section aria-label={t('contact.earlier')}>
      <h3 className={classes.title}>{t('contact.earlier')}</h3>
      <ul className={classes.earlier}>
        {(all ? others : others.slice(0, few)).map(chat => (
          <li key={chat.id}>
            <button type="button" onClick={() => void openAtPlace(chat)}>
              <span dir="auto">{chat.lastText || t('contact.chat', { number: chat.number })}</span>
              <span title={`${channelName(chat.channelKind)} · ${chat.queueName}`}>
                {whenOf(chat.openedAt, now)}
                {chat.ownerName === null
                  ? ''
                  : ` · ${chat.ownerName === me ? t('you.short') : firstName(chat.ownerName)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {others.length > few && !all ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t('contact.allChats', { count: others.length })}
        </button>
      ) : null}
    </section>
  )
}

const firstName = (name: string): string => name.split(/\s/u)[0] || name

const openAtPlace = async (chat: ChatHeading): Promise<void> => {
  if (chat.status !== 'closed') return openChat(chat.id)
  try {
    const { messages } = await ask().messageManager.getMessagesByChatId({ chatId: chat.id, limit: 1 })
    openChat(chat.id, messages[0]?.id ?? null)
  } catch (error) {
    sayRefusal(error)
  }
}

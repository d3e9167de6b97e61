// What stands in the composer's place where I may not write: why, and what I can do about it.

import { Button } from '../../parts/Button.tsx'
import { singleClick } from '../../parts/single-click.ts'
import type { Conversation } from '../../stores/conversations.ts'
import { acceptChat, declineChat, takeOverChat, useBusy } from '../../stores/deeds.ts'
import { openChat } from '../../stores/place.ts'
import { t } from '../../words/words.ts'
import classes from './Composer.module.css'
import { BotAnswers } from './HeldBy.tsx'

export const ReadOnly = ({
  chatId,
  conversation,
}: {
  readonly chatId: string
  readonly conversation: Conversation
}) => {
  const { chat, can, headings } = conversation
  const busy = useBusy(state => state.chats.has(chatId))
  if (chat.status === 'bot') return <BotAnswers chatId={chatId} conversation={conversation} />
  const present = headings.find(heading => heading.status !== 'closed')
  if (can.accept)
    return (
      <footer className={classes.readOnly}>
        <span>{t('readOnly.waits', { name: chat.contact.name })}</span>
        <Button weight="ring" keys="A" disabled={busy} onClick={singleClick(() => void acceptChat(chatId))}>
          {t('offer.accept')}
        </Button>
        {chat.offer === null ? null : (
          <Button disabled={busy} onClick={singleClick(() => void declineChat(chatId))}>
            {t('offer.decline')}
          </Button>
        )}
      </footer>
    )
  if (can.takeOver)
    return (
      <footer className={classes.readOnly}>
        <span>{t('readOnly.others', { name: chat.owner?.name ?? '' })}</span>
        <Button disabled={busy} onClick={singleClick(() => void takeOverChat(chatId))}>
          {t('offer.takeOver')}
        </Button>
      </footer>
    )
  if (chat.status === 'closed' && present !== undefined && present.id !== chatId)
    return (
      <footer className={classes.readOnly}>
        <span>{t('readOnly.earlier', { number: chat.number })}</span>
        <Button onClick={() => openChat(present.id)}>{t('readOnly.toPresent', { number: present.number })}</Button>
      </footer>
    )
  return (
    <footer className={classes.readOnly}>
      <span>
        {chat.status === 'closed'
          ? t('readOnly.closed', { name: chat.contact.name })
          : chat.owner === null
            ? t('readOnly.waitsForOthers')
            : t('readOnly.others', { name: chat.owner.name })}
      </span>
    </footer>
  )
}

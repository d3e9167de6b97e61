// The head of a conversation: with whom, where from, how long; and what can be done: actions, transfer, close.
import { Menu } from '@mantine/core'
import { IconArrowLeft, IconDots, IconLayoutSidebarRight, IconUser } from '@tabler/icons-react'
import { Button } from '../../parts/Button.tsx'
import { channelName } from '../../parts/channel-name.ts'
import { IconButton } from '../../parts/IconButton.tsx'
import { Timer } from '../../parts/Timer.tsx'
import type { Conversation } from '../../stores/conversations.ts'
import { useBusy } from '../../stores/deeds.ts'
import { goTo } from '../../stores/place.ts'
import { prefer, usePreferences } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import { ActionsMenu } from '../actions/ActionsMenu.tsx'
import { useDialogs } from '../dialogs.ts'
import { useLayout } from '../layout.ts'
import { beginClosing, CloseButton } from './CloseButton.tsx'
import classes from './Header.module.css'

export const Header = ({ chatId, conversation }: { readonly chatId: string; readonly conversation: Conversation }) => {
  const { chat, can } = conversation
  const layout = useLayout()
  const busy = useBusy(state => state.chats.has(chatId))
  const mine = useSession(session => session.me?.agent.id === chat.owner?.id)
  const contactShown = usePreferences(preferences => preferences.contactShown)
  const narrow = layout === 'narrow'
  const toggleContact = () => {
    if (layout === 'wide') prefer({ contactShown: !contactShown })
    else useDialogs.setState({ contact: true })
  }
  return (
    <header className={classes.header}>
      {narrow ? (
        <IconButton large name={t('header.back')} onClick={() => goTo({ chatId: null, messageId: null })}>
          <IconArrowLeft size={20} className="mirrored" />
        </IconButton>
      ) : null}
      <div className={classes.who}>
        <h1 dir="auto">{chat.contact.name}</h1>
        <p>
          <span>{chat.channel.name || channelName(chat.channel.kind)}</span> · <span>{chat.queue.name}</span>
          {chat.status === 'active' && chat.acceptedAt !== null ? (
            <span>
              {' · '}
              {mine ? t('header.withYou') : t('header.withOther', { name: chat.owner?.name ?? '' })}{' '}
              <Timer since={chat.acceptedAt} form="words" />
            </span>
          ) : null}
          {chat.status === 'waiting' ? (
            <span>
              {' · '}
              {t('header.waiting')} <Timer since={chat.queuedAt} />
            </span>
          ) : null}
          {chat.status === 'bot' ? ` · ${t('header.bot')}` : ''}
          {chat.status === 'closed' ? ` · ${t('header.closed')}` : ''}
          {chat.status === 'active' && chat.completesAt !== null ? (
            <span>
              {' · '}
              {t('header.closesIn')} <Timer until={chat.completesAt} />
            </span>
          ) : null}
        </p>
      </div>
      <div className={classes.deeds}>
        {can.write ? <ActionsMenu chatId={chatId} queueId={chat.queue.id} narrow={narrow} /> : null}
        {narrow ? (
          <More chatId={chatId} conversation={conversation} />
        ) : (
          <>
            {can.transfer ? (
              <Button keys="T" disabled={busy} onClick={() => useDialogs.setState({ transfer: chatId })}>
                {t('header.transfer')}
              </Button>
            ) : null}
            {can.close ? <CloseButton chatId={chatId} /> : null}
            <IconButton name={t('header.contact')} pressed={layout === 'wide' && contactShown} onClick={toggleContact}>
              <IconLayoutSidebarRight size={18} className="mirrored" />
            </IconButton>
          </>
        )}
      </div>
    </header>
  )
}

const More = ({ chatId, conversation }: { readonly chatId: string; readonly conversation: Conversation }) => {
  const { can } = conversation
  return (
    <>
      <IconButton large name={t('header.contact')} onClick={() => useDialogs.setState({ contact: true })}>
        <IconUser size={19} />
      </IconButton>
      {can.transfer || can.close ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton large name={t('header.more')}>
              <IconDots size={20} />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            {can.transfer ? (
              <Menu.Item onClick={() => useDialogs.setState({ transfer: chatId })}>{t('header.transfer')}</Menu.Item>
            ) : null}
            {can.close ? <Menu.Item onClick={() => beginClosing(chatId)}>{t('header.close')}</Menu.Item> : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {can.close ? <CloseButton chatId={chatId} hidden /> : null}
    </>
  )
}

// One chat in the list: who, what was said last, how long they wait for me, what I have not read.
import { memo } from 'react'
import { MINUTE } from '../../../main/domain/clock.ts'
import type { ChatSummary } from '../../../preload/views.ts'
import { Face } from '../../parts/Face.tsx'
import { useNow } from '../../stores/clock.ts'
import { prefetchConversation } from '../../stores/conversations.ts'
import { openChat } from '../../stores/place.ts'
import { myId } from '../../stores/session.ts'
import { durationOf, numberOf, timerOf } from '../../words/formats.ts'
import { closedUntil } from '../../words/opening.ts'
import { t } from '../../words/words.ts'
import classes from './ChatList.module.css'
import { LastLine } from './LastLine.tsx'
import { Where } from './Where.tsx'

export interface ChatRowProps {
  readonly chat: ChatSummary
  readonly gone: boolean
  readonly selected: boolean
}

/** From here on a waiting customer is late, and shown in the warm colour. */
export const lateMs = 2 * MINUTE

export const ChatRow = memo(function ChatRow({ chat, gone, selected }: ChatRowProps) {
  const unread = chat.owner?.id === myId() ? chat.unread : 0
  return (
    <button
      type="button"
      data-chat-row={chat.id}
      className={`${classes.row} ${gone ? classes.gone : ''}`}
      aria-current={selected ? 'true' : undefined}
      disabled={gone}
      onClick={() => openChat(chat.id)}
      onPointerEnter={() => prefetchConversation(chat.id)}
    >
      <Face id={chat.contact.id} name={chat.contact.name} channel={chat.channel.kind} />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {chat.contact.name}
        </span>
        <LastLine chat={chat} />
        {gone || chat.queue.closed === null ? (
          <Where chat={chat}>{turnOf(chat, gone)}</Where>
        ) : (
          <Where chat={chat} first={<Closed closed={chat.queue.closed} />} />
        )}
      </span>
      <span className={classes.side}>
        <Age chat={chat} />
        {unread > 0 ? (
          <span className={classes.unread}>
            {numberOf(unread)}
            <span className="unseen"> {t('chats.unread')}</span>
          </span>
        ) : null}
      </span>
    </button>
  )
})

/** Whose turn it is, or whose chat; for one that waits for me the time at the side says it. */
const turnOf = (chat: ChatSummary, gone: boolean): string | null => {
  if (gone) return t('chats.gone')
  if (chat.status === 'active' && chat.owner !== null && chat.owner.id !== myId()) return chat.owner.name
  if (chat.status === 'bot') return t('chats.bot')
  if (chat.status === 'waiting') return t('chats.waiting')
  return chat.unansweredSince === null ? t('chats.theirTurn') : null
}

/** It waits for its queue to open, and rings at nobody until then. */
const Closed = ({ closed }: { readonly closed: NonNullable<ChatSummary['queue']['closed']> }) =>
  closedUntil(closed, useNow())

const Age = ({ chat }: { readonly chat: ChatSummary }) => {
  const now = useNow()
  // With a bot nobody waits for an agent.
  if (chat.unansweredSince === null || chat.status === 'bot')
    return <span className={classes.age}>{durationOf(now - (chat.lastMessage?.at ?? chat.openedAt))}</span>
  const waited = now - chat.unansweredSince
  return <span className={`${classes.age} ${waited >= lateMs ? classes.late : ''}`}>{timerOf(waited)}</span>
}

// The last thing said in a chat, in one line, and whose it was.
import type { ChatSummary } from '../../../preload/views.ts'
import { useDrafts } from '../../stores/drafts.ts'
import { useSession } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import classes from './ChatList.module.css'

export const LastLine = ({ chat }: { readonly chat: ChatSummary }) => {
  const me = useSession(session => session.me?.agent.name)
  const draft = useDrafts(drafts => drafts.byChat.get(chat.id)?.text)
  if (draft !== undefined && draft.trim() !== '')
    return (
      <span className={classes.last}>
        <span className={classes.draft}>{t('chats.draft')}</span> <bdi>{draft}</bdi>
      </span>
    )
  const last = chat.lastMessage
  if (last === null) return <span className={classes.last}> </span>
  const text = last.text === '' ? t(`kind.${last.kind}`) : last.text
  const who =
    last.direction === 'out'
      ? last.agentName === me
        ? t('chats.you')
        : last.agentName === null
          ? chat.status === 'bot'
            ? t('chats.agent', { name: t('chats.bot') })
            : chat.channel.kind === 'facebook'
              ? t('chats.agent', { name: t('chats.page') })
              : t('chats.automatic')
          : t('chats.agent', { name: last.agentName })
      : last.direction === 'note'
        ? t('chats.note')
        : ''
  const words = text.slice(0, 200)
  // Alone, words run their own way, so that what does not fit is cut at their end.
  if (who === '')
    return (
      <span className={classes.last} dir="auto">
        {words}
      </span>
    )
  return (
    <span className={classes.last}>
      <span className={classes.whose}>{who} </span>
      <bdi>{words}</bdi>
    </span>
  )
}

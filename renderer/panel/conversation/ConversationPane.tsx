// The middle of the panel: one conversation with its header and composer, or what to do when none is open.
import { IconMessages } from '@tabler/icons-react'
import { useCallback, useEffect } from 'react'
import type { MessageView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { fetchConversation, useConversations } from '../../stores/conversations.ts'
import { draftOf, emptyDraft, saveDraft, setDraft } from '../../stores/drafts.ts'
import { usePlace } from '../../stores/place.ts'
import { t } from '../../words/words.ts'
import { ChatRuns } from '../actions/ChatRuns.tsx'
import { excerptOf } from '../composer/answering.ts'
import { Composer } from '../composer/Composer.tsx'
import { Header } from '../header/Header.tsx'
import classes from './ConversationPane.module.css'
import { Timeline } from './Timeline.tsx'
import { useDropping } from './use-dropping.ts'

export const ConversationPane = () => {
  const chatId = usePlace(place => place.chatId)
  if (chatId === null)
    return (
      <main className={classes.pane} aria-label={t('conversation.name')}>
        <Empty title={t('conversation.none')} picture={<IconMessages size={34} stroke={1.2} />}>
          {t('conversation.noneHint')}
          <p className={classes.hints}>
            {hints.map(({ keys, word }) => (
              <span key={keys}>
                <kbd>{keys}</kbd> {t(word)}
              </span>
            ))}
          </p>
        </Empty>
      </main>
    )
  return <OpenConversation key={chatId} chatId={chatId} />
}

const hints = [
  { keys: 'A', word: 'keys.accept' },
  { keys: 'J K', word: 'hint.list' },
  { keys: 'Ctrl K', word: 'keys.palette' },
  { keys: '?', word: 'hint.keys' },
] as const

const OpenConversation = ({ chatId }: { readonly chatId: string }) => {
  const messageId = usePlace(place => place.messageId)
  // The same message again is shown again; other moves leave the timeline as it is.
  const shownAgain = usePlace(place => (place.messageId === null ? 0 : place.turn))
  const conversation = useConversations(state => state.byChat.get(chatId))
  const failed = useConversations(state => state.failed.get(chatId))

  useEffect(() => () => void saveDraft(chatId), [chatId])
  const dropping = useDropping(chatId)

  const onReply = useCallback(
    (message: MessageView) => {
      const replyExcerpt = excerptOf(message)
      setDraft(chatId, { ...(draftOf(chatId) ?? emptyDraft), note: false, replyTo: message.id, replyExcerpt })
      document.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus()
    },
    [chatId],
  )

  if (conversation === undefined)
    return (
      <main className={classes.pane} aria-label={t('conversation.name')}>
        {failed === undefined ? null : (
          <Empty title={failed.kind === 'refused' ? failed.sentence : t('connection.noAnswer')}>
            <Button onClick={() => void fetchConversation(chatId)}>{t('trouble.retry')}</Button>
          </Empty>
        )}
      </main>
    )
  return (
    <main
      className={classes.pane}
      aria-label={t('conversation.with', { name: conversation.chat.contact.name })}
      {...(conversation.can.write ? dropping.handlers : {})}
    >
      {dropping.over ? <div className={classes.dropping}>{t('composer.drop')}</div> : null}
      <Header chatId={chatId} conversation={conversation} />
      <Timeline
        key={`${conversation.generation}/${messageId ?? ''}/${shownAgain}`}
        chatId={chatId}
        conversation={conversation}
        found={messageId}
        onReply={onReply}
      />
      <ChatRuns chatId={chatId} conversation={conversation} />
      <Composer chatId={chatId} conversation={conversation} />
    </main>
  )
}

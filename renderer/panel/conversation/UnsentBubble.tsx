// What I wrote and nobody has confirmed yet: on its way, waiting for the connection, or refused with a reason.
import { IconAlertTriangle, IconNote } from '@tabler/icons-react'
import { Button } from '../../parts/Button.tsx'
import { useConnection } from '../../stores/door.ts'
import { setDraft } from '../../stores/drafts.ts'
import { dropUnsent, sendAgain, type Unsent } from '../../stores/sending.ts'
import { t } from '../../words/words.ts'
import classes from './Bubble.module.css'

export const UnsentBubble = ({ unsent }: { readonly unsent: Unsent }) => {
  const connected = useConnection(connection => connection.state === 'connected')
  const edit = () => {
    const { text, note, replyTo, replyExcerpt, cannedReplyId } = unsent
    setDraft(unsent.chatId, { text, note, replyTo, replyExcerpt, cannedReplyId, caret: text.length })
    dropUnsent(unsent.key)
  }
  return (
    <article
      className={`${classes.line} ${unsent.note ? classes.noteLine : classes.mineLine} ${classes.lastLine}`}
      aria-label={t('bubble.unsent')}
    >
      <div className={classes.holder}>
        <div className={`${classes.bubble} ${classes.pending}`}>
          {unsent.note ? (
            <span className={classes.noteMark}>
              <IconNote size={13} aria-hidden /> {t('note.mine')}
            </span>
          ) : null}
          {unsent.replyExcerpt === null ? null : (
            <span className={classes.quote}>
              <span dir="auto" className={classes.quoteText}>
                {unsent.replyExcerpt}
              </span>
            </span>
          )}
          {unsent.file === null ? null : <div className={classes.pendingFile}>{unsent.file.name}</div>}
          {unsent.text === '' ? null : (
            <div className={classes.text} dir="auto">
              {unsent.text}
            </div>
          )}
        </div>
      </div>
      {unsent.state === 'waiting' ? (
        <div className={classes.meta}>{connected ? t('unsent.sending') : t('unsent.waiting')}</div>
      ) : (
        <div className={classes.trouble} role="alert">
          <IconAlertTriangle size={14} aria-hidden />
          <span>{unsent.refusal}</span>
          <Button small onClick={() => sendAgain(unsent.key)}>
            {t('trouble.retry')}
          </Button>
          <Button small onClick={edit}>
            {t('unsent.edit')}
          </Button>
          <Button small weight="quiet" onClick={() => dropUnsent(unsent.key)}>
            {t('unsent.drop')}
          </Button>
        </div>
      )}
    </article>
  )
}

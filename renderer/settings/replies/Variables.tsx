// What a canned reply may leave open: a button for each, and how the text reads with an example's names in it.
import { fillReply, type ReplyVariable, replyValuesOf, replyVariables } from '../../../main/domain/reply-variables.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import classes from './Replies.module.css'

export const InsertButtons = ({ onInsert }: { readonly onInsert: (written: string) => void }) => (
  <fieldset className={classes.insert}>
    <legend>{t('settings.replies.variables')}</legend>
    {replyVariables.map(variable => (
      <Button
        key={variable}
        small
        title={`{{${variable}}}`}
        aria-label={t('settings.replies.insert', { name: captionOf(variable) })}
        onClick={() => onInsert(`{{${variable}}}`)}
      >
        {captionOf(variable)}
      </Button>
    ))}
  </fieldset>
)

const captionOf = (variable: ReplyVariable): string => t(`settings.replies.variable.${variable}`)

export const ReplyPreview = ({ text, queueName }: { readonly text: string; readonly queueName: string | null }) => {
  const example = {
    contactName: t('settings.replies.example.contact'),
    agentName: t('settings.replies.example.agent'),
    queueName: queueName ?? t('settings.replies.example.queue'),
    channelName: t('settings.replies.example.channel'),
    number: 128,
  }
  const read = fillReply(text.trim(), replyValuesOf(example))
  const nameless = fillReply(text.trim(), replyValuesOf({ ...example, contactName: '' }))
  return (
    <div className={classes.preview}>
      <div className={classes.caption}>{t('settings.replies.preview')}</div>
      <p className={classes.bubble} dir="auto">
        {read}
      </p>
      {nameless === read ? null : (
        <>
          <div className={classes.caption}>{t('settings.replies.previewNameless')}</div>
          <p className={classes.bubble} dir="auto">
            {nameless}
          </p>
        </>
      )}
    </div>
  )
}

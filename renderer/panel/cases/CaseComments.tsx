// Comments among agents on a case; what is typed stays until it is sent.
import { Textarea } from '@mantine/core'
import { longestComment } from '../../../main/domain/case.ts'
import type { CaseView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { sendComment, setComment, useCaseEdits } from '../../stores/case-edits.ts'
import { useNow } from '../../stores/clock.ts'
import { fullTime, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './CasePage.module.css'

export const CaseComments = ({ one }: { readonly one: CaseView }) => {
  const now = useNow()
  const text = useCaseEdits(edits => edits.comments.get(one.id) ?? '')
  return (
    <section aria-label={t('cases.comments')}>
      <h2 className={classes.title}>{t('cases.comments')}</h2>
      {one.comments.length === 0 ? null : (
        <ul className={classes.comments}>
          {one.comments.map(comment => (
            <li key={comment.id}>
              <p className={classes.by}>
                <b>{comment.agentName}</b>
                <time dateTime={new Date(comment.at).toISOString()} title={fullTime(comment.at)}>
                  {whenOf(comment.at, now)}
                </time>
              </p>
              <p className={classes.said} dir="auto">
                {comment.text}
              </p>
            </li>
          ))}
        </ul>
      )}
      <Textarea
        aria-label={t('cases.commentField')}
        placeholder={t('cases.commentField')}
        dir="auto"
        autosize
        minRows={2}
        maxRows={10}
        maxLength={longestComment}
        value={text}
        onChange={event => setComment(one.id, event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void sendComment(one.id)
        }}
      />
      {text.trim() === '' ? null : (
        <div className={classes.answers}>
          <Button small weight="accent" keys="Ctrl ↵" onClick={() => void sendComment(one.id)}>
            {t('cases.comment')}
          </Button>
        </div>
      )}
    </section>
  )
}

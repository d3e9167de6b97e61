// Why did this chat come to me (or to whom it came)? The newest routing decision in words; the earlier ones on demand.
import { useEffect, useState } from 'react'
import type { ChatSummary, DecisionView } from '../../../preload/views.ts'
import { useNow } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { myId } from '../../stores/session.ts'
import { timeOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'

export const Why = ({ chatId, chat }: { readonly chatId: string; readonly chat: ChatSummary }) => {
  const [decisions, setDecisions] = useState<readonly DecisionView[]>([])
  const [all, setAll] = useState(false)
  const { status, offer, queue } = chat
  const ownerId = chat.owner?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever the chat went somewhere else
  useEffect(() => {
    let stale = false
    ask()
      .chatService.explain({ chatId })
      .then(answer => stale || setDecisions(answer.decisions))
      .catch(() => stale || setDecisions([]))
    return () => {
      stale = true
    }
  }, [chatId, status, ownerId, offer?.id, queue.id, queue.closed?.opensAt])
  const [newest, ...earlier] = decisions
  if (newest === undefined) return null
  const mine = ownerId === myId() || (offer !== null && status === 'waiting')
  return (
    <section aria-label={mine ? t('why.you') : t('why.any')}>
      <h3 className={classes.title}>{mine ? t('why.you') : t('why.any')}</h3>
      <div className={classes.why}>
        <Decision decision={newest} />
        {all ? earlier.map(decision => <Decision key={decision.at} decision={decision} dated />) : null}
        {earlier.length === 0 ? null : (
          <button type="button" className={classes.more} onClick={() => setAll(!all)} aria-expanded={all}>
            {all ? t('why.less') : t('why.more', { count: earlier.length })}
          </button>
        )}
      </div>
    </section>
  )
}

const Decision = ({ decision, dated = false }: { readonly decision: DecisionView; readonly dated?: boolean }) => {
  const now = useNow()
  const [outcome, ...reasons] = decision.sentences
  return (
    <div className={classes.decision}>
      {dated ? (
        <time>
          {whenOf(decision.at, now)} {timeOf(decision.at)}
        </time>
      ) : null}
      <p>
        <b>{outcome}</b>
      </p>
      {reasons.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}

// Above the composer: what actions are doing in this chat, and the forms that they wait for.
import { useEffect, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { fetchActions, followActions } from '../../stores/chat-actions.ts'
import type { Conversation } from '../../stores/conversations.ts'
import { followRuns, useRuns } from '../../stores/runs.ts'
import { t } from '../../words/words.ts'
import classes from './ChatRuns.module.css'
import { FormCard } from './FormCard.tsx'
import { RunLine } from './RunLine.tsx'

export interface ChatRunsProps {
  readonly chatId: string
  readonly conversation: Conversation
}

/** More of them hide the conversation. */
const shownRuns = 2

export const ChatRuns = ({ chatId, conversation }: ChatRunsProps) => {
  const held = useRuns(state => state.byChat.get(chatId))
  const [withAll, setWithAll] = useState(false)
  const { can, chat } = conversation
  const queueId = chat.queue.id
  useEffect(() => followRuns(chatId), [chatId])
  useEffect(() => followActions(), [])
  // For the palette, which shows what there is at once.
  useEffect(() => {
    if (can.write) void fetchActions(chatId, queueId).catch(() => {})
  }, [chatId, queueId, can.write])
  if (held === undefined) return null
  const forms = can.write ? held.forms : []
  const inForms = new Set(forms.map(({ runId }) => runId))
  const runs = held.runs.filter(run => run.status === 'failed' || !inForms.has(run.id))
  if (runs.length === 0 && forms.length === 0) return null
  const shown = withAll ? runs : runs.slice(0, shownRuns)
  return (
    <section className={classes.runs} aria-label={t('run.name')}>
      {shown.map(run => (
        <RunLine key={run.id} run={run} chatId={chatId} />
      ))}
      {runs.length > shownRuns ? (
        <Button small weight="quiet" aria-expanded={withAll} onClick={() => setWithAll(!withAll)}>
          {withAll ? t('run.less') : t('run.more', { count: runs.length - shownRuns })}
        </Button>
      ) : null}
      {forms.map((form, at) => (
        <FormCard key={form.stepId} form={form} isFirst={at === 0} />
      ))}
    </section>
  )
}

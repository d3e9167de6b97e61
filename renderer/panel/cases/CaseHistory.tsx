// What happened to a case: who changed what, when, from what to what, the newest first.
import { useState } from 'react'
import { assertNever } from '../../../main/domain/assert-never.ts'
import { type CaseStatus, caseStatuses } from '../../../main/domain/case.ts'
import type { CaseView } from '../../../preload/views.ts'
import { useNow } from '../../stores/clock.ts'
import { fullTime, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './CasePage.module.css'

const few = 5
type Step = CaseView['history'][number]

export const CaseHistory = ({ one }: { readonly one: CaseView }) => {
  const now = useNow()
  const [all, setAll] = useState(false)
  // Each keeps its number when newer ones come.
  const numbered = one.history.map((step, i) => ({ step, n: one.history.length - i }))
  const steps = all ? numbered : numbered.slice(0, few)
  return (
    <section aria-label={t('cases.history')}>
      <h2 className={classes.title}>{t('cases.history')}</h2>
      <ol className={classes.history}>
        {steps.map(({ step, n }) => (
          <li key={n}>
            <time dateTime={new Date(step.at).toISOString()} title={fullTime(step.at)}>
              {whenOf(step.at, now)}
            </time>
            <span dir="auto">{sentenceOf(step)}</span>
          </li>
        ))}
      </ol>
      {one.history.length > few && !all ? (
        <button type="button" className={classes.link} onClick={() => setAll(true)}>
          {t('cases.allHistory', { count: one.history.length })}
        </button>
      ) : null}
    </section>
  )
}

const sentenceOf = ({ agentName: name, field, from, to }: Step): string => {
  switch (field) {
    case 'created':
      return t('cases.step.created', { name })
    case 'chat':
      return to === null
        ? t('cases.step.unlinked', { name, number: from ?? '' })
        : t('cases.step.linked', { name, number: to })
    case 'status':
      return t('cases.step.status', { name, from: statusOf(from), to: statusOf(to) })
    case 'description':
      return t('cases.step.description', { name })
    case 'subject':
    case 'account':
      return changeOf(name, t(`cases.${field}`), from, to)
    case 'assigneeId':
      return changeOf(name, t('cases.assignee'), from, to)
    case 'queueId':
      return changeOf(name, t('cases.queue'), from, to)
    case 'contactId':
      return changeOf(name, t('cases.contact'), from, to)
    default:
      return assertNever(field)
  }
}

const changeOf = (name: string, field: string, from: string | null, to: string | null): string => {
  if (!from) return t('cases.step.set', { name, field, to: to ?? '' })
  if (!to) return t('cases.step.cleared', { name, field, from })
  return t('cases.step.changed', { name, field, from, to })
}

const isStatus = (text: string | null): text is CaseStatus => caseStatuses.some(status => status === text)
const statusOf = (text: string | null): string => (isStatus(text) ? t(`cases.status.${text}`) : (text ?? ''))

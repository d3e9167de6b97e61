// The contact's cases beside the chat: status at a glance, one click to open, one to create another from this chat.
import { useEffect, useState } from 'react'
import type { CaseSummary } from '../../../preload/views.ts'
import { useCases } from '../../stores/cases.ts'
import { ask } from '../../stores/door.ts'
import { openCase } from '../../stores/place.ts'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { createFromChat } from '../cases/create-from-chat.ts'
import { StatusBadge } from '../cases/StatusBadge.tsx'
import { useDialogs } from '../dialogs.ts'
import classes from './Contact.module.css'
import own from './ContactCases.module.css'

const few = 5
const most = 50

export const ContactCases = ({ contactId, chatId }: { readonly contactId: string; readonly chatId: string }) => {
  const changes = useCases(cases => cases.changes)
  const [cases, setCases] = useState<readonly CaseSummary[]>([])
  const [all, setAll] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever a case changes
  useEffect(() => {
    let isCurrent = true
    ask()
      .cases.list({ contactId, limit: most })
      .then(answer => {
        if (isCurrent) setCases(answer.cases)
      })
      .catch(() => {})
    return () => {
      isCurrent = false
    }
  }, [contactId, changes])
  const open = (deed: () => void) => {
    useDialogs.setState({ contact: false })
    deed()
  }
  return (
    <section aria-label={t('cases.name')}>
      <h3 className={classes.title}>{t('cases.name')}</h3>
      {cases.length === 0 ? null : (
        <ul className={own.cases}>
          {(all ? cases : cases.slice(0, few)).map(one => (
            <li key={one.id}>
              <button type="button" onClick={() => open(() => openCase(one.id))}>
                <span dir="auto">{one.subject}</span>
                <span>
                  {t('cases.number', { number: numberOf(one.number) })}
                  {one.chatIds.includes(chatId) ? ` · ${t('cases.ofThisChat')}` : ''}
                </span>
                <StatusBadge status={one.status} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {cases.length > few && !all ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t('cases.allOf', { count: cases.length })}
        </button>
      ) : null}
      <button type="button" className={classes.more} onClick={() => open(() => void createFromChat(chatId))}>
        {t('cases.createFromChat')}
      </button>
    </section>
  )
}

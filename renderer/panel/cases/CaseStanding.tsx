// What changes at once: status, assignee, queue; a case that is to be closed asks once more, for it stays closed.
import { Popover, Select } from '@mantine/core'
import { useState } from 'react'
import type { CaseStatus } from '../../../main/domain/case.ts'
import type { CaseView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { changeCase } from '../../stores/case-edits.ts'
import { useSession } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import classes from './CasePage.module.css'
import { StatusBadge } from './StatusBadge.tsx'
import { useCasePeople } from './use-case-people.ts'

export const CaseStanding = ({ one }: { readonly one: CaseView }) => {
  const { agents, queues } = useCasePeople()
  const me = useSession(session => session.me?.agent.id ?? '')
  const isClosed = one.status === 'closed'
  const withPresent = (
    all: readonly { id: string; name: string }[],
    present: { id: string; name: string } | null,
    none: string,
  ) => [
    { value: '', label: none },
    ...(present === null || all.some(({ id }) => id === present.id) ? all : [present, ...all]).map(({ id, name }) => ({
      value: id,
      label: name,
    })),
  ]
  return (
    <section className={classes.standing} aria-label={t('cases.standing')}>
      <div className={classes.statusLine}>
        <StatusBadge status={one.status} />
        {one.nextStatuses.map(status =>
          status === 'closed' ? (
            <CloseCase key={status} caseId={one.id} />
          ) : (
            <Button key={status} small onClick={() => void changeCase(one.id, { status })}>
              {t(wordOf(one.status, status))}
            </Button>
          ),
        )}
        {isClosed ? <span className={classes.quiet}>{t('cases.staysClosed')}</span> : null}
      </div>
      <div className={classes.selects}>
        <div className={classes.assignee}>
          <Select
            size="xs"
            label={t('cases.assignee')}
            searchable
            disabled={isClosed}
            allowDeselect={false}
            data={withPresent(agents, one.assignee, t('cases.nobody'))}
            value={one.assignee?.id ?? ''}
            onChange={id => void changeCase(one.id, { assigneeId: id || null })}
          />
          {isClosed || one.assignee?.id === me ? null : (
            <Button small onClick={() => void changeCase(one.id, { assigneeId: me })}>
              {t('cases.takeIt')}
            </Button>
          )}
        </div>
        <Select
          size="xs"
          label={t('cases.queue')}
          searchable
          disabled={isClosed}
          allowDeselect={false}
          data={withPresent(queues, one.queue, t('cases.noQueue'))}
          value={one.queue?.id ?? ''}
          onChange={id => void changeCase(one.id, { queueId: id || null })}
        />
      </div>
    </section>
  )
}

const wordOf = (from: CaseStatus, to: Exclude<CaseStatus, 'closed'>) =>
  from === 'resolved' && to === 'inProgress' ? ('cases.reopen' as const) : (`cases.become.${to}` as const)

const CloseCase = ({ caseId }: { readonly caseId: string }) => {
  const [asks, setAsks] = useState(false)
  return (
    <Popover opened={asks} onChange={setAsks} trapFocus returnFocus position="bottom-start" withArrow>
      <Popover.Target>
        <Button small onClick={() => setAsks(true)}>
          {t('cases.become.closed')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('cases.closeQuestion')}>
        <p className={classes.question}>{t('cases.closeQuestion')}</p>
        <div className={classes.answers}>
          <Button small onClick={() => setAsks(false)}>
            {t('close.cancel')}
          </Button>
          <Button
            small
            weight="accent"
            onClick={() => {
              setAsks(false)
              void changeCase(caseId, { status: 'closed' })
            }}
          >
            {t('cases.closeIt')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

// The list of cases in the place of the chats: mine, nobody's or all, by status, words, queue and date.
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconBriefcase, IconPlus, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { caseStatuses } from '../../../main/domain/case.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { type CaseFilters, filterCases, loadCases, moreCases, useCases, usualFilters } from '../../stores/cases.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import { CaseRow } from './CaseRow.tsx'
import classes from './Cases.module.css'
import { useCasePeople } from './use-case-people.ts'

export const CaseColumn = () => {
  const { filters, list, nextBefore, failed } = useCases()
  const hasMore = filters.queueId !== null || filters.fromDay !== null || filters.toDay !== null
  const [moreShown, setMoreShown] = useState(hasMore)
  useEffect(() => void loadCases(), [])
  return (
    <>
      <div className={classes.top}>
        <h2 className={classes.heading}>{t('cases.name')}</h2>
        <IconButton
          name={t('cases.filters')}
          aria-expanded={moreShown}
          pressed={moreShown}
          onClick={() => setMoreShown(!moreShown)}
        >
          <IconAdjustmentsHorizontal size={18} />
        </IconButton>
        <IconButton name={t('cases.new')} onClick={() => useDialogs.setState({ newCase: true })}>
          <IconPlus size={18} />
        </IconButton>
      </div>
      <div className={classes.filters}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('cases.whose')}
          value={filters.whose}
          onChange={whose => filterCases({ whose: whose as CaseFilters['whose'] })}
          data={(['mine', 'nobodys', 'all'] as const).map(value => ({ value, label: t(`cases.whose.${value}`) }))}
        />
        <div className={classes.pair}>
          <TextInput
            type="search"
            size="xs"
            data-case-search
            leftSection={<IconSearch size={14} aria-hidden />}
            placeholder={t('cases.find')}
            aria-label={t('cases.find')}
            value={filters.text}
            onChange={event => filterCases({ text: event.currentTarget.value })}
            onKeyDown={event => {
              if (event.key !== 'ArrowDown') return
              event.preventDefault()
              document.querySelector<HTMLElement>('[data-chat-row]')?.focus()
            }}
          />
          <NativeSelect
            size="xs"
            aria-label={t('cases.status')}
            value={filters.status}
            onChange={event => filterCases({ status: event.currentTarget.value as CaseFilters['status'] })}
            data={[
              { value: 'open', label: t('cases.anyOpen') },
              { value: 'all', label: t('cases.anyStatus') },
              ...caseStatuses.map(value => ({ value, label: t(`cases.status.${value}`) })),
            ]}
          />
        </div>
        {moreShown ? <MoreFilters /> : null}
      </div>
      {failed !== null ? (
        <Empty title={failed.kind === 'refused' ? failed.sentence : t('connection.noAnswer')}>
          <Button onClick={() => void loadCases()}>{t('trouble.retry')}</Button>
        </Empty>
      ) : list === null ? null : list.length === 0 ? (
        <NoCases />
      ) : (
        <ul className={classes.rows} aria-label={t('cases.name')}>
          {list.map(one => (
            <CaseRow key={one.id} one={one} />
          ))}
          {nextBefore === null ? null : (
            <li className={classes.moreRow}>
              <Button small onClick={() => void moreCases()}>
                {t('cases.more')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

const NoCases = () => {
  const filters = useCases(cases => cases.filters)
  const isUsual = JSON.stringify(filters) === JSON.stringify(usualFilters)
  return isUsual ? (
    <Empty title={t('cases.none')} picture={<IconBriefcase size={34} stroke={1.2} />}>
      {t('cases.noneHint')}
    </Empty>
  ) : (
    <Empty title={t('cases.nothingFits')}>
      <Button onClick={() => filterCases(usualFilters)}>{t('cases.dropFilters')}</Button>
    </Empty>
  )
}

const MoreFilters = () => {
  const filters = useCases(cases => cases.filters)
  const { queues } = useCasePeople()
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('cases.queue')}
        value={filters.queueId ?? ''}
        onChange={event => filterCases({ queueId: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('cases.anyQueue') },
          ...queues.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div className={classes.pair}>
        <TextInput
          size="xs"
          type="date"
          label={t('cases.from')}
          value={filters.fromDay ?? ''}
          onChange={event => filterCases({ fromDay: event.currentTarget.value || null })}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('cases.to')}
          value={filters.toDay ?? ''}
          onChange={event => filterCases({ toDay: event.currentTarget.value || null })}
        />
      </div>
    </>
  )
}

// What to look for in the audit: which kind of thing, who did it, when, and words in it.
import { CloseButton, Select, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { auditNouns } from '../../../main/domain/audit.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { useSetup } from '../setup.ts'
import { captionOf } from '../system/setting-words.ts'
import classes from './Audit.module.css'
import type { AuditFilter } from './filter.ts'

export interface AuditFiltersProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
  /** What the one thing is called whose history is shown; null: there is no such one. */
  readonly nameOfOne: string | null
}

/** Typing rests this long before it is looked for. */
const restMs = 250

export const AuditFilters = ({ filter, onChange, nameOfOne }: AuditFiltersProps) => {
  const agents = useSetup(setup => setup.agents)
  const [text, setText] = useState(filter.text)
  useEffect(() => setText(filter.text), [filter.text])
  useEffect(() => {
    if (text === filter.text) return
    const timer = setTimeout(() => onChange({ ...filter, text }), restMs)
    return () => clearTimeout(timer)
  }, [text, filter, onChange])
  const kinds = auditNouns.map(noun => ({ value: noun, label: t(`settings.audit.noun.${noun}`) }))
  const people = agents
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label))

  return (
    <search className={classes.filters} aria-label={t('settings.audit.filters')}>
      {filter.nounId === null ? (
        <Select
          size="xs"
          clearable
          label={t('settings.audit.what')}
          placeholder={t('settings.audit.everything')}
          data={kinds}
          value={filter.noun}
          onChange={noun => onChange({ ...filter, noun: auditNouns.find(one => one === noun) ?? null })}
        />
      ) : (
        <div className={classes.one}>
          <span>
            {t('settings.audit.historyOf', {
              noun: t(`settings.audit.noun.${filter.noun ?? 'setup'}`),
              name: filter.noun === 'setting' ? captionOf(filter.nounId) : (nameOfOne ?? ''),
            })}
          </span>
          <CloseButton size="sm" aria-label={t('settings.audit.showAll')} onClick={() => goTo(hashOf('audit'))} />
        </div>
      )}
      <Select
        size="xs"
        clearable
        searchable
        label={t('settings.audit.who')}
        placeholder={t('settings.audit.anybody')}
        nothingFoundMessage={t('settings.nobodyFound')}
        data={people}
        value={filter.agentId}
        onChange={agentId => onChange({ ...filter, agentId })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('settings.audit.from')}
        max={filter.to}
        value={filter.from}
        onChange={event => onChange({ ...filter, from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('settings.audit.to')}
        min={filter.from}
        value={filter.to}
        onChange={event => onChange({ ...filter, to: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="search"
        label={t('settings.audit.words')}
        placeholder={t('settings.find')}
        maxLength={200}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
    </search>
  )
}

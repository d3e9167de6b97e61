// What narrows a search: whose, where, by whom, when.
import { NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { AgentView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { ask } from '../../stores/door.ts'
import { isIdle, noFilters, searchFor, useSearch } from '../../stores/search.ts'
import { useShared } from '../../stores/settings.ts'
import { t } from '../../words/words.ts'
import classes from './SearchColumn.module.css'

export const Filters = () => {
  const filters = useSearch(search => search.filters)
  const channels = useShared(shared => shared.channels)
  const [agents, setAgents] = useState<readonly AgentView[]>([])
  useEffect(() => {
    ask()
      .agents.list({})
      .then(answer => setAgents(answer.agents))
      .catch(() => {})
  }, [])
  const idle = isIdle({ ...filters, text: '' })
  return (
    <div className={classes.filters}>
      {filters.contact === null ? null : (
        <div className={classes.contact}>
          <span>{t('search.onlyContact', { name: filters.contact.name })}</span>
          <IconButton name={t('search.anyContact')} onClick={() => searchFor({ contact: null })}>
            <IconX size={14} />
          </IconButton>
        </div>
      )}
      <NativeSelect
        size="xs"
        aria-label={t('search.channel')}
        value={filters.channelId ?? ''}
        onChange={event => searchFor({ channelId: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('search.anyChannel') },
          ...channels.map(channel => ({ value: channel.id, label: channel.name })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('search.agent')}
        value={filters.agentId ?? ''}
        onChange={event => searchFor({ agentId: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('search.anyAgent') },
          ...agents.map(agent => ({ value: agent.id, label: agent.name })),
        ]}
      />
      <div className={classes.days}>
        <TextInput
          size="xs"
          type="date"
          label={t('search.from')}
          value={filters.fromDay ?? ''}
          onChange={event => searchFor({ fromDay: event.currentTarget.value || null })}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('search.to')}
          value={filters.toDay ?? ''}
          onChange={event => searchFor({ toDay: event.currentTarget.value || null })}
        />
      </div>
      {idle ? null : (
        <Button small weight="quiet" onClick={() => searchFor({ ...noFilters, text: filters.text })}>
          {t('search.dropFilters')}
        </Button>
      )}
    </div>
  )
}

// Agents and roles of a queue in one field, and whom that comes to.
import { MultiSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../../words/words.ts'
import { useSetup } from '../setup.ts'
import { isMember, type Member, memberKey, teamOf } from './members.ts'
import classes from './QueueEditor.module.css'

export interface MembersProps {
  readonly value?: readonly Member[]
  readonly onChange: (members: readonly Member[]) => void
  readonly error?: ReactNode
}

/** A list that is drawn whole; who is not among them is found by typing. */
const longestList = 80

export const Members = ({ value = [], onChange, error }: MembersProps) => {
  const { agents, roles } = useSetup()
  const team = teamOf(value, agents)
  const here = new Set(value)
  const offered = agents.filter(({ id, deactivatedAt }) => deactivatedAt === null || here.has(memberKey('agent', id)))
  return (
    <div>
      <MultiSelect
        label={t('settings.queues.members')}
        description={t('settings.queues.membersHint')}
        placeholder={value.length === 0 ? t('settings.queues.membersPlaceholder') : ''}
        data={[
          {
            group: t('settings.queues.roles'),
            items: roles.map(({ id, name }) => ({ value: memberKey('role', id), label: name })),
          },
          {
            group: t('settings.queues.agents'),
            items: offered.map(({ id, name }) => ({ value: memberKey('agent', id), label: name })),
          },
        ]}
        value={[...value]}
        onChange={keys => onChange(keys.filter(isMember))}
        error={error}
        searchable
        hidePickedOptions
        limit={longestList}
        nothingFoundMessage={t('settings.nobodyFound')}
        clearButtonProps={{ 'aria-label': t('settings.clear') }}
      />
      {team.length === 0 ? (
        <div className={classes.nobody}>{t('settings.queues.nobody')}</div>
      ) : (
        <div className={classes.team} title={team.map(({ name }) => name).join(', ')}>
          {t('settings.queues.teamOf', { count: team.length })}
        </div>
      )}
    </div>
  )
}

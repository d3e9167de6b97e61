// What an agent or bot may do, whose chats they take, and how many at a time: the fields that both have.
import { MultiSelect, TextInput } from '@mantine/core'
import type { AgentView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import fields from '../form/theme.module.css'
import { memberKey, teamOf } from '../queues/members.ts'
import { useSetup } from '../setup.ts'
import type { RightsForm } from './agent-form.ts'

export interface AgentRightsProps {
  /** Null: a new one. */
  readonly agent: AgentView | null
  readonly values: RightsForm
  readonly rolesHint: string
  readonly inputProps: (field: keyof RightsForm) => object
}

export const AgentRights = ({ agent, values, rolesHint, inputProps }: AgentRightsProps) => {
  const { roles, queues, system } = useSetup()
  const systemLimit = system?.SimultaneousChats ?? 2
  const systemWords = systemLimit === 0 ? t('settings.agents.noLimit') : String(systemLimit)
  return (
    <>
      <MultiSelect
        label={t('settings.agents.roles')}
        description={rolesHint}
        placeholder={values.roleIds.length === 0 ? t('settings.agents.rolesPlaceholder') : ''}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        hidePickedOptions
        {...inputProps('roleIds')}
      />
      {agent === null ? (
        <MultiSelect
          label={t('settings.agents.queues')}
          description={t('settings.agents.queuesHint')}
          placeholder={values.queueIds.length === 0 ? t('settings.agents.queuesPlaceholder') : ''}
          data={queues.filter(queue => queue.archivedAt === null).map(({ id, name }) => ({ value: id, label: name }))}
          hidePickedOptions
          {...inputProps('queueIds')}
        />
      ) : (
        <Takes agent={agent} />
      )}
      <TextInput
        label={t('settings.agents.limit')}
        description={t('settings.agents.limitHint', { system: systemWords })}
        placeholder={t('settings.agents.limitSystem', { system: systemWords })}
        classNames={{ wrapper: fields.short ?? '' }}
        inputMode="numeric"
        autoComplete="off"
        {...inputProps('chatLimit')}
      />
    </>
  )
}

/** Where somebody's chats come from, directly or by a role. */
const Takes = ({ agent }: { readonly agent: AgentView }) => {
  const queues = useSetup(setup => setup.queues)
  const names = queues
    .filter(({ archivedAt, agentIds, roleIds }) => {
      const members = [...agentIds.map(id => memberKey('agent', id)), ...roleIds.map(id => memberKey('role', id))]
      return archivedAt === null && teamOf(members, [{ ...agent, deactivatedAt: null }]).length > 0
    })
    .map(({ name }) => name)
  return (
    <div style={{ fontSize: 12.5, color: 'var(--ink2)' }}>
      {names.length === 0 ? t('settings.agents.takesNone') : t('settings.agents.takes', { queues: names.join(', ') })}
    </div>
  )
}

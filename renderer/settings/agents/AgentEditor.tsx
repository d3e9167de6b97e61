// The form of an agent: who they are, how they sign in, what they may do, how many chats at a time; and deactivating.
import { MultiSelect, PasswordInput, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AgentView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { useSession } from '../../stores/session.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import fields from '../form/theme.module.css'
import { useEditor } from '../form/use-editor.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { memberKey, teamOf } from '../queues/members.ts'
import { reload, useSetup } from '../setup.ts'
import { Access } from './Access.tsx'
import {
  type AgentForm,
  agentChange,
  agentForm,
  checkAgent,
  emptyAgent,
  invitedInput,
  newAgentInput,
} from './agent-form.ts'
import { keepLink } from './one-time-links.ts'
import { presenceWords } from './presence-words.ts'

export const AgentEditor = ({ agent }: { readonly agent: AgentView | null }) => {
  const { roles, queues, system } = useSetup()
  // A link must lead somewhere: a desktop alone has no page for browsers.
  const isReached = useSession(session => session.info?.host === 'hub') || (system?.SiteUrl ?? '') !== ''
  const [isDeactivating, setDeactivating] = useState(false)
  const isNew = agent === null
  const systemLimit = system?.SimultaneousChats ?? 2
  const systemWords = systemLimit === 0 ? t('settings.agents.noLimit') : String(systemLimit)

  const save = async (form: AgentForm, before: AgentForm) => {
    if (isNew) {
      const made = await add(form)
      await reload('agents', 'queues')
      say(t(form.wayIn === 'link' ? 'settings.agents.invited' : 'settings.agents.created', { name: made.name }))
      goOn(hashOf('agents', made.id))
      return
    }
    await ask().agents.update({ agentId: agent.id, ...agentChange(before, form) })
    await reload('agents', 'queues')
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<AgentForm>({
    stored: isNew ? { ...emptyAgent, wayIn: isReached ? 'link' : 'password' } : agentForm(agent),
    check: form => checkAgent(form, isNew),
    save,
  })
  const { form } = editor

  const deactivate = async (deactivated: boolean) => {
    if (isNew) return
    setDeactivating(false)
    const { name } = agent
    try {
      await ask().agents.update({ agentId: agent.id, deactivated })
      await reload('agents', 'queues')
      say(t(deactivated ? 'settings.agents.deactivatedToast' : 'settings.agents.activatedToast', { name }))
    } catch (error) {
      sayRefusal(error)
    }
  }

  return (
    <EditorFrame
      editor={editor}
      title={agent?.name ?? t('settings.agents.newTitle')}
      subtitle={isNew ? undefined : presenceWords(agent)}
      back={hashOf('agents')}
      isNew={isNew}
      deeds={
        isNew ? null : agent.deactivatedAt === null ? (
          <Button weight="quiet" onClick={() => setDeactivating(true)}>
            {t('settings.agents.deactivate')}
          </Button>
        ) : (
          <Button onClick={() => void deactivate(false)}>{t('settings.agents.activate')}</Button>
        )
      }
    >
      <TextInput
        label={t('settings.agents.name')}
        description={t('settings.agents.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('settings.agents.login')}
        description={t('settings.agents.loginHint')}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('login')}
      />
      {isNew ? (
        <Radio.Group label={t('settings.agents.wayIn')} {...form.getInputProps('wayIn')}>
          <Radio
            value="link"
            mt={8}
            label={t('settings.agents.byLink')}
            description={t('settings.agents.byLinkHint')}
          />
          <Radio
            value="password"
            mt={8}
            label={t('settings.agents.byPassword')}
            description={t('settings.agents.byPasswordHint')}
          />
        </Radio.Group>
      ) : null}
      {isNew && form.values.wayIn === 'link' ? null : (
        <PasswordInput
          label={t(isNew ? 'settings.agents.password' : 'settings.agents.newPassword')}
          description={t(
            isNew
              ? 'settings.agents.passwordHint'
              : agent.hasJoined
                ? 'settings.agents.passwordKept'
                : 'settings.agents.passwordNone',
          )}
          placeholder={agent?.hasJoined ? '••••••••' : ''}
          required={isNew}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('settings.agents.showPassword') }}
          aria-invalid={form.errors.password !== undefined}
          {...form.getInputProps('password')}
        />
      )}
      <MultiSelect
        label={t('settings.agents.roles')}
        description={t('settings.agents.rolesHint')}
        placeholder={form.values.roleIds.length === 0 ? t('settings.agents.rolesPlaceholder') : ''}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        hidePickedOptions
        {...form.getInputProps('roleIds')}
      />
      {isNew ? (
        <MultiSelect
          label={t('settings.agents.queues')}
          description={t('settings.agents.queuesHint')}
          placeholder={form.values.queueIds.length === 0 ? t('settings.agents.queuesPlaceholder') : ''}
          data={queues.filter(queue => queue.archivedAt === null).map(({ id, name }) => ({ value: id, label: name }))}
          hidePickedOptions
          {...form.getInputProps('queueIds')}
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
        {...form.getInputProps('chatLimit')}
      />
      {isNew ? null : <Access agent={agent} />}
      <Confirm
        opened={isDeactivating}
        title={t('settings.agents.deactivateTitle', { name: agent?.name ?? '' })}
        yes={t('settings.agents.deactivate')}
        weight="danger"
        onYes={() => void deactivate(true)}
        onNo={() => setDeactivating(false)}
      >
        {t('settings.agents.deactivateBody')}
      </Confirm>
    </EditorFrame>
  )
}

const add = async (form: AgentForm): Promise<AgentView> => {
  if (form.wayIn === 'password') return ask().agents.create(newAgentInput(form))
  const { agent, link } = await ask().agents.invite(invitedInput(form))
  keepLink(agent.id, link)
  return agent
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

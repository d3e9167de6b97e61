// The form of an agent: who they are, how they sign in, what they may do, how many chats at a time; and deactivating.
import { PasswordInput, Radio, TextInput } from '@mantine/core'
import type { AgentView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { useSession } from '../../stores/session.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { reload, useSetup } from '../setup.ts'
import { Access } from './Access.tsx'
import { AgentRights } from './AgentRights.tsx'
import { AgentTokens } from './AgentTokens.tsx'
import {
  type AgentForm,
  agentChange,
  agentForm,
  checkAgent,
  emptyAgent,
  invitedInput,
  newAgentInput,
} from './agent-form.ts'
import { Deactivating } from './Deactivating.tsx'
import { keepLink } from './one-time-links.ts'
import { presenceWords } from './presence-words.ts'

export const AgentEditor = ({ agent }: { readonly agent: AgentView | null }) => {
  const system = useSetup(setup => setup.system)
  // A link must lead somewhere: a desktop alone has no page for browsers.
  const isReached = useSession(session => session.info?.host === 'hub') || (system?.SiteUrl ?? '') !== ''
  const isNew = agent === null

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

  return (
    <EditorFrame
      editor={editor}
      title={agent?.name ?? t('settings.agents.newTitle')}
      subtitle={isNew ? undefined : presenceWords(agent)}
      back={hashOf('agents')}
      isNew={isNew}
      deeds={isNew ? null : <Deactivating agent={agent} body={t('settings.agents.deactivateBody')} />}
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
      <AgentRights
        agent={agent}
        values={form.values}
        rolesHint={t('settings.agents.rolesHint')}
        inputProps={field => form.getInputProps(field)}
      />
      {isNew ? null : (
        <>
          <Access agent={agent} />
          <AgentTokens agent={agent} />
        </>
      )}
    </EditorFrame>
  )
}

const add = async (form: AgentForm): Promise<AgentView> => {
  if (form.wayIn === 'password') return ask().agents.create(newAgentInput(form))
  const { agent, link } = await ask().agents.invite(invitedInput(form))
  keepLink(agent.id, link)
  return agent
}

// The form of a bot: an agent that is a program. It has no login to type and no password, but access tokens.
import { TextInput } from '@mantine/core'
import type { AgentView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { reload } from '../setup.ts'
import { AgentRights } from './AgentRights.tsx'
import { AgentTokens } from './AgentTokens.tsx'
import { type BotForm, botChange, botForm, checkBot, emptyBot, newBotInput } from './agent-form.ts'
import { Deactivating } from './Deactivating.tsx'
import { keepToken } from './one-time-links.ts'
import { presenceWords } from './presence-words.ts'

export const BotEditor = ({ bot }: { readonly bot: AgentView | null }) => {
  const save = async (form: BotForm, before: BotForm) => {
    if (bot === null) {
      const { agent, token } = await ask().agents.createBot(newBotInput(form))
      keepToken(agent.id, token)
      await reload('agents', 'queues')
      say(t('settings.bots.made', { name: agent.name }))
      goOn(hashOf('agents', agent.id))
      return
    }
    await ask().agents.update({ agentId: bot.id, ...botChange(before, form) })
    await reload('agents', 'queues')
    say(t('settings.editor.saved'))
  }
  const editor = useEditor<BotForm>({ stored: bot === null ? emptyBot : botForm(bot), check: checkBot, save })
  const { form } = editor
  return (
    <EditorFrame
      editor={editor}
      title={bot?.name ?? t('settings.bots.newTitle')}
      subtitle={bot === null ? undefined : `${t('bot.mark')} · ${presenceWords(bot)}`}
      back={hashOf('agents')}
      isNew={bot === null}
      deeds={bot === null ? null : <Deactivating agent={bot} body={t('settings.bots.deactivateBody')} />}
    >
      <TextInput
        label={t('settings.agents.name')}
        description={t('settings.bots.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <AgentRights
        agent={bot}
        values={form.values}
        rolesHint={t('settings.bots.rolesHint')}
        inputProps={field => form.getInputProps(field)}
      />
      {bot === null ? null : <AgentTokens agent={bot} />}
    </EditorFrame>
  )
}

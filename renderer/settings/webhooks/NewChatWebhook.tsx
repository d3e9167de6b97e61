// The form by which somebody lets a program follow chats, as the program could do itself over LiveChat's protocol.
import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { protocolActions } from '../../../main/domain/protocol-webhook.ts'
import { ask } from '../../stores/door.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { reload, useSetup } from '../setup.ts'
import { type ChatWebhookForm, chatWebhookInput, checkChatWebhook, emptyChatWebhook } from './chat-webhook-form.ts'

export const NewChatWebhook = () => {
  const allowed = useSetup(setup => setup.system?.OutboundAllowedHosts ?? '')
  const save = async (form: ChatWebhookForm) => {
    const made = await ask().webhooks.follow(chatWebhookInput(form))
    await reload('webhooks')
    say(t('settings.chatWebhooks.made'))
    goOn(hashOf('webhooks', made.id))
  }
  const editor = useEditor<ChatWebhookForm>({ stored: emptyChatWebhook, check: checkChatWebhook(allowed), save })
  const { form } = editor
  return (
    <EditorFrame editor={editor} title={t('settings.chatWebhooks.newTitle')} back={hashOf('webhooks')} isNew>
      <TextInput
        label={t('settings.webhooks.url')}
        description={t('settings.webhooks.urlHint')}
        placeholder="https://bot.example.com/livechat"
        required
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('url')}
      />
      <NativeSelect
        label={t('settings.chatWebhooks.action')}
        description={t('settings.chatWebhooks.actionHint')}
        data={Object.keys(protocolActions)}
        {...form.getInputProps('action')}
      />
      <PasswordInput
        label={t('settings.chatWebhooks.secret')}
        description={t('settings.chatWebhooks.secretHint')}
        required
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('settings.agents.showPassword') }}
        {...form.getInputProps('secret')}
      />
      <TextInput
        label={t('tokens.client')}
        description={t('settings.chatWebhooks.clientHint')}
        required
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('clientId')}
      />
      <TextInput
        label={t('settings.chatWebhooks.description')}
        autoComplete="off"
        {...form.getInputProps('description')}
      />
    </EditorFrame>
  )
}

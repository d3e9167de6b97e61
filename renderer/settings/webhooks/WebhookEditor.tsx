// The form of a webhook: where it leads, what it is told, its secret this once, a test, and its log.
import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type WebhookEvent, webhookEvents } from '../../../main/domain/case-webhook.ts'
import type { WebhookView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal, sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { ChangedMeanwhile } from '../form/ChangedMeanwhile.tsx'
import { changesIn } from '../form/changes.ts'
import { differencesOf } from '../form/differences.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { useMeanwhile } from '../form/use-meanwhile.ts'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { sayWithUndo } from '../frame/Undo.tsx'
import { reload, useSetup } from '../setup.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import { rememberSecret, SecretOnce } from './SecretOnce.tsx'
import { checkWebhook, emptyWebhook, type WebhookForm, webhookForm, webhookInput } from './webhook-form.ts'

export const WebhookEditor = ({ webhook }: { readonly webhook: WebhookView | null }) => {
  const allowed = useSetup(setup => setup.system?.OutboundAllowedHosts ?? '')
  const meanwhile = useMeanwhile(webhook, async () => {
    await reload('webhooks')
    return useSetup.getState().webhooks.find(one => one.id === webhook?.id)
  })

  const save = async (form: WebhookForm, before: WebhookForm) => {
    if (webhook === null) {
      const made = await ask().webhooks.create(webhookInput(form))
      rememberSecret(made.webhook.id, made.secret)
      await reload('webhooks')
      say(t('settings.webhooks.created', { name: made.webhook.name }))
      goOn(hashOf('webhooks', made.webhook.id))
      return
    }
    const version = meanwhile.version()
    const saved = await ask().webhooks.update({
      id: webhook.id,
      ...(version === undefined ? {} : { version }),
      ...changesIn(webhookInput(before), webhookInput(form)),
    })
    await reload('webhooks')
    meanwhile.saved(saved)
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<WebhookForm>({
    stored: webhook === null ? emptyWebhook : webhookForm(webhook),
    check: checkWebhook(allowed),
    save,
    onConflict: meanwhile.onConflict,
  })
  const { form } = editor
  const overtaken = meanwhile.overtaken(editor.isDirty)
  const eventWords = (events: readonly WebhookEvent[]) =>
    events.map(event => t(`settings.webhooks.${event}`)).join(', ')

  return (
    <EditorFrame
      editor={editor}
      title={webhook?.name ?? t('settings.webhooks.newTitle')}
      back={hashOf('webhooks')}
      isNew={webhook === null}
      deeds={
        webhook === null ? null : (
          <Button weight="quiet" onClick={() => void remove(webhook)}>
            {t('settings.webhooks.remove')}
          </Button>
        )
      }
    >
      {overtaken !== null && webhook !== null ? (
        <ChangedMeanwhile
          differences={differencesOf(webhookForm(overtaken), webhookForm(webhook), {
            name: { caption: t('settings.webhooks.name') },
            url: { caption: t('settings.webhooks.url') },
            events: { caption: t('settings.webhooks.events'), words: eventWords },
            active: { caption: t('settings.webhooks.active') },
          })}
          meanwhile={meanwhile}
          editor={editor}
        />
      ) : null}
      {webhook === null ? null : <SecretOnce webhookId={webhook.id} />}
      <TextInput label={t('settings.webhooks.name')} required autoComplete="off" {...form.getInputProps('name')} />
      <TextInput
        label={t('settings.webhooks.url')}
        description={t('settings.webhooks.urlHint')}
        placeholder="https://desk.example.com/parley"
        required
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('url')}
      />
      <Checkbox.Group label={t('settings.webhooks.events')} {...form.getInputProps('events')}>
        {webhookEvents.map(event => (
          <Checkbox key={event} mt={8} value={event} label={t(`settings.webhooks.${event}`)} />
        ))}
      </Checkbox.Group>
      <Switch
        label={t('settings.webhooks.active')}
        description={t('settings.webhooks.activeHint')}
        {...form.getInputProps('active', { type: 'checkbox' })}
      />
      {webhook === null ? null : (
        <>
          <Keys webhook={webhook} />
          <DeliveryLog webhook={webhook} />
        </>
      )}
    </EditorFrame>
  )
}

const Keys = ({ webhook: { id } }: { readonly webhook: WebhookView }) => {
  const [isTesting, setTesting] = useState(false)
  const test = async () => {
    setTesting(true)
    try {
      const { state, trouble, status } = await ask().webhooks.test({ id })
      if (state === 'delivered') say(t('settings.webhooks.testTaken', { status: status ?? 0 }))
      else sayTrouble(trouble ?? '')
    } catch (error) {
      sayRefusal(error)
    } finally {
      setTesting(false)
    }
  }
  const renew = async () => {
    try {
      const { secret } = await ask().webhooks.renewSecret({ id })
      rememberSecret(id, secret)
      await reload('webhooks')
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <div>
      <Button small disabled={isTesting} onClick={() => void test()}>
        {t(isTesting ? 'settings.webhooks.testing' : 'settings.webhooks.test')}
      </Button>{' '}
      <Button small weight="quiet" onClick={() => void renew()}>
        {t('settings.webhooks.renew')}
      </Button>
    </div>
  )
}

const remove = async ({ id, name }: WebhookView): Promise<void> => {
  try {
    await ask().webhooks.remove({ id })
    goOn(hashOf('webhooks'))
    await reload('webhooks')
    sayWithUndo(t('settings.webhooks.removed', { name }), () => bringBack(id))
  } catch (error) {
    sayRefusal(error)
  }
}

const bringBack = async (id: string): Promise<void> => {
  try {
    const { name } = await ask().webhooks.restore({ id })
    await reload('webhooks')
    say(t('settings.undone', { name }))
  } catch (error) {
    sayRefusal(error)
  }
}

// What a WhatsApp channel has of its own: the account at Twilio, the number, a test, and the address to set at Twilio.
import { PasswordInput, TextInput } from '@mantine/core'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { Advanced } from '../form/Advanced.tsx'
import { Notice } from '../frame/Notice.tsx'
import classes from './Channels.module.css'
import type { KindFieldsProps } from './TelegramFields.tsx'
import { useChannelTest } from './use-channel-test.ts'
import { WebhookAddress } from './WebhookAddress.tsx'
import { checkWhatsApp } from './whatsapp-form.ts'

const ownFields = ['accountSid', 'authToken', 'sender', 'publicUrl', 'apiRoot'] as const

export const WhatsAppFields = ({ form, channel }: KindFieldsProps) => {
  const hasToken = channel?.secretsSet.includes('authToken') ?? false
  const { tested, test } = useChannelTest({
    kind: 'whatsapp',
    form,
    channel,
    fields: ownFields,
    check: typed => checkWhatsApp(typed, hasToken),
  })

  return (
    <div className={classes.group}>
      <Notice tone="info" quiet>
        {t('settings.channels.whatsapp.about')}
      </Notice>
      <TextInput
        label={t('settings.channels.whatsapp.accountSid')}
        description={t('settings.channels.whatsapp.accountSidHint')}
        required
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        {...form.getInputProps('accountSid')}
      />
      <PasswordInput
        label={t('settings.channels.whatsapp.authToken')}
        description={t(
          hasToken ? 'settings.channels.whatsapp.authTokenKept' : 'settings.channels.whatsapp.authTokenHint',
        )}
        placeholder={hasToken ? '••••••••••••••••' : ''}
        required={!hasToken}
        autoComplete="new-password"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('settings.channels.telegram.showToken') }}
        aria-invalid={form.errors.authToken !== undefined}
        {...form.getInputProps('authToken')}
      />
      <TextInput
        label={t('settings.channels.whatsapp.sender')}
        description={t('settings.channels.whatsapp.senderHint')}
        required
        inputMode="tel"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('sender')}
      />
      <div>
        <Button onClick={() => void test()} disabled={tested === 'testing'}>
          {t(tested === 'testing' ? 'settings.channels.whatsapp.testing' : 'settings.channels.whatsapp.test')}
        </Button>
      </div>
      {tested === null || tested === 'testing' ? null : (
        <Notice tone={tested.ok ? 'ok' : 'bad'}>{tested.sentence}</Notice>
      )}
      <WebhookAddress channel={channel} kind="whatsapp" publicUrl={form.values.publicUrl} />
    </div>
  )
}

/** Few need it: another public address, or a server that stands for Twilio. */
export const WhatsAppAdvanced = ({ form }: Pick<KindFieldsProps, 'form'>) => {
  const { values, errors } = form
  const isOpen =
    [values.publicUrl, values.apiRoot].some(typed => typed !== '') || Boolean(errors.publicUrl ?? errors.apiRoot)
  return (
    <Advanced isOpen={isOpen}>
      <TextInput
        label={t('settings.channels.whatsapp.publicUrl')}
        description={t('settings.channels.whatsapp.publicUrlHint')}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('publicUrl')}
      />
      <TextInput
        label={t('settings.channels.whatsapp.apiRoot')}
        description={t('settings.channels.whatsapp.apiRootHint')}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('apiRoot')}
      />
    </Advanced>
  )
}

// What a LiveChat channel has of its own: a sign-in with the browser, or an account and its personal access token; and a test.
import { PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { Advanced } from '../form/Advanced.tsx'
import { Notice } from '../frame/Notice.tsx'
import classes from './Channels.module.css'
import { LiveChatSignIn } from './LiveChatSignIn.tsx'
import { checkLiveChat } from './livechat-form.ts'
import { ScopedHint } from './ScopedHint.tsx'
import type { KindFieldsProps } from './TelegramFields.tsx'
import { useChannelTest } from './use-channel-test.ts'

const ownFields = ['clientId', 'signIn', 'accountId', 'personalToken', 'apiRoot', 'accountsRoot'] as const

export const LiveChatFields = ({ form, channel }: KindFieldsProps) => {
  const has = (secret: string) => channel?.secretsSet.includes(secret) ?? false
  const { tested, test } = useChannelTest({
    kind: 'livechat',
    form,
    channel,
    fields: ownFields,
    check: typed => checkLiveChat(typed, has),
  })
  return (
    <div className={classes.group}>
      <Notice tone="info" quiet>
        {t('settings.channels.livechat.about')}
      </Notice>
      <SegmentedControl
        aria-label={t('settings.channels.livechat.letInBy')}
        data={[
          { value: 'signIn', label: t('settings.channels.livechat.bySignIn') },
          { value: 'token', label: t('settings.channels.livechat.byToken') },
        ]}
        {...form.getInputProps('letInBy')}
      />
      {form.values.letInBy === 'signIn' ? (
        <LiveChatSignIn form={form} channel={channel} isKept={has('refreshToken')} />
      ) : (
        <TokenFields form={form} isKept={has('personalToken')} />
      )}
      <div className={classes.deeds}>
        <Button onClick={() => void test()} disabled={tested === 'testing'}>
          {t(tested === 'testing' ? 'settings.channels.livechat.testing' : 'settings.channels.livechat.test')}
        </Button>
      </div>
      {tested === null || tested === 'testing' ? null : (
        <Notice tone={tested.ok ? 'ok' : 'bad'}>{tested.sentence}</Notice>
      )}
    </div>
  )
}

const TokenFields = ({ form, isKept }: Pick<KindFieldsProps, 'form'> & { readonly isKept: boolean }) => (
  <>
    <TextInput
      label={t('settings.channels.livechat.accountId')}
      description={t('settings.channels.livechat.accountIdHint')}
      required
      autoComplete="off"
      spellCheck={false}
      dir="ltr"
      {...form.getInputProps('accountId')}
    />
    <PasswordInput
      label={t('settings.channels.livechat.token')}
      description={
        <ScopedHint>
          {t(isKept ? 'settings.channels.livechat.tokenKept' : 'settings.channels.livechat.tokenHint')}
        </ScopedHint>
      }
      required={!isKept}
      placeholder={isKept ? '••••••••••••••••' : ''}
      autoComplete="new-password"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': t('settings.channels.livechat.show') }}
      {...form.getInputProps('personalToken')}
    />
  </>
)

/** A server may stand for LiveChat. */
export const LiveChatAdvanced = ({ form }: Pick<KindFieldsProps, 'form'>) => {
  const { values, errors } = form
  const isOpen = values.apiRoot !== '' || values.accountsRoot !== '' || Boolean(errors.apiRoot ?? errors.accountsRoot)
  return (
    <Advanced isOpen={isOpen}>
      {(['apiRoot', 'accountsRoot'] as const).map(field => (
        <TextInput
          key={field}
          label={t(`settings.channels.livechat.${field}`)}
          description={t(`settings.channels.livechat.${field}Hint`)}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps(field)}
        />
      ))}
    </Advanced>
  )
}

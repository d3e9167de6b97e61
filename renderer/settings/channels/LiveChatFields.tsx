// What a LiveChat channel has of its own: a sign-in with the browser, or an account and its personal access token; and a test.
import { PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { Advanced } from '../form/Advanced.tsx'
import { Notice } from '../frame/Notice.tsx'
import classes from './Channels.module.css'
import { channelSettings } from './channel-form.ts'
import { checkLiveChat } from './livechat-form.ts'
import type { KindFieldsProps } from './TelegramFields.tsx'
import { useChannelTest } from './use-channel-test.ts'
import { useSignIn } from './use-sign-in.ts'

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
        <SignInFields form={form} channel={channel} isKept={has('refreshToken')} />
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

/** Where LiveChat sends the browser back to: this Parley, as far as the browser can reach it. */
const redirectAddress = (): string =>
  `${/^https?:$/.test(location.protocol) ? location.origin : 'http://127.0.0.1:7420'}/hooks/livechat`

const SignInFields = ({ form, channel, isKept }: KindFieldsProps & { readonly isKept: boolean }) => {
  const [pasted, setPasted] = useState('')
  const { stage, begin, finish } = useSignIn('livechat', ticket => form.setFieldValue('signIn', ticket))
  const signIn = () => {
    const { clientId } = form.values
    if (clientId.trim() === '') return form.setFieldError('clientId', t('settings.channels.livechat.clientIdMissing'))
    return begin(channelSettings(form.values, 'livechat', channel?.settings), redirectAddress())
  }
  return (
    <>
      <TextInput
        label={t('settings.channels.livechat.clientId')}
        description={t('settings.channels.livechat.clientIdHint', { address: redirectAddress() })}
        required
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        {...form.getInputProps('clientId')}
        onChange={event => {
          form.setFieldValue('clientId', event.currentTarget.value)
          // A sign-in is of one app.
          form.setFieldValue('signIn', '')
        }}
      />
      <div className={classes.deeds}>
        <Button weight="accent" onClick={() => void signIn()} disabled={stage.stage === 'beginning'}>
          {t(isKept ? 'settings.channels.livechat.signInAgain' : 'settings.channels.livechat.signIn')}
        </Button>
      </div>
      {stage.stage === 'away' ? (
        <Notice tone="info">
          {t('settings.channels.livechat.away')}{' '}
          <a href={stage.url} target="_blank" rel="noopener noreferrer">
            {t('settings.channels.livechat.open')}
          </a>
          <TextInput
            label={t('settings.channels.livechat.paste')}
            description={t('settings.channels.livechat.pasteHint')}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            value={pasted}
            error={stage.sentence}
            onChange={event => setPasted(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              // It goes on with the sign-in, and saves nothing yet.
              event.preventDefault()
              if (pasted.trim() !== '') void finish(pasted)
            }}
          />
          <Button disabled={pasted.trim() === ''} onClick={() => void finish(pasted)}>
            {t('settings.channels.livechat.goOn')}
          </Button>
        </Notice>
      ) : null}
      {stage.stage === 'failed' ? <Notice tone="bad">{stage.sentence}</Notice> : null}
      {form.values.signIn === '' ? null : <Notice tone="ok">{t('settings.channels.livechat.signedIn')}</Notice>}
      {form.errors.signIn === undefined ? null : <Notice tone="bad">{form.errors.signIn}</Notice>}
    </>
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
      description={t(isKept ? 'settings.channels.livechat.tokenKept' : 'settings.channels.livechat.tokenHint')}
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

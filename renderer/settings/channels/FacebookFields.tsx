// What a Facebook channel has of its own: the page and its token, a test, what it lets agents do, and an app of one's own at Meta.
import { PasswordInput, Switch, TextInput } from '@mantine/core'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { Advanced } from '../form/Advanced.tsx'
import { goTo } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { facebookHash } from '../relay/facebook-hash.ts'
import { CallbackAddress } from './CallbackAddress.tsx'
import classes from './Channels.module.css'
import { checkFacebook } from './facebook-form.ts'
import type { KindFieldsProps } from './TelegramFields.tsx'
import { useChannelTest } from './use-channel-test.ts'

const ownFields = ['pageId', 'pageToken', 'appSecret', 'verifyToken', 'apiRoot'] as const

export const FacebookFields = ({ form, channel }: KindFieldsProps) => {
  const hasToken = channel?.secretsSet.includes('pageToken') ?? false
  const { tested, test } = useChannelTest({
    kind: 'facebook',
    form,
    channel,
    fields: ownFields,
    check: typed => checkFacebook(typed, hasToken),
  })

  return (
    <div className={classes.group}>
      <Notice tone="info" quiet>
        {t('settings.channels.facebook.about')}
      </Notice>
      <TextInput
        label={t('settings.channels.facebook.pageId')}
        description={t('settings.channels.facebook.pageIdHint')}
        required
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        {...form.getInputProps('pageId')}
      />
      <PasswordInput
        label={t('settings.channels.facebook.pageToken')}
        description={t(
          hasToken ? 'settings.channels.facebook.pageTokenKept' : 'settings.channels.facebook.pageTokenHint',
        )}
        required={!hasToken}
        {...secretProps(hasToken)}
        aria-invalid={form.errors.pageToken !== undefined}
        {...form.getInputProps('pageToken')}
      />
      <div className={classes.deeds}>
        <Button onClick={() => void test()} disabled={tested === 'testing'}>
          {t(tested === 'testing' ? 'settings.channels.facebook.testing' : 'settings.channels.facebook.test')}
        </Button>
        {channel === null ? null : <Button onClick={() => goTo(facebookHash)}>{t('settings.facebook.renew')}</Button>}
      </div>
      {tested === null || tested === 'testing' ? null : (
        <Notice tone={tested.ok ? 'ok' : 'bad'}>{tested.sentence}</Notice>
      )}
    </div>
  )
}

/** What the page lets agents and bots do. */
export const FacebookSwitches = ({ form }: Pick<KindFieldsProps, 'form'>) => (
  <>
    <Switch
      label={t('settings.channels.facebook.allowHumanAgent')}
      description={t('settings.channels.facebook.allowHumanAgentHint')}
      {...form.getInputProps('allowHumanAgent', { type: 'checkbox' })}
    />
    <Switch
      label={t('settings.channels.facebook.botFirst')}
      description={t('settings.channels.facebook.botFirstHint')}
      {...form.getInputProps('botFirst', { type: 'checkbox' })}
    />
  </>
)

/** A hub that Facebook calls directly has an app of its own; and a server may stand for Facebook. */
export const FacebookAdvanced = ({ form, channel }: KindFieldsProps) => {
  const { values, errors } = form
  const has = (name: string) => channel?.secretsSet.includes(name) ?? false
  const isOpen =
    has('appSecret') ||
    [values.appSecret, values.verifyToken, values.apiRoot].some(typed => typed !== '') ||
    Boolean(errors.appSecret ?? errors.verifyToken ?? errors.apiRoot)
  return (
    <Advanced isOpen={isOpen}>
      <PasswordInput
        label={t('settings.channels.facebook.appSecret')}
        description={t(
          has('appSecret') ? 'settings.channels.facebook.secretKept' : 'settings.channels.facebook.appSecretHint',
        )}
        {...secretProps(has('appSecret'))}
        {...form.getInputProps('appSecret')}
      />
      <PasswordInput
        label={t('settings.channels.facebook.verifyToken')}
        description={t(
          has('verifyToken') ? 'settings.channels.facebook.secretKept' : 'settings.channels.facebook.verifyTokenHint',
        )}
        {...secretProps(has('verifyToken'))}
        {...form.getInputProps('verifyToken')}
      />
      {values.appSecret === '' && !has('appSecret') ? null : <CallbackAddress />}
      <TextInput
        label={t('settings.channels.facebook.apiRoot')}
        description={t('settings.channels.facebook.apiRootHint')}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('apiRoot')}
      />
    </Advanced>
  )
}

const secretProps = (isKept: boolean) => ({
  placeholder: isKept ? '••••••••••••••••' : '',
  autoComplete: 'new-password',
  spellCheck: false,
  visibilityToggleButtonProps: { 'aria-label': t('settings.channels.facebook.show') },
})

// What a Facebook channel has of its own: the page and its token, a test, what it lets agents do, and an app of one's own at Meta.
import { PasswordInput, Switch, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import { Advanced } from '../form/Advanced.tsx'
import { atField, placeIn, saidBy } from '../form/refusal.ts'
import { goTo } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { facebookHash } from '../relay/facebook-hash.ts'
import { CallbackAddress } from './CallbackAddress.tsx'
import classes from './Channels.module.css'
import { channelSettings } from './channel-form.ts'
import { checkFacebook } from './facebook-form.ts'
import type { KindFieldsProps } from './TelegramFields.tsx'

const ownFields = ['pageId', 'pageToken', 'appSecret', 'verifyToken', 'apiRoot'] as const

export const FacebookFields = ({ form, channel }: KindFieldsProps) => {
  const hasToken = channel?.secretsSet.includes('pageToken') ?? false
  const [tested, setTested] = useState<{ readonly ok: boolean; readonly sentence: string } | 'testing' | null>(null)
  // What was found is about what was asked, so it goes when that changes.
  const subject = ownFields.map(field => form.values[field]).join(' ')
  const asked = useRef(subject)
  useEffect(() => {
    if (asked.current !== subject) setTested(null)
    asked.current = subject
  }, [subject])

  const test = async () => {
    const wrong = checkFacebook(form.values, hasToken)
    if (Object.keys(wrong).length > 0) return form.setErrors({ ...form.errors, ...wrong })
    setTested('testing')
    try {
      const { ok, sentence, profile } = await ask().channels.test({
        kind: 'facebook',
        ...(channel === null ? {} : { channelId: channel.id }),
        settings: channelSettings(form.values, 'facebook', channel?.settings),
      })
      setTested({ ok, sentence })
      if (form.values.name.trim() === '' && profile.name !== undefined) form.setFieldValue('name', profile.name)
    } catch (error) {
      const said = saidBy(error)
      const place = placeIn(ownFields, said.field)
      const sentence = said.sentence ?? t('settings.unanswered')
      setTested(place === null ? { ok: false, sentence } : null)
      if (place !== null) form.setFieldError(place, atField(sentence, said.field))
    }
  }

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

// What a Telegram channel has of its own: the token, which never comes back, a test of it, and where the Bot API is.
import { PasswordInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import type { ChannelView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import { Advanced } from '../form/Advanced.tsx'
import { atField, placeIn, saidBy } from '../form/refusal.ts'
import { Notice } from '../frame/Notice.tsx'
import classes from './Channels.module.css'
import { takeBotOver } from './channel-deeds.ts'
import { type ChannelForm, channelSettings, checkTelegram } from './channel-form.ts'
import { type Tested, TestResult } from './TestResult.tsx'

export interface KindFieldsProps {
  readonly form: UseFormReturnType<ChannelForm>
  readonly channel: ChannelView | null
}

export const TelegramFields = ({ form, channel }: KindFieldsProps) => {
  const hasToken = channel?.secretsSet.includes('token') ?? false
  const [tested, setTested] = useState<Tested | 'testing' | null>(null)
  const { token, apiRoot, name } = form.values
  // What was found is about what was asked, so it goes when that changes.
  const asked = useRef(`${token} ${apiRoot}`)
  useEffect(() => {
    if (asked.current !== `${token} ${apiRoot}`) {
      setTested(null)
      form.setFieldValue('takeOver', false)
    }
    asked.current = `${token} ${apiRoot}`
  }, [token, apiRoot, form])

  const test = async () => {
    const wrong = checkTelegram(form.values, hasToken)
    if (Object.keys(wrong).length > 0) return form.setErrors({ ...form.errors, ...wrong })
    setTested('testing')
    try {
      const found = await ask().channels.test({
        kind: 'telegram',
        ...(channel === null ? {} : { channelId: channel.id }),
        settings: channelSettings(form.values, 'telegram', channel?.settings),
      })
      setTested(found)
      if (name.trim() === '' && found.profile.name !== undefined) form.setFieldValue('name', found.profile.name)
    } catch (error) {
      const said = saidBy(error)
      const place = placeIn(['token', 'apiRoot'], said.field)
      const sentence = said.sentence ?? t('settings.unanswered')
      setTested(place === null ? { ok: false, sentence, profile: {}, rival: null } : null)
      if (place !== null) form.setFieldError(place, atField(sentence, said.field))
    }
  }

  /** A bot that is set up is taken over at once; one that is about to be, when the form is saved. */
  const takeOver = async () => {
    if (channel === null || form.isDirty('token') || form.isDirty('apiRoot')) form.setFieldValue('takeOver', true)
    else if (await takeBotOver(channel.id)) await test()
  }

  return (
    <div className={classes.group}>
      <Notice tone="info" quiet>
        {t('settings.channels.telegram.onePlace')}
      </Notice>
      <PasswordInput
        label={t('settings.channels.telegram.token')}
        description={t(hasToken ? 'settings.channels.telegram.tokenKept' : 'settings.channels.telegram.tokenHint')}
        placeholder={hasToken ? '••••••••••••••••' : ''}
        required={!hasToken}
        autoComplete="new-password"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('settings.channels.telegram.showToken') }}
        aria-invalid={form.errors.token !== undefined}
        {...form.getInputProps('token')}
      />
      <div className={classes.group} style={{ gap: 8 }}>
        <div>
          <Button onClick={() => void test()} disabled={tested === 'testing'}>
            {tested === 'testing' ? t('settings.channels.telegram.testing') : t('settings.channels.telegram.test')}
          </Button>
        </div>
        {tested === null || tested === 'testing' ? null : (
          <TestResult tested={tested} takesOver={form.values.takeOver} onTakeOver={() => void takeOver()} />
        )}
      </div>
    </div>
  )
}

/** Few need it: where the Bot API is, for a server of one's own or a test. */
export const TelegramAdvanced = ({ form }: Pick<KindFieldsProps, 'form'>) => (
  <Advanced isOpen={form.values.apiRoot !== '' || form.errors.apiRoot !== undefined}>
    <TextInput
      label={t('settings.channels.telegram.apiRoot')}
      description={t('settings.channels.telegram.apiRootHint')}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      {...form.getInputProps('apiRoot')}
    />
  </Advanced>
)

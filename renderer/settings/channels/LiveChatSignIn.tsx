// A sign-in at LiveChat with the browser, in a channel's form: the app it is for, the way there, and the way back by hand.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { atField, placeIn } from '../form/refusal.ts'
import { Notice } from '../frame/Notice.tsx'
import { AddressToCopy } from './AddressToCopy.tsx'
import classes from './Channels.module.css'
import { channelSettings } from './channel-form.ts'
import { ScopedHint } from './ScopedHint.tsx'
import type { KindFieldsProps } from './TelegramFields.tsx'
import { useSignIn } from './use-sign-in.ts'

const shownFields = ['clientId', 'apiRoot', 'accountsRoot'] as const

/** `isKept`: the channel holds a sign-in already. */
export const LiveChatSignIn = ({ form, channel, isKept }: KindFieldsProps & { readonly isKept: boolean }) => {
  const [pasted, setPasted] = useState('')
  const { stage, begin, finish } = useSignIn({
    kind: 'livechat',
    onDone: ticket => form.setFieldValue('signIn', ticket),
    onRefused: ({ field, sentence }) => {
      const place = placeIn(shownFields, field)
      if (place === null || sentence === null) return false
      form.setFieldError(place, atField(sentence, field))
      form.getInputNode(place)?.focus()
      return true
    },
  })
  const signIn = () => {
    const { clientId } = form.values
    if (clientId.trim() === '') return form.setFieldError('clientId', t('settings.channels.livechat.clientIdMissing'))
    return begin(channelSettings(form.values, 'livechat', channel?.settings), redirectAddress())
  }
  return (
    <>
      <TextInput
        label={t('settings.channels.livechat.clientId')}
        description={<ScopedHint>{t('settings.channels.livechat.clientIdHint')}</ScopedHint>}
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
      <div className={classes.box}>
        <h3>{t('settings.channels.livechat.redirect')}</h3>
        <AddressToCopy address={redirectAddress()} />
      </div>
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
          <div className={classes.deeds}>
            <Button disabled={pasted.trim() === ''} onClick={() => void finish(pasted)}>
              {t('settings.channels.livechat.goOn')}
            </Button>
          </div>
        </Notice>
      ) : null}
      {stage.stage === 'failed' ? <Notice tone="bad">{stage.sentence}</Notice> : null}
      {form.values.signIn === '' ? null : <Notice tone="ok">{t('settings.channels.livechat.signedIn')}</Notice>}
      {form.errors.signIn === undefined ? null : <Notice tone="bad">{form.errors.signIn}</Notice>}
    </>
  )
}

/** Where LiveChat sends the browser back to: this Parley, as far as the browser can reach it. */
const redirectAddress = (): string =>
  `${/^https?:$/.test(location.protocol) ? location.origin : 'http://127.0.0.1:7420'}/hooks/livechat`

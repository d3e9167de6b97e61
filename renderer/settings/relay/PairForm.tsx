// Pairs this workstation with a relay: its address and a one-time code.
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { atField, placeIn, saidBy } from '../form/refusal.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
import classes from './Relay.module.css'
import { checkAddress } from './relay-words.ts'

export const PairForm = ({ url, onPaired }: { readonly url: string; readonly onPaired: () => void }) => {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const form = useForm({
    initialValues: { url, code: '' },
    validate: {
      url: checkAddress,
      code: typed => (typed.trim() === '' ? t('settings.relay.codeMissing') : null),
    },
  })
  const submit = form.onSubmit(async typed => {
    setBusy(true)
    setTrouble(null)
    try {
      useSetup.setState({ relay: await ask().relay.pair({ url: typed.url.trim(), code: typed.code.trim() }) })
      say(t('settings.relay.paired'))
      onPaired()
    } catch (error) {
      const said = saidBy(error)
      const sentence = said.sentence ?? t('settings.unanswered')
      const place = placeIn(['url', 'code'], said.field)
      if (place === null) setTrouble(sentence)
      else form.setFieldError(place, atField(sentence, said.field))
    }
    setBusy(false)
  })
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {trouble === null ? null : <Notice tone="bad">{trouble}</Notice>}
      <TextInput
        label={t('settings.relay.address')}
        description={t('settings.relay.addressHint')}
        required
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        {...form.getInputProps('url')}
      />
      <TextInput
        label={t('settings.relay.code')}
        description={t('settings.relay.codeHint')}
        required
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        {...form.getInputProps('code')}
      />
      <div>
        <Button type="submit" weight="accent" disabled={isBusy}>
          {t(isBusy ? 'settings.relay.pairing' : 'settings.relay.pair')}
        </Button>
      </div>
    </form>
  )
}

// Setting the second factor up: a picture for the app's camera, the secret for typing, and a code to prove that it works.
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Button } from '../../parts/Button.tsx'
import { QrCode } from '../../parts/QrCode.tsx'
import { ask } from '../../stores/door.ts'
import { placeRefusal } from '../../stores/place-refusal.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Account.module.css'

export interface SetUpFactorProps {
  readonly secret: string
  readonly uri: string
  readonly onCancel: () => void
  readonly onOn: (recoveryCodes: readonly string[]) => Promise<void>
}

export const SetUpFactor = ({ secret, uri, onCancel, onOn }: SetUpFactorProps) => {
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: value => (/^\s*\d{3}\s*\d{3}\s*$/.test(value) ? null : t('account.factorCodeMissing')) },
  })
  const submit = form.onSubmit(async ({ code }) => {
    try {
      const { recoveryCodes } = await ask().session.confirmSecondFactor({ code })
      say(t('account.factorIsOn'))
      await onOn(recoveryCodes)
    } catch (error) {
      placeRefusal(form, error)
    }
  })
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.why}>{t('account.factorScan')}</p>
      <div className={classes.scan}>
        <QrCode text={uri} name={t('account.factorPicture')} />
        <div className={classes.typed}>
          <div className={classes.caption}>{t('account.factorSecret')}</div>
          <code className={classes.secret} dir="ltr" data-secret={secret}>
            {secret.match(/.{1,4}/g)?.join(' ')}
          </code>
          <TextInput
            label={t('account.factorCode')}
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
            autoFocus
            dir="ltr"
            {...form.getInputProps('code')}
          />
        </div>
      </div>
      <div className={classes.deeds}>
        <Button type="submit" weight="accent">
          {t('account.factorConfirm')}
        </Button>
        <Button weight="quiet" onClick={onCancel}>
          {t('account.factorCancel')}
        </Button>
      </div>
    </form>
  )
}

// The second factor: why, setting it up with an app, the recovery codes this once, and turning it off.
import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { placeRefusal } from '../../stores/place-refusal.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Account.module.css'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SetUpFactor } from './SetUpFactor.tsx'

export type SecondFactorState = { readonly since: number; readonly recoveryCodesLeft: number } | null

/** Fewer left is a reason to say so. */
const few = 3

export interface SecondFactorProps {
  readonly state: SecondFactorState
  readonly onChanged: () => Promise<void>
  /** While the recovery codes are shown. */
  readonly onHold: (isHeld: boolean) => void
}

export const SecondFactor = ({ state, onChanged, onHold }: SecondFactorProps) => {
  const [begun, setBegun] = useState<{ readonly secret: string; readonly uri: string } | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const begin = async () => {
    try {
      setBegun(await ask().session.beginSecondFactor({}))
    } catch (error) {
      sayRefusal(error)
    }
  }
  const isHeld = codes !== null
  useEffect(() => {
    onHold(isHeld)
    return () => onHold(false)
  }, [isHeld, onHold])
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
  if (begun !== null)
    return (
      <SetUpFactor
        {...begun}
        onCancel={() => setBegun(null)}
        onOn={async recoveryCodes => {
          setBegun(null)
          setCodes(recoveryCodes)
          await onChanged()
        }}
      />
    )
  if (state === null)
    return (
      <>
        <p className={classes.why}>{t('account.factorWhy')}</p>
        <Button onClick={() => void begin()}>{t('account.factorSetUp')}</Button>
      </>
    )
  const { since, recoveryCodesLeft: left } = state
  return (
    <>
      <p className={classes.why}>{t('account.factorOn', { since: whenOf(since, Date.now()), count: left })}</p>
      {left < few ? <p className={classes.few}>{t('account.factorFew')}</p> : null}
      <StopForm onStopped={onChanged} />
    </>
  )
}

const StopForm = ({ onStopped }: { readonly onStopped: () => Promise<void> }) => {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: value => (value === '' ? t('account.currentMissing') : null) },
  })
  const submit = form.onSubmit(async ({ password }) => {
    try {
      await ask().session.stopSecondFactor({ password })
      say(t('account.factorStopped'))
      await onStopped()
    } catch (error) {
      placeRefusal(form, error)
    }
  })
  return (
    <form className={classes.row} onSubmit={submit} noValidate>
      <PasswordInput
        label={t('account.factorStopPassword')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        {...form.getInputProps('password')}
      />
      <Button type="submit">{t('account.factorStop')}</Button>
    </form>
  )
}

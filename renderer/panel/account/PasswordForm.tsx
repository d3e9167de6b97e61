// Changes my own password.
import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { placeRefusal } from '../../stores/place-refusal.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Account.module.css'

export const shortestPassword = 8

export const PasswordForm = ({ onChanged }: { readonly onChanged: () => Promise<void> }) => {
  const [isBusy, setBusy] = useState(false)
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: {
      current: value => (value === '' ? t('account.currentMissing') : null),
      next: (value, { current }) =>
        value.length < shortestPassword ? t('account.nextShort') : value === current ? t('account.nextSame') : null,
    },
  })
  const submit = form.onSubmit(async ({ current, next }) => {
    setBusy(true)
    try {
      await ask().session.changePassword({ current, next })
      form.reset()
      say(t('account.changed'))
      await onChanged()
    } catch (error) {
      placeRefusal(form, error)
    }
    setBusy(false)
  })
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <PasswordInput
        label={t('account.current')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        {...form.getInputProps('current')}
      />
      <PasswordInput
        label={t('account.next')}
        description={t('account.nextHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        {...form.getInputProps('next')}
      />
      <div>
        <Button type="submit" disabled={isBusy}>
          {t('account.change')}
        </Button>
      </div>
    </form>
  )
}

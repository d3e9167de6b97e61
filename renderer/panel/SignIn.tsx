// The way in from a browser: login and password, then the code of the second factor for those who have one. The hub answers
// with a cookie that no script can read.
import { PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { signIn } from '../../preload/socket.ts'
import { Button } from '../parts/Button.tsx'
import { withoutField } from '../stores/place-refusal.ts'
import { refusedBy, refusedField } from '../stores/refused.ts'
import { openAnew } from '../stores/start.ts'
import { t } from '../words/words.ts'
import classes from './SignIn.module.css'

export const SignIn = () => {
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [asksCode, setAsksCode] = useState(false)
  const form = useForm({
    initialValues: { login: '', password: '', code: '' },
    validate: {
      login: value => (value.trim() === '' ? t('signIn.loginMissing') : null),
      password: value => (value === '' ? t('signIn.passwordMissing') : null),
      code: value => (asksCode && value.trim() === '' ? t('signIn.codeMissing') : null),
    },
  })
  const refuse = (error: unknown) => {
    const refused = refusedBy(error)
    if (refused.kind === 'offline') setTrouble(t('connection.noAnswer'))
    else if (refusedField(error) !== 'code') setTrouble(refused.sentence)
    // Asked for the first time, it is a step and not a mistake.
    else if (asksCode) form.setFieldError('code', withoutField(refused.sentence, 'code'))
    else setAsksCode(true)
  }
  const submit = form.onSubmit(async ({ login, password, code }) => {
    setBusy(true)
    setTrouble(null)
    try {
      await signIn(login.trim(), password, asksCode ? code.trim() : undefined)
      openAnew()
    } catch (error) {
      refuse(error)
    }
    setBusy(false)
  })
  const goBack = () => {
    setAsksCode(false)
    setTrouble(null)
    form.reset()
  }
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} aria-label={t('signIn.name')} noValidate>
        <h1>{t('app.name')}</h1>
        <p>{t(asksCode ? 'signIn.codeHint' : 'signIn.hint')}</p>
        {asksCode ? (
          <TextInput
            key="code"
            label={t('signIn.code')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            autoFocus
            {...form.getInputProps('code')}
          />
        ) : (
          <>
            <TextInput
              label={t('signIn.login')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              {...form.getInputProps('login')}
            />
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
              {...form.getInputProps('password')}
            />
          </>
        )}
        {trouble === null ? null : (
          <p className={classes.trouble} role="alert">
            {trouble}
          </p>
        )}
        <Button type="submit" weight="accent" disabled={busy} className={classes.wide ?? ''}>
          {t('signIn.submit')}
        </Button>
        {asksCode ? (
          <Button weight="quiet" onClick={goBack} className={classes.wide ?? ''}>
            {t('signIn.back')}
          </Button>
        ) : null}
      </form>
    </main>
  )
}

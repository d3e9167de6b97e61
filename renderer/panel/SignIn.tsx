// The way in from a browser: login and password. The hub answers with a cookie that no script can read.
import { Button as MantineButton, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { signIn } from '../../preload/socket.ts'
import { refusedBy } from '../stores/refused.ts'
import { openAnew } from '../stores/start.ts'
import { t } from '../words/words.ts'
import classes from './SignIn.module.css'

export const SignIn = () => {
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useForm({
    initialValues: { login: '', password: '' },
    validate: {
      login: value => (value.trim() === '' ? t('signIn.loginMissing') : null),
      password: value => (value === '' ? t('signIn.passwordMissing') : null),
    },
  })
  const submit = form.onSubmit(async ({ login, password }) => {
    setBusy(true)
    setTrouble(null)
    try {
      await signIn(login.trim(), password)
      openAnew()
    } catch (error) {
      const refused = refusedBy(error)
      setTrouble(refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer'))
    }
    setBusy(false)
  })
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} aria-label={t('signIn.name')} noValidate>
        <h1>{t('app.name')}</h1>
        <p>{t('signIn.hint')}</p>
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
        {trouble === null ? null : (
          <p className={classes.trouble} role="alert">
            {trouble}
          </p>
        )}
        <MantineButton type="submit" loading={busy} fullWidth>
          {t('signIn.submit')}
        </MantineButton>
      </form>
    </main>
  )
}

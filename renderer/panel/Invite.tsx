// Behind a one-time link: whom it is for, their name and password, and in. Also for somebody who forgot their password.
import { PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useState } from 'react'
import { acceptInvite, type SeenInvite, seeInvite } from '../../preload/socket.ts'
import { Button } from '../parts/Button.tsx'
import { placeRefusal } from '../stores/place-refusal.ts'
import { refusedBy } from '../stores/refused.ts'
import { soonOf } from '../words/formats.ts'
import { t } from '../words/words.ts'
import { shortestPassword } from './account/PasswordForm.tsx'
import classes from './SignIn.module.css'

const sentenceOf = (error: unknown): string => {
  const refused = refusedBy(error)
  return refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer')
}

/** Nothing of who was signed in here before stays behind. */
const goIn = () => {
  window.location.hash = '#panel'
  window.location.reload()
}

export const Invite = ({ token }: { readonly token: string }) => {
  const [seen, setSeen] = useState<SeenInvite | { readonly wrong: string } | null>(null)
  useEffect(() => {
    document.title = t('app.name')
    void seeInvite(token).then(setSeen, error => setSeen({ wrong: sentenceOf(error) }))
  }, [token])
  if (seen === null)
    return (
      <main className={classes.page} role="status">
        {t('invite.looking')}
      </main>
    )
  if ('wrong' in seen)
    return (
      <main className={classes.page}>
        <div className={classes.card}>
          <h1>{t('invite.bad')}</h1>
          <p className={classes.said} role="alert">
            {seen.wrong}
          </p>
          <Button onClick={goIn} className={classes.wide ?? ''}>
            {t('invite.toSignIn')}
          </Button>
        </div>
      </main>
    )
  return <Accept token={token} seen={seen} />
}

const Accept = ({ token, seen }: { readonly token: string; readonly seen: SeenInvite }) => {
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useForm({
    initialValues: { name: seen.name, password: '', code: '' },
    validate: {
      name: value => (value.trim() === '' ? t('invite.nameMissing') : null),
      password: value => (value.length < shortestPassword ? t('account.nextShort') : null),
      code: value => (seen.asksCode && value.trim() === '' ? t('signIn.codeMissing') : null),
    },
  })
  const submit = form.onSubmit(async ({ name, password, code }) => {
    setBusy(true)
    setTrouble(null)
    try {
      await acceptInvite({ token, name: name.trim(), password, ...(seen.asksCode ? { code: code.trim() } : {}) })
      return goIn()
    } catch (error) {
      placeRefusal(form, error, setTrouble)
    }
    setBusy(false)
  })
  const title = t(seen.purpose === 'welcome' ? 'invite.name' : 'invite.reset')
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} aria-label={title} noValidate>
        <h1>{title}</h1>
        <p className={classes.said}>
          {t('invite.for', { name: seen.name, login: seen.login })}{' '}
          {t('invite.until', { until: soonOf(seen.expiresAt, Date.now()) })}
        </p>
        {/* For password managers: whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={seen.login} readOnly />
        <TextInput
          label={t('invite.yourName')}
          description={t('invite.yourNameHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <PasswordInput
          label={t('invite.password')}
          description={t('invite.passwordHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="new-password"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          {...form.getInputProps('password')}
        />
        {seen.asksCode ? (
          <TextInput
            label={t('signIn.code')}
            description={t('signIn.codeHint')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            {...form.getInputProps('code')}
          />
        ) : null}
        {trouble === null ? null : (
          <p className={classes.trouble} role="alert">
            {trouble}
          </p>
        )}
        <Button type="submit" weight="accent" disabled={busy} className={classes.wide ?? ''}>
          {t('invite.accept')}
        </Button>
      </form>
    </main>
  )
}

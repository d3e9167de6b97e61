// My account: password, second factor, where I am signed in, and the access tokens of programs that work as me.
import { Modal } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { SessionView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { SessionList } from '../../parts/SessionList.tsx'
import { ask } from '../../stores/door.ts'
import { useSession } from '../../stores/session.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import classes from './Account.module.css'
import { MyAccessTokens } from './MyAccessTokens.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactor, type SecondFactorState } from './SecondFactor.tsx'

export const AccountDialog = () => {
  const opened = useDialogs(dialogs => dialogs.account)
  const [isFactorHeld, setFactorHeld] = useState(false)
  const [isTokenHeld, setTokenHeld] = useState(false)
  const isHeld = isFactorHeld || isTokenHeld
  return (
    <Modal
      opened={opened}
      onClose={() => useDialogs.setState({ account: false })}
      title={t('account.name')}
      size="md"
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
      closeOnClickOutside={false}
      // Recovery codes and tokens are shown this once: no key pressed by mistake throws them away.
      closeOnEscape={!isHeld}
      withCloseButton={!isHeld}
    >
      <Account onHoldFactor={setFactorHeld} onHoldToken={setTokenHeld} />
    </Modal>
  )
}

interface Known {
  readonly sessions: readonly SessionView[]
  readonly secondFactor: SecondFactorState
}

interface AccountProps {
  readonly onHoldFactor: (isHeld: boolean) => void
  readonly onHoldToken: (isHeld: boolean) => void
}

const Account = ({ onHoldFactor, onHoldToken }: AccountProps) => {
  const agent = useSession(session => session.me?.agent ?? null)
  const [known, setKnown] = useState<Known | null>(null)
  const look = useCallback(async () => {
    await ask().session.account({}).then(setKnown, sayRefusal)
  }, [])
  useEffect(() => void look(), [look])
  if (known === null || agent === null) return null
  const { sessions, secondFactor } = known

  const deed = async (work: () => Promise<string>) => {
    try {
      say(await work())
    } catch (error) {
      sayRefusal(error)
    }
    await look()
  }
  const end = ({ id: sessionId, device }: SessionView) =>
    deed(async () => {
      await ask().session.end({ sessionId })
      return t('sessions.ended', { device })
    })
  const endOthers = () =>
    deed(async () => t('sessions.endedOthers', { count: (await ask().session.endOthers({})).ended }))

  return (
    <div className={classes.account}>
      <p className={classes.who}>
        <strong>{agent.name}</strong> · {agent.login}
      </p>
      <section aria-label={t('account.password')}>
        <h3>{t('account.password')}</h3>
        <PasswordForm onChanged={look} />
      </section>
      <section aria-label={t('account.factor')}>
        <h3>{t('account.factor')}</h3>
        <SecondFactor state={secondFactor} onChanged={look} onHold={onHoldFactor} />
      </section>
      <section aria-label={t('account.sessions')}>
        <h3>{t('account.sessions')}</h3>
        <SessionList sessions={sessions} label={t('account.sessions')} onEnd={session => void end(session)} />
        {sessions.length < 2 ? null : (
          <Button small onClick={() => void endOthers()}>
            {t('account.endOthers')}
          </Button>
        )}
      </section>
      <section aria-label={t('tokens.name')}>
        <h3>{t('tokens.name')}</h3>
        <MyAccessTokens onHold={onHoldToken} />
      </section>
    </div>
  )
}

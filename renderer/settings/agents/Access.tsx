// How an agent comes in: the one-time link, the second factor, and where they are signed in at present.
import { useEffect, useState } from 'react'
import type { AgentAccess, AgentView, SessionView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { SessionList } from '../../parts/SessionList.tsx'
import { ask } from '../../stores/door.ts'
import { hear } from '../../stores/events.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { soonOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { Confirm } from '../frame/Confirm.tsx'
import classes from './Access.module.css'
import { OneTimeLink } from './OneTimeLink.tsx'
import { forgetLink, keepLink, useMadeLinks } from './one-time-links.ts'

export const Access = ({ agent }: { readonly agent: AgentView }) => {
  const agentId = agent.id
  const [access, look] = useAccess(agentId)
  const link = useMadeLinks(made => made.links.get(agentId) ?? null)
  const [isResetting, setResetting] = useState(false)
  useEffect(() => () => forgetLink(agentId), [agentId])

  const deed = async (work: () => Promise<string | null>) => {
    try {
      const said = await work()
      if (said !== null) say(said)
    } catch (error) {
      sayRefusal(error)
    }
    await look()
  }
  const makeLink = () =>
    deed(async () => {
      keepLink(agentId, await ask().agents.makeLink({ agentId }))
      return null
    })
  const withdraw = () =>
    deed(async () => {
      await ask().agents.withdrawLink({ agentId })
      forgetLink(agentId)
      return t('settings.access.withdrawn')
    })
  const end = ({ id: sessionId, device }: SessionView) =>
    deed(async () => {
      await ask().agents.endSession({ agentId, sessionId })
      return t('sessions.ended', { device })
    })
  const endAll = () =>
    deed(async () => t('sessions.endedOthers', { count: (await ask().agents.endSessions({ agentId })).ended }))
  const resetFactor = () =>
    deed(async () => {
      setResetting(false)
      await ask().agents.resetSecondFactor({ agentId })
      return t('settings.access.resetFactorDone', { name: agent.name })
    })

  if (access === null) return <p data-quiet>{t('settings.access.loading')}</p>
  const { invite, hasPassword, secondFactor, sessions } = access
  const now = Date.now()
  const others = sessions.filter(session => !session.isThis)
  return (
    <section className={classes.access} aria-label={t('settings.access.title')}>
      <h3>{t('settings.access.title')}</h3>
      {hasPassword ? null : <p>{t('settings.access.noPassword')}</p>}
      {link !== null ? (
        <OneTimeLink link={link} name={agent.name} />
      ) : invite === null ? null : (
        <p>
          {t(invite.purpose === 'welcome' ? 'settings.access.welcomeOpen' : 'settings.access.resetOpen', {
            until: soonOf(invite.expiresAt, now),
          })}
        </p>
      )}
      {agent.deactivatedAt !== null ? null : (
        <div className={classes.deeds}>
          <Button small onClick={() => void makeLink()}>
            {t(
              invite !== null
                ? 'settings.access.makeNew'
                : hasPassword
                  ? 'settings.access.makeReset'
                  : 'settings.access.makeWelcome',
            )}
          </Button>
          {invite === null ? null : (
            <Button small weight="quiet" onClick={() => void withdraw()}>
              {t('settings.access.withdraw')}
            </Button>
          )}
        </div>
      )}
      {secondFactor === null ? (
        <p data-quiet>{t('settings.access.secondFactorOff')}</p>
      ) : (
        <div className={classes.line}>
          <span>{t('settings.access.secondFactorOn', { since: whenOf(secondFactor.since, now) })}</span>
          <Button small onClick={() => setResetting(true)}>
            {t('settings.access.resetFactor')}
          </Button>
        </div>
      )}
      <h3>{t('settings.access.sessions')}</h3>
      {sessions.length === 0 ? (
        <p data-quiet>{t('settings.access.sessionsNone')}</p>
      ) : (
        <SessionList sessions={sessions} label={t('settings.access.sessions')} onEnd={session => void end(session)} />
      )}
      {others.length === 0 ? null : (
        <div className={classes.deeds}>
          <Button small onClick={() => void endAll()}>
            {t(others.length < sessions.length ? 'settings.access.endAllButMine' : 'settings.access.endAll')}
          </Button>
        </div>
      )}
      <Confirm
        opened={isResetting}
        title={t('settings.access.resetFactorTitle', { name: agent.name })}
        yes={t('settings.access.resetFactor')}
        weight="danger"
        onYes={() => void resetFactor()}
        onNo={() => setResetting(false)}
      >
        {t('settings.access.resetFactorBody')}
      </Confirm>
    </section>
  )
}

/** Asked when the form opens, and again whenever something about this agent changed. */
const useAccess = (agentId: string): [AgentAccess | null, () => Promise<void>] => {
  const [access, setAccess] = useState<AgentAccess | null>(null)
  const look = () =>
    ask()
      .agents.access({ agentId })
      .then(setAccess, () => {})
  useEffect(() => {
    let isOpen = true
    const read = () =>
      void ask()
        .agents.access({ agentId })
        .then(
          fresh => isOpen && setAccess(fresh),
          // The bar about the connection says it, and the next event asks anew.
          () => {},
        )
    read()
    const stop = hear(item => {
      if (item.agentId === agentId && (item.type === 'agent.changed' || item.type === 'presence.changed')) read()
    })
    return () => {
      isOpen = false
      stop()
    }
  }, [agentId])
  return [access, look]
}

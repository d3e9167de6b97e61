// My presence, with the reason when I am inactive, and how to change it.
import { Menu } from '@mantine/core'
import { setPresence } from '../stores/deeds.ts'
import { useSession } from '../stores/session.ts'
import { timeOf } from '../words/formats.ts'
import { t } from '../words/words.ts'
import { useDialogs } from './dialogs.ts'
import classes from './TopBar.module.css'

export const PresencePill = () => {
  const presence = useSession(session => session.me?.agent.presence)
  const opened = useDialogs(dialogs => dialogs.presence)
  if (presence === undefined) return null
  const active = presence.status === 'active'
  const words = active ? t('presence.active') : t(`presence.short.${presence.reason ?? 'chosen'}`)
  return (
    <Menu
      opened={opened}
      onChange={next => useDialogs.setState({ presence: next })}
      position="bottom-start"
      width={240}
    >
      <Menu.Target>
        <button type="button" className={classes.pill} aria-label={t('presence.name', { state: words })}>
          <span
            className={`${classes.dot} ${active ? classes.on : presence.reason === 'chosen' ? '' : classes.warn}`}
          />
          {words}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {active
            ? t('presence.activeSince', { time: timeOf(presence.since) })
            : t(`presence.since.${presence.reason ?? 'chosen'}`, { time: timeOf(presence.since) })}
        </Menu.Label>
        {active ? (
          <>
            <Menu.Item onClick={() => void setPresence('inactive')}>{t('presence.setInactive')}</Menu.Item>
            <Menu.Item onClick={() => void setPresence('inactive', 'away')}>{t('presence.setAway')}</Menu.Item>
          </>
        ) : (
          <Menu.Item onClick={() => void setPresence('active')}>{t('presence.setActive')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

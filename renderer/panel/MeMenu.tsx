// My own face with what is mine alone: presence, theme, shortcuts, signing out.
import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSun, IconUserCog } from '@tabler/icons-react'
import { Face } from '../parts/Face.tsx'
import { askForNotifications } from '../stores/alerts.ts'
import { setPresence } from '../stores/deeds.ts'
import { ask, useConnection } from '../stores/door.ts'
import { useSession } from '../stores/session.ts'
import { t } from '../words/words.ts'
import { useDialogs } from './dialogs.ts'
import classes from './Rail.module.css'

export const MeMenu = () => {
  const me = useSession(session => session.me)
  const host = useSession(session => session.info?.host)
  const opened = useDialogs(dialogs => dialogs.me)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  if (me === null) return null
  const { agent } = me
  const { presence } = agent
  return (
    <Menu opened={opened} onChange={next => useDialogs.setState({ me: next })} position="right-end" width={230}>
      <Menu.Target>
        <button type="button" className={classes.me} aria-label={t('me.menu', { name: agent.name })}>
          <Face
            id={agent.id}
            name={agent.name}
            size={34}
            presence={presence.status === 'active' ? 'active' : presence.reason === 'away' ? 'away' : 'inactive'}
          />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{agent.name}</Menu.Label>
        {presence.status === 'active' ? (
          <>
            <Menu.Item onClick={() => void setPresence('inactive')}>{t('presence.setInactive')}</Menu.Item>
            <Menu.Item onClick={() => void setPresence('inactive', 'away')}>{t('presence.setAway')}</Menu.Item>
          </>
        ) : (
          <Menu.Item onClick={() => void setPresence('active')}>{t('presence.setActive')}</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t('theme.name')}</Menu.Label>
        {themes.map(({ scheme, Sign }) => (
          <Menu.Item
            key={scheme}
            aria-current={colorScheme === scheme}
            leftSection={<Sign size={16} aria-hidden />}
            rightSection={colorScheme === scheme ? '✓' : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {opened && host === 'hub' && mayAskForNotifications() ? (
          <Menu.Item onClick={askForNotifications}>{t('me.notifications')}</Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<IconUserCog size={16} aria-hidden />}
          onClick={() => useDialogs.setState({ account: true })}
        >
          {t('account.name')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={16} aria-hidden />}
          rightSection="?"
          onClick={() => useDialogs.setState({ keys: true })}
        >
          {t('keys.name')}
        </Menu.Item>
        {host === 'hub' ? (
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
            {t('me.signOut')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Asking the browser takes a while, so only when the menu opens. */
const mayAskForNotifications = () => 'Notification' in window && Notification.permission === 'default'

const themes = [
  { scheme: 'light', Sign: IconSun },
  { scheme: 'dark', Sign: IconMoon },
  { scheme: 'auto', Sign: IconDeviceDesktop },
] as const

const signOut = async (): Promise<void> => {
  await ask()
    .session.signOut({})
    .catch(() => {})
  useConnection.setState({ state: 'signedOut', retryAt: null })
  // Nothing of this agent stays behind for the next one.
  location.hash = '#panel'
  location.reload()
}

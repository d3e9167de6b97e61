// Below the list: the sound with volume and a try-out, what keeps it silent, and how the connection is.
import { Popover, Slider, Switch } from '@mantine/core'
import { IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { Button } from '../parts/Button.tsx'
import { useConnection } from '../stores/door.ts'
import { prefer, usePreferences } from '../stores/preferences.ts'
import { useSession } from '../stores/session.ts'
import { tryRing, useSound } from '../stores/sound.ts'
import { t } from '../words/words.ts'
import { useDialogs } from './dialogs.ts'
import classes from './SoundBar.module.css'

export const SoundBar = () => {
  const { volume, muted } = usePreferences()
  const { blocked, broken } = useSound()
  const opened = useDialogs(dialogs => dialogs.sound)
  const state = useConnection(connection => connection.state)
  const host = useSession(session => session.info?.host)
  const silent = muted || volume === 0
  return (
    <>
      {blocked && !silent ? (
        <div className={classes.blocked} role="alert">
          <IconVolumeOff size={17} aria-hidden />
          <span>{t('sound.blocked')}</span>
          <Button small onClick={tryRing}>
            {t('sound.turnOn')}
          </Button>
        </div>
      ) : null}
      {broken && !silent ? (
        <div className={classes.blocked} role="alert">
          <span>{t('sound.broken')}</span>
        </div>
      ) : null}
      <div className={classes.bar}>
        <Popover opened={opened} onChange={next => useDialogs.setState({ sound: next })} position="top-start" trapFocus>
          <Popover.Target>
            <button
              type="button"
              className={classes.sound}
              onClick={() => useDialogs.setState({ sound: !opened })}
              data-silent={silent || blocked}
            >
              {silent || blocked ? <IconVolumeOff size={16} aria-hidden /> : <IconVolume size={16} aria-hidden />}
              {silent ? t('sound.off') : blocked ? t('sound.isBlocked') : t('sound.on')}
            </button>
          </Popover.Target>
          <Popover.Dropdown w={250}>
            <Switch
              checked={!muted}
              label={t('sound.switch')}
              onChange={event => prefer({ muted: !event.currentTarget.checked })}
            />
            <p className={classes.label} id="volume">
              {t('sound.volume')}
            </p>
            <Slider
              thumbLabel={t('sound.volume')}
              min={0}
              max={100}
              value={Math.round(volume * 100)}
              onChange={value => prefer({ volume: value / 100 })}
              label={value => `${value} %`}
            />
            <div className={classes.play}>
              <Button onClick={tryRing} disabled={silent}>
                {t('sound.play')}
              </Button>
            </div>
          </Popover.Dropdown>
        </Popover>
        <span className={classes.state}>
          {state === 'connected'
            ? host === 'desktop'
              ? t('connection.desktop')
              : t('connection.hub')
            : t('connection.short')}
        </span>
      </div>
    </>
  )
}

// What came in and could not be understood: kept whole, with the reason, for a supervisor to look at.
import { IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { Empty } from '../../parts/Empty.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { useNow } from '../../stores/clock.ts'
import { fullTime, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import list from '../list/Listing.module.css'
import { useSetup } from '../setup.ts'
import classes from './Channels.module.css'

export const Quarantine = () => {
  const { quarantine, channels } = useSetup()
  const now = useNow()
  const titleId = useId()
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  return (
    <section className={classes.quarantine} aria-labelledby={titleId}>
      <header className={classes.quarantineHead}>
        <h2 id={titleId}>{t('settings.channels.quarantine.title')}</h2>
        <IconButton name={t('settings.editor.close')} onClick={() => goTo(hashOf('channels'))}>
          <IconX size={18} />
        </IconButton>
      </header>
      <p className={classes.hint}>{t('settings.channels.quarantine.intro')}</p>
      {quarantine.length === 0 ? <Empty title={t('settings.channels.quarantine.empty')} /> : null}
      <ul className={classes.items}>
        {quarantine.map(({ id, channelId, at, reason, payload }) => (
          <li key={id}>
            <div>{reason}</div>
            <div className={list.sub}>
              {names.get(channelId) ?? t('settings.channels.quarantine.gone')}
              {' · '}
              <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
                {whenOf(at, now)}
              </time>
            </div>
            <details>
              <summary>{t('settings.channels.quarantine.payload')}</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to */}
              <pre className={classes.code} dir="ltr" tabIndex={0}>
                {payload}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}

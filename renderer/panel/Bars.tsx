// Quiet bars above the panel for what is wrong, each with the one thing to do: connection, channels, my own presence.
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ChannelView } from '../../preload/views.ts'
import bar from '../parts/Bar.module.css'
import { Button } from '../parts/Button.tsx'
import { ConnectionBar } from '../parts/ConnectionBar.tsx'
import { Timer } from '../parts/Timer.tsx'
import { setPresence } from '../stores/deeds.ts'
import { useMay, useSession } from '../stores/session.ts'
import { useShared } from '../stores/settings.ts'
import { t } from '../words/words.ts'
import classes from './Bars.module.css'
import { openSettings } from './open-settings.ts'

export const Bars = () => {
  const presence = useSession(session => session.me?.agent.presence)
  const channels = useShared(shared => shared.channels)
  const troubled = channels.filter(one => one.health.state === 'needsAttention' || one.health.state === 'retrying')
  return (
    <div className={classes.bars}>
      <ConnectionBar />
      {presence?.status === 'inactive' && presence.reason !== 'chosen' ? (
        <div className={bar.bar} role="status">
          <IconAlertTriangle size={16} aria-hidden />
          <span>{t(`presence.bar.${presence.reason ?? 'away'}`)}</span>
          <Button small onClick={() => void setPresence('active')}>
            {t('presence.setActive')}
          </Button>
        </div>
      ) : null}
      {troubled.map(channel => (
        <ChannelBar key={channel.id} channel={channel} />
      ))}
      {[...warningsOf(channels)].map(([warning, names]) => (
        <div key={warning} className={bar.bar} role="status">
          <IconAlertTriangle size={16} aria-hidden />
          <span>{t('channel.warned', { names: names.join(', '), warning })}</span>
        </div>
      ))}
    </div>
  )
}

/** What several channels have in common is said once. */
const warningsOf = (channels: readonly ChannelView[]): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, string[]>()
  for (const { name, health } of channels)
    if (health.state === 'online' && health.warning !== undefined)
      names.set(health.warning, [...(names.get(health.warning) ?? []), name])
  return names
}

const ChannelBar = ({ channel }: { readonly channel: ChannelView }) => {
  const manages = useMay('CanManageChats')
  const { health, name } = channel
  if (health.state === 'retrying')
    return (
      <div className={bar.bar} role="status">
        <IconAlertTriangle size={16} aria-hidden />
        <span>
          {t('channel.retrying', { name, reason: health.reason })} {t('channel.retryIn')} <Timer until={health.until} />
        </span>
      </div>
    )
  if (health.state !== 'needsAttention') return null
  return (
    <div className={`${bar.bar} ${classes.bad}`} role="status">
      <IconAlertTriangle size={16} aria-hidden />
      <span>
        {t('channel.needsAttention', { name, reason: health.reason })}{' '}
        {manages ? health.remedy : t('channel.askSupervisor')}
      </span>
      {manages ? (
        <Button small onClick={openSettings}>
          {t('channel.toSettings')}
        </Button>
      ) : null}
    </div>
  )
}

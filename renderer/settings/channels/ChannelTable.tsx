// The rows of the channels page: name and kind, queue, health in words, and the active switch.
import { Switch } from '@mantine/core'
import { useState } from 'react'
import type { ChannelView } from '../../../preload/views.ts'
import { ChannelMark } from '../../parts/ChannelMark.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { hashOf } from '../frame/route.ts'
import list from '../list/Listing.module.css'
import { RowLink } from '../list/RowLink.tsx'
import { reload, useSetup } from '../setup.ts'
import classes from './Channels.module.css'
import { Health } from './Health.tsx'
import { Picture } from './Picture.tsx'

export const ChannelTable = (props: { readonly channels: readonly ChannelView[]; readonly openId: string | null }) => (
  <table className={list.table}>
    <thead className={list.wide}>
      <tr>
        <th scope="col" className={classes.nameColumn}>
          {t('settings.channels.column.name')}
        </th>
        <th scope="col" className={classes.queueColumn}>
          {t('settings.channels.column.queue')}
        </th>
        <th scope="col">{t('settings.channels.column.health')}</th>
        <th scope="col" className={list.number}>
          {t('settings.channels.column.active')}
        </th>
      </tr>
    </thead>
    <tbody>
      {props.channels.map(channel => (
        <ChannelRow key={channel.id} channel={channel} isOpen={channel.id === props.openId} />
      ))}
    </tbody>
  </table>
)

const ChannelRow = ({ channel, isOpen }: { readonly channel: ChannelView; readonly isOpen: boolean }) => {
  const queueName = useSetup(setup => setup.queues.find(({ id }) => id === channel.queueId)?.name)
  const queue = queueName ?? t('settings.channels.noQueue')
  const handle = channel.profile.username
  return (
    <tr className={`${list.row} ${channel.active ? '' : list.quiet}`}>
      <td>
        <div className={list.main}>
          {channel.profile.picture === undefined ? (
            <ChannelMark kind={channel.kind} className={classes.mark ?? ''} />
          ) : (
            <Picture profile={channel.profile} className={classes.small} />
          )}
          <div className={list.names}>
            <RowLink href={hashOf('channels', channel.id)} isOpen={isOpen}>
              {channel.name}
            </RowLink>
            <div className={list.sub}>
              {t(`settings.channels.kind.${channel.kind}`)}
              {handle === undefined ? null : ` · ${handle}`}
              <span className={classes.narrowQueue}> · {queue}</span>
            </div>
            <div className={list.narrow}>
              <Health health={channel.health} />
            </div>
          </div>
        </div>
      </td>
      <td className={classes.queueColumn}>{queue}</td>
      <td className={list.wide}>
        <Health health={channel.health} />
      </td>
      <td className={list.number}>
        <ActiveSwitch channel={channel} />
      </td>
    </tr>
  )
}

const ActiveSwitch = ({ channel }: { readonly channel: ChannelView }) => {
  const [wanted, setWanted] = useState<boolean | null>(null)
  const { id: channelId, name } = channel
  const turn = async (active: boolean) => {
    setWanted(active)
    try {
      await ask().channels.update({ channelId, active })
      await reload('channels')
      say(t(active ? 'settings.channels.switchedOn' : 'settings.channels.switchedOff', { name }))
    } catch (error) {
      sayRefusal(error)
    }
    setWanted(null)
  }
  return (
    <Switch
      className={list.own ?? ''}
      classNames={{ body: classes.switch ?? '' }}
      size="sm"
      checked={wanted ?? channel.active}
      disabled={wanted !== null}
      aria-label={t('settings.channels.activeOf', { name })}
      onChange={event => void turn(event.currentTarget.checked)}
    />
  )
}

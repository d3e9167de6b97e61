// Above the composer while the chat's channel is switched off: what is sent now waits.
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useShared } from '../../stores/settings.ts'
import { t } from '../../words/words.ts'
import classes from './Composer.module.css'

export const ChannelOff = ({ channelId }: { readonly channelId: string }) => {
  const name = useShared(({ channels }) => channels.find(one => one.id === channelId && !one.active)?.name)
  return name === undefined ? null : (
    <div className={classes.off} role="status">
      <IconPlugConnectedX size={14} aria-hidden /> <span>{t('composer.channelOff', { name })}</span>
    </div>
  )
}

// The address that a network must be told to call, ready to copy; or why there is none yet.
import type { ChannelKind } from '../../../main/domain/unified-message.ts'
import type { ChannelView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
import { AddressToCopy } from './AddressToCopy.tsx'
import classes from './Channels.module.css'
import { isThisMachineOnly, webhookAddress } from './embed.ts'

export interface WebhookAddressProps {
  /** Null: not saved yet, so it has no address. */
  readonly channel: Pick<ChannelView, 'id'> | null
  readonly kind: ChannelKind
  /** The channel's own, as typed; '' = the relay's, or else the Website URL. */
  readonly publicUrl: string
}

export const WebhookAddress = ({ channel, kind, publicUrl }: WebhookAddressProps) => {
  const siteUrl = useSetup(setup => setup.system?.SiteUrl ?? '')
  const relayUrl = useSetup(setup => setup.relay?.publicUrl ?? '')
  const root = publicUrl.trim() || relayUrl || siteUrl.trim()
  const address = channel === null || root === '' ? null : webhookAddress(root, kind, channel.id)
  return (
    <div className={classes.box}>
      <h3>{t('settings.channels.whatsapp.webhook')}</h3>
      <p className={classes.hint}>
        {t(channel === null ? 'settings.channels.whatsapp.webhookAfterSave' : 'settings.channels.whatsapp.webhookHint')}
      </p>
      {root === '' ? <Notice tone="warn">{t('settings.channels.whatsapp.noSite')}</Notice> : null}
      {address === null ? null : <AddressToCopy key={address} address={address} />}
      {root !== '' && isThisMachineOnly(root) ? (
        <Notice tone="info" quiet>
          {t('settings.channels.whatsapp.localOnly')}
        </Notice>
      ) : null}
    </div>
  )
}

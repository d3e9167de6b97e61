// The address that a network must be told to call, ready to copy; or why there is none yet.
import { useState } from 'react'
import type { ChannelKind } from '../../../main/domain/unified-message.ts'
import type { ChannelView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
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
  const [copied, setCopied] = useState<string | null>(null)
  const root = publicUrl.trim() || relayUrl || siteUrl.trim()
  const address = channel === null || root === '' ? null : webhookAddress(root, kind, channel.id)
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => sayTrouble(t('settings.channels.notCopied')),
    )
  }
  return (
    <div className={classes.box}>
      <h3>{t('settings.channels.whatsapp.webhook')}</h3>
      <p className={classes.hint}>
        {t(channel === null ? 'settings.channels.whatsapp.webhookAfterSave' : 'settings.channels.whatsapp.webhookHint')}
      </p>
      {root === '' ? <Notice tone="warn">{t('settings.channels.whatsapp.noSite')}</Notice> : null}
      {address === null ? null : (
        <>
          <pre className={classes.code} dir="ltr">
            {address}
          </pre>
          <div className={classes.deeds}>
            <Button onClick={() => void copy(address)}>
              <span aria-live="polite">
                {t(copied === address ? 'settings.channels.copied' : 'settings.channels.copy')}
              </span>
            </Button>
          </div>
        </>
      )}
      {root !== '' && isThisMachineOnly(root) ? (
        <Notice tone="info" quiet>
          {t('settings.channels.whatsapp.localOnly')}
        </Notice>
      ) : null}
    </div>
  )
}

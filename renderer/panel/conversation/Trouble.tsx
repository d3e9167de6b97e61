// The line under a reply that did not go out, or may not have: the reason, and what can be done.
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { MessageView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Bubble.module.css'

export interface TroubleProps {
  readonly message: Pick<MessageView, 'id' | 'state'>
  readonly trouble: NonNullable<MessageView['trouble']>
}

export const Trouble = ({ message, trouble }: TroubleProps) => {
  const [busy, setBusy] = useState(false)
  const run = async (deed: () => Promise<unknown>) => {
    setBusy(true)
    await deed().catch(sayRefusal)
    setBusy(false)
  }
  const again = () => run(() => ask().messageManager.retry({ messageId: message.id }))
  const arrived = () => run(() => ask().messageManager.settle({ messageId: message.id }))
  // While it is queued the outbox tries again by itself; only what has failed needs a hand.
  const failed = message.state === 'failed'
  return (
    <div className={failed ? classes.trouble : classes.hitch} role={failed ? 'alert' : 'status'}>
      <IconAlertTriangle size={14} aria-hidden />
      <span>{trouble.reason}</span>
      {!failed ? null : trouble.surelyNotArrived ? (
        trouble.canRetry ? (
          <Button small onClick={again} disabled={busy}>
            {t('trouble.retry')}
          </Button>
        ) : null
      ) : (
        <>
          <span>{t('trouble.mayHaveArrived')}</span>
          <Button small onClick={again} disabled={busy}>
            {t('trouble.sendAgain')}
          </Button>
          <Button small onClick={arrived} disabled={busy}>
            {t('trouble.arrived')}
          </Button>
        </>
      )}
    </div>
  )
}

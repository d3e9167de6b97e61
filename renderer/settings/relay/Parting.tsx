// Parts from the relay, after saying what stops with it.
import { useState } from 'react'
import type { RelayStatusView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { useSetup } from '../setup.ts'

export const Parting = ({ relay, names }: { readonly relay: RelayStatusView; readonly names: readonly string[] }) => {
  const [isAsking, setAsking] = useState(false)
  const waits = relay.waiting?.count ?? 0
  const part = async () => {
    setAsking(false)
    try {
      useSetup.setState({ relay: await ask().relay.unpair({}) })
      say(t('settings.relay.unpaired'))
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('settings.relay.unpair')}</Button>
      <Confirm
        opened={isAsking}
        title={t('settings.relay.unpairTitle')}
        yes={t('settings.relay.unpairYes')}
        weight="danger"
        onYes={() => void part()}
        onNo={() => setAsking(false)}
      >
        <p>
          {names.length === 0
            ? t('settings.relay.unpairNoChannels')
            : t('settings.relay.unpairChannels', { names: names.join(', ') })}
        </p>
        {waits === 0 ? null : <p>{t('settings.relay.unpairWaits', { count: waits })}</p>}
        <p>{t('settings.relay.unpairAgain')}</p>
      </Confirm>
    </>
  )
}

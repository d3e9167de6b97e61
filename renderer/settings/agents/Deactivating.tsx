// The button that deactivates somebody, asks before, and is there to take it back.
import { useState } from 'react'
import type { AgentView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { reload } from '../setup.ts'

export const Deactivating = ({ agent, body }: { readonly agent: AgentView; readonly body: string }) => {
  const [isAsking, setAsking] = useState(false)
  const { name } = agent
  const deactivate = async (deactivated: boolean) => {
    setAsking(false)
    try {
      await ask().agents.update({ agentId: agent.id, deactivated })
      await reload('agents', 'queues')
      say(t(deactivated ? 'settings.agents.deactivatedToast' : 'settings.agents.activatedToast', { name }))
    } catch (error) {
      sayRefusal(error)
    }
  }
  if (agent.deactivatedAt !== null)
    return <Button onClick={() => void deactivate(false)}>{t('settings.agents.activate')}</Button>
  return (
    <>
      <Button weight="quiet" onClick={() => setAsking(true)}>
        {t('settings.agents.deactivate')}
      </Button>
      <Confirm
        opened={isAsking}
        title={t('settings.agents.deactivateTitle', { name })}
        yes={t('settings.agents.deactivate')}
        weight="danger"
        onYes={() => void deactivate(true)}
        onNo={() => setAsking(false)}
      >
        {body}
      </Confirm>
    </>
  )
}

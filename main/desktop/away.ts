// Notices that nobody is there, by the operating system's own count (input anywhere, lock screen, sleep), and tells presence.
import { powerMonitor } from 'electron'
import { type Clock, MINUTE, SECOND } from '../domain/clock.ts'
import type { Actor, Services } from '../services/verbs.ts'

/** Without any input for so long the agent counts as idle. */
export const idleAfterMs = 10 * MINUTE
const lookEveryMs = 15 * SECOND

export const watchForAbsence = (services: Services, actor: Actor, clock: Clock, signal: AbortSignal): void => {
  /** True when it was us who set the agent inactive: only then do we set them active again. */
  let byUs = false
  const leave = async (reason: 'idle' | 'away') => {
    const card = await services.agents.get(actor.agentId)
    if (card?.agent.presence.status !== 'active') return
    byUs = true
    await services.presence.set(actor, 'inactive', reason)
  }
  const comeBack = async () => {
    if (!byUs) return
    byUs = false
    const presence = (await services.agents.get(actor.agentId))?.agent.presence
    const ours = presence?.status === 'inactive' && (presence.reason === 'idle' || presence.reason === 'away')
    if (ours) await services.presence.set(actor, 'active', 'chosen')
  }
  const away = () => void leave('away')
  const back = () => void comeBack()
  powerMonitor.on('suspend', away)
  powerMonitor.on('lock-screen', away)
  powerMonitor.on('resume', back)
  powerMonitor.on('unlock-screen', back)

  let locked = false
  powerMonitor.on('lock-screen', () => {
    locked = true
  })
  powerMonitor.on('unlock-screen', () => {
    locked = false
  })
  let cancel = () => {}
  const look = () => {
    if (signal.aborted) return
    if (powerMonitor.getSystemIdleTime() * SECOND >= idleAfterMs) void leave('idle')
    else if (!locked) void comeBack()
    cancel = clock.wakeAt(clock.now() + lookEveryMs, look)
  }
  look()
  signal.addEventListener('abort', () => {
    cancel()
    powerMonitor.removeAllListeners()
  })
}

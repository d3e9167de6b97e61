// powerMonitor: a test emits sleep, wake, lock and unlock, and says how long nobody has touched anything.
import type { PowerMonitor } from 'electron'
import { HostEmitter, loud } from '../loud.ts'

const byHand = [
  'suspend',
  'resume',
  'shutdown',
  'lock-screen',
  'unlock-screen',
  'on-ac',
  'on-battery',
  'user-did-become-active',
  'user-did-resign-active',
]

class HostPowerMonitor
  extends HostEmitter
  implements Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>
{
  /** Set by a test. */
  idleSeconds = 0
  isLocked = false
  onBatteryPower = false

  constructor() {
    super('powerMonitor', { emitted: [], byHand })
    this.on('lock-screen', () => {
      this.isLocked = true
    })
    this.on('unlock-screen', () => {
      this.isLocked = false
    })
  }

  getSystemIdleTime(): number {
    return this.idleSeconds
  }

  getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' {
    if (this.isLocked) return 'locked'
    return this.idleSeconds >= idleThreshold ? 'idle' : 'active'
  }

  isOnBatteryPower(): boolean {
    return this.onBatteryPower
  }
}

export const powerMonitor = loud('powerMonitor', new HostPowerMonitor())

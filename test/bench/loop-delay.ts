// How long the main thread stands still at 100 messages a second, against the same process with nothing to do.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { asId } from '../../main/domain/ids.ts'
import { type Row, row } from './figures.ts'
import { open } from './stored-office.ts'

const perSecond = 100
const seconds = 10

const delayDuring = async (work: () => Promise<void>): Promise<number> => {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  await work()
  histogram.disable()
  return histogram.percentile(99) / 1e6
}

export const loopDelay = async (): Promise<Row[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const { workstation, store } = await open(dir)
  await workstation.start()
  const channelId = (await store.channels.all())[0]?.id ?? asId('')
  const idle = await delayDuring(() => delay(seconds * 1_000))
  const busy = await delayDuring(async () => {
    for (let i = 0; i < perSecond * seconds; i++) {
      const message = {
        externalId: `m${i}`,
        address: `v${i % 50}`,
        sender: { name: `Visitor ${i % 50}` },
        text: `message ${i}`,
      }
      void workstation.services.messageManager.receive(channelId, { message })
      await delay(1_000 / perSecond)
    }
  })
  await workstation.settled()
  await workstation.stop()
  rmSync(dir, { recursive: true, force: true })
  return [
    row(
      `event-loop delay, p99, at ${perSecond}/s (baseline: idle)`,
      busy,
      idle,
      'ms',
      'under 20 ms',
      value => value < 20,
    ),
  ]
}

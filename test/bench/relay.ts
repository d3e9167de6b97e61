// The relay under load: 200 webhooks a second for a minute and more through it to a real workstation, against a server that only says 200.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { systemClock } from '../../main/machine/system-clock.ts'
import { HubProcess } from '../kit/hub-process.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { pairWithNumber } from '../kit/relay/paired-hub.ts'
import { RelayProcess } from '../kit/relay/relay-process.ts'
import { TwilioEmulator } from '../kit/twilio-emulator/twilio-emulator.ts'
import { until } from '../kit/until.ts'
import { percentile, type Row, row } from './figures.ts'
import { residentMb } from './resident.ts'

const perSecond = 200
const seconds = 60
const baselineSeconds = 10
/** Until V8 has made up its mind how much room it wants; then it has to be flat. */
const warmUpSeconds = 45
const customers = 100

/** Calls at an even pace, whatever the answers; gives how long each took in ms. Throws when one is not 200. */
const callFor = async (
  twilio: TwilioEmulator,
  count: number,
  meanwhile?: (sent: number) => void,
): Promise<number[]> => {
  const began = performance.now()
  const times: Promise<number>[] = []
  for (let i = 0; i < count; i++) {
    await delay(Math.max(0, began + (i * 1_000) / perSecond - performance.now()))
    const customer = i % customers
    const fields = twilio.message(
      `whatsapp:+1555${String(customer).padStart(7, '0')}`,
      `Customer ${customer}`,
      `message ${i}`,
    )
    const at = performance.now()
    times.push(
      twilio.brings(fields).then(status => {
        if (status !== 200) throw new Error(`A webhook was answered ${status}`)
        return performance.now() - at
      }),
    )
    meanwhile?.(i + 1)
  }
  return Promise.all(times)
}

const bareTimes = async (twilio: TwilioEmulator): Promise<number[]> => {
  const program = fileURLToPath(new URL('bare-server.ts', import.meta.url))
  const server = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = await once(createInterface({ input: server.stdout }), 'line')
    const { url } = JSON.parse(String(line)) as { url: string }
    twilio.webhook = `${url}/hooks/whatsapp/bare`
    await callFor(twilio, perSecond)
    return await callFor(twilio, perSecond * baselineSeconds)
  } finally {
    server.kill()
  }
}

const storedIn = (dir: string): number => {
  const db = new Database(join(dir, 'parley.db'), { readonly: true })
  const count = db.prepare("SELECT count(*) FROM message WHERE direction = 'in'").pluck().get()
  db.close()
  return Number(count)
}

export const relay = async (): Promise<Row[]> => {
  const dirs = {
    hub: mkdtempSync(join(tmpdir(), 'parley-bench-')),
    relay: mkdtempSync(join(tmpdir(), 'parley-bench-')),
  }
  const twilio = new TwilioEmulator(systemClock)
  await twilio.start()
  try {
    const bare = await bareTimes(twilio)
    await using server = await RelayProcess.start(join(dirs.relay, 'data'))
    await using hub = await HubProcess.start(dirs.hub)
    await pairWithNumber(hub, server, server.url, twilio)
    const count = perSecond * (warmUpSeconds + seconds)
    const pid = server.child.pid ?? 0
    let early = 0
    const times = await callFor(twilio, count, sent => {
      if (sent === perSecond * warmUpSeconds) early = residentMb(pid)
    })
    const late = residentMb(pid)
    await until('all are delivered', async () => (await healthOf(server.url)).desks[0]?.delivered === count, 60_000)
    await hub.stop()
    const p99 = (values: readonly number[]) => percentile(values, 0.99)
    return [
      row(
        `relay: webhook to 200, p99, at ${perSecond}/s (baseline: bare server)`,
        p99(times.slice(perSecond * warmUpSeconds)),
        p99(bare),
        'ms',
        'under 200 ms',
        ms => ms < 200,
      ),
      row(
        `relay: memory after ${seconds} s more (baseline: after ${warmUpSeconds} s)`,
        late,
        early,
        'MB RSS',
        'flat: within 1.25x',
        (_, ratio) => ratio <= 1.25,
      ),
      row(
        'relay: stored by the workstation',
        storedIn(dirs.hub),
        count,
        'messages',
        'none lost, none twice',
        (_, r) => r === 1,
      ),
    ]
  } finally {
    await twilio.stop()
    for (const dir of Object.values(dirs)) rmSync(dir, { recursive: true, force: true })
  }
}

// The outage drill, with real programs: the workstation is down while a thousand messages come, the relay is killed twice meanwhile,
// and the wire between them shakes afterwards. Every message that was answered with 200 is stored once, in order per conversation.
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { systemClock } from '../../main/machine/system-clock.ts'
import { freePort, HubProcess } from '../kit/hub-process.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { pairWithNumber } from '../kit/relay/paired-hub.ts'
import { RelayProcess } from '../kit/relay/relay-process.ts'
import { ShakyWire } from '../kit/relay/shaky-wire.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { TwilioEmulator } from '../kit/twilio-emulator/twilio-emulator.ts'
import { until } from '../kit/until.ts'

const customers = 25
const messagesEach = 40
const killAfter = [300, 650]
const shakes = 8

test('nothing is lost and nothing doubled when the workstation is down, the relay is killed and the wire shakes', async () => {
  const relayDir = join(tempDir(), 'relay')
  const hubDir = join(tempDir(), 'hub')
  const twilio = new TwilioEmulator(systemClock)
  await twilio.start()
  const port = await freePort()
  let relay = await RelayProcess.start(relayDir, { port })
  await using wire = await ShakyWire.to(port)
  let hub = await HubProcess.start(hubDir)
  await pairWithNumber(hub, relay, wire.url, twilio)
  await hub.kill()

  // As Twilio does: one after the other for each customer, and again when no good answer comes.
  const answered: string[] = []
  let calls = 0
  let restarting: Promise<void> = Promise.resolve()
  const killRelay = async () => {
    await relay.kill()
    relay = await RelayProcess.start(relayDir, { port })
  }
  const writes = async (customer: number) => {
    const address = `whatsapp:+1555123${String(customer).padStart(4, '0')}`
    for (let i = 0; i < messagesEach; i++) {
      const text = `${customer}: message ${i}`
      const fields = twilio.message(address, `Customer ${customer}`, text)
      while ((await twilio.brings(fields)) !== 200) await restarting
      answered.push(text)
      calls += 1
      if (killAfter.includes(calls)) restarting = killRelay()
    }
  }
  await Promise.all(Array.from({ length: customers }, (_, customer) => writes(customer)))
  await restarting
  expect(answered).toHaveLength(customers * messagesEach)
  const stored = (await healthOf(relay.url)).desks[0]
  expect(stored?.connected).toBe(false)
  expect(stored?.waiting).toBeGreaterThanOrEqual(customers * messagesEach)

  hub = await HubProcess.start(hubDir)
  for (let shake = 0; shake < shakes; shake++) {
    const before = (await healthOf(relay.url)).desks[0]?.delivered ?? 0
    await until('some more are delivered', async () => ((await healthOf(relay.url)).desks[0]?.delivered ?? 0) > before)
    if (shake === 3) {
      await hub.kill()
      hub = await HubProcess.start(hubDir)
    }
    wire.cut()
    await delay(20 * shake)
    wire.mend()
  }
  await until('nothing waits any more', async () => (await healthOf(relay.url)).desks[0]?.waiting === 0, 60_000)
  expect((await healthOf(relay.url)).desks[0]).toMatchObject({ refused: 0, expired: 0 })
  await hub.stop()
  await relay.stop()
  await twilio.stop()

  const db = new Database(join(hubDir, 'parley.db'), { readonly: true })
  const rows = db.prepare("SELECT text FROM message WHERE direction = 'in' ORDER BY n").pluck().all() as string[]
  db.close()
  expect(rows).toHaveLength(customers * messagesEach)
  for (let customer = 0; customer < customers; customer++) {
    const wanted = Array.from({ length: messagesEach }, (_, i) => `${customer}: message ${i}`)
    expect(rows.filter(text => text.startsWith(`${customer}: `))).toEqual(wanted)
  }
})

// The line to a relay: it comes back by itself, notices when it is dead, and people are told what that means for their channels.
import { expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import { aRelayedOffice, goodCode } from '../kit/relayed-office.ts'
import { until } from '../kit/until.ts'

test('a line that breaks comes back by itself, with pauses that grow; the channels warn when it is away for long', async () => {
  const { relay, clock, pair, aNumber, status, health } = await aRelayedOffice()
  const number = await aNumber()
  await pair()
  await health(number, one => one.state === 'online' && one.warning === undefined)
  await relay.stop()
  const pauses: number[] = []
  let last = 0
  while (pauses.length < 5) {
    const { state } = await status(one => one.state.state === 'retrying' && one.state.until !== last)
    if (state.state !== 'retrying') throw new Error('not retrying')
    pauses.push(state.until - clock.now())
    last = state.until
    clock.advance(state.until - clock.now())
  }
  expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000])
  await status(one => one.state.state === 'retrying' && one.state.until !== last)
  const quiet = await health(number, one => one.state === 'online')
  expect(quiet).not.toHaveProperty('warning')
  await clock.turn(30 * SECOND)
  await health(number, one => one.state === 'online' && /relay cannot be reached/.test(one.warning ?? ''))

  await relay.start()
  await clock.turn(MINUTE)
  await status(one => one.state.state === 'online' && one.awaySince === null)
  await health(number, one => one.state === 'online' && one.warning === undefined)
})

test('a relay that ends each line at once is called more and more seldom; one that stood for a while, soon', async () => {
  const { relay, clock, pair, status } = await aRelayedOffice()
  await pair()
  const drop = async (): Promise<number> => {
    relay.drops()
    const { state } = await status(one => one.state.state === 'retrying')
    const pauseMs = state.state === 'retrying' ? state.until - clock.now() : 0
    clock.advance(pauseMs)
    await status(one => one.state.state === 'online')
    return pauseMs
  }
  expect([await drop(), await drop(), await drop(), await drop()]).toEqual([250, 500, 1_000, 2_000])
  for (let second = 0; second < 30; second += 10) await clock.turn(10 * SECOND)
  expect(await drop()).toBe(250)
})

test('a line that is silent is dead, whatever the network says', async () => {
  const { relay, clock, pair, status } = await aRelayedOffice()
  await pair()
  const [line] = relay.lines
  line?.removeAllListeners('message')
  await clock.turn(44 * SECOND)
  expect(relay.lines).toHaveLength(1)
  await clock.turn(SECOND)
  await status(one => one.state.state === 'retrying' || one.state.state === 'online')
  await clock.turn(SECOND)
  await until('another line', () => relay.lines.length === 1 && relay.lines[0] !== line)
})

test('what waits is shown with its age, and warned of when it is old; the operator’s alarm comes along', async () => {
  const { relay, clock, pair, aNumber, status, health } = await aRelayedOffice()
  const number = await aNumber()
  await pair()
  await health(number, one => one.state === 'online')
  const oldestAt = clock.now()
  relay.says({ type: 'waiting', count: 12, oldestAt, refused: 1, alarm: 'The disk is nearly full.' })
  const { waiting } = await status(one => one.waiting !== null)
  expect(waiting).toEqual({ count: 12, oldestAt, refused: 1, alarm: 'The disk is nearly full.' })
  for (let minute = 0; minute < 3; minute++) {
    await health(number, one => one.state === 'online' && one.warning === undefined)
    await clock.turn(MINUTE)
    // What is heard keeps the line alive.
    await status(one => one.state.state === 'online')
  }
  await health(number, one => one.state === 'online' && /waiting at the relay/.test(one.warning ?? ''))
  relay.says({ type: 'waiting', count: 0, oldestAt: null, refused: 1, alarm: null })
  await health(number, one => one.state === 'online' && one.warning === undefined)
})

test('a pairing that is taken away needs a person; pairing anew mends it without a restart', async () => {
  const { office, relay, clock, pair, aNumber, status, health } = await aRelayedOffice()
  const number = await aNumber()
  await pair()
  relay.unpairs()
  const { state } = await status(one => one.state.state === 'needsAttention')
  expect(state).toMatchObject({
    reason: expect.stringMatching(/no longer paired/),
    remedy: expect.stringMatching(/code/),
  })
  await health(number, one => one.state === 'online' && /no longer paired/.test(one.warning ?? ''))
  await clock.turn(5 * MINUTE)
  expect((await office.services.relay.status()).state.state).toBe('needsAttention')
  relay.codes.add(goodCode)
  expect(await pair()).toMatchObject({ state: { state: 'online' } })
  await health(number, one => one.state === 'online' && one.warning === undefined)
  expect((await office.store.settings.all()).IdentityServerClientId).toBe('desk-2')
})

test('after a restart the line is kept again, and what the relay said of itself is known before it answers', async () => {
  const first = await aRelayedOffice()
  const { office, relay } = first
  const number = await first.aNumber()
  await first.pair()
  await office.stop()
  expect(office.clock.waiting).toBe(0)
  await relay.stop()
  const again = await aRelayedOffice({ dir: office.dir, clock: office.clock })
  expect(await again.office.services.webhooks.urlOf(number)).toMatch(/^https:\/\/calls\.example/)
  await relay.start()
  await again.clock.turn(MINUTE)
  await again.status(one => one.state.state === 'online')
})

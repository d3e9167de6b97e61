// What every connector must keep to, whatever its network: one suite, to be run through each of them.
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ChannelLink, Connector } from '../../../main/channels/channel.ts'
import { asId, type ChannelId, type MessageId } from '../../../main/domain/ids.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import type { OutgoingMessage } from '../../../main/domain/unified-message.ts'
import type { HandClock } from '../../kit/hand-clock.ts'
import { RecordingDoor } from './recording-door.ts'
import { until } from './until.ts'

/** A network with one customer, and a connector that can reach it. */
export interface NetworkUnderTest<Settings> {
  readonly connector: Connector<Settings>
  readonly clock: HandClock
  /** As a form would hand them to `parseSettings`. */
  readonly input: Readonly<Record<string, unknown>>
  /** Where an answer to the customer goes. */
  readonly address: string
  customerWrites(text: string): void | Promise<void>
  /** Whether the network counts the message as received by us, and will not offer it again; missing: it keeps everything for whoever asks. */
  countsAsReceived?(text: string): boolean
  /** The texts that reached the customer. */
  customerSees(): readonly string[]
  goesDown(): void | Promise<void>
  comesBack(): void | Promise<void>
}

/** One connection of the channel, ended with the test at the latest. */
interface Connection {
  readonly link: ChannelLink
  stop(): Promise<void>
  /** As kill -9: nobody waits for anything. */
  crash(): void
}

export const connectorSuite = <Settings>(
  name: string,
  makeNetwork: () => Promise<NetworkUnderTest<Settings>>,
): void => {
  const given = async () => {
    const network = await makeNetwork()
    const door = new RecordingDoor(network.clock)
    const settings = network.connector.parseSettings(network.input)
    if (isRefusal(settings)) throw new Error(settings.sentence)
    const connect = (): Connection => {
      const off = new AbortController()
      const config = { channelId: 'channel', name: 'Channel', settings, cursor: door.cursor }
      const link = network.connector.connect(config, door, off.signal)
      const stop = () => {
        off.abort()
        return link.stopped()
      }
      onTestFinished(stop)
      return { link, stop, crash: () => off.abort() }
    }
    return { network, door, settings, connect }
  }

  describe(`${name} keeps to the contract of connectors`, () => {
    test('it comes online by itself, and says so', async () => {
      const { door, connect } = await given()
      connect()
      await door.untilHealth('online')
      expect(door.health[0]).toEqual({ state: 'connecting' })
    })

    test('a message comes in once and can be answered where it came from', async () => {
      const { network, door, connect } = await given()
      const { link } = connect()
      await network.customerWrites('Is anybody there?')
      const message = await door.untilStored('Is anybody there?')
      expect(message.address).toBe(network.address)

      const result = await link.send(aReply(message.address, 'I am.'), neverAborted())
      expect(result).toMatchObject({ outcome: 'sent' })
      expect(network.customerSees()).toEqual(['I am.'])
    })

    test('nothing counts as received before it is stored', async () => {
      const { network, door, connect } = await given()
      connect()
      await door.untilHealth('online')
      door.isDiskBroken = true
      const before = door.intakes
      await network.customerWrites('Please keep this')
      await until('an attempt to store it', () => door.intakes > before)
      await door.untilHealth('retrying')
      expect(network.countsAsReceived?.('Please keep this') ?? false).toBe(false)

      door.isDiskBroken = false
      await door.retryNow()
      await door.untilStored('Please keep this')
      await until('the network to be told', () => network.countsAsReceived?.('Please keep this') ?? true)
      expect(door.texts).toEqual(['Please keep this'])
    })

    test('a crash between storing and telling the network neither loses nor doubles', async () => {
      const { network, door, connect } = await given()
      const first = connect()
      await door.untilHealth('online')
      door.onceStored = first.crash
      await network.customerWrites('Before the crash')
      await door.untilStored('Before the crash')
      await first.stop()
      expect(network.countsAsReceived?.('Before the crash') ?? false).toBe(false)

      // As if the cursor had been lost as well: the network offers everything again.
      door.cursor = null
      connect()
      await network.customerWrites('After the crash')
      await door.untilStored('After the crash')
      expect(door.texts).toEqual(['Before the crash', 'After the crash'])
      await until('the network to be told', () => network.countsAsReceived?.('Before the crash') ?? true)
    })

    test('a dead network is a health, and passes by itself', async () => {
      const { network, door, connect } = await given()
      const { link } = connect()
      await door.untilHealth('online')
      await network.goesDown()
      const health = await door.untilHealth('retrying')
      expect(health.until).toBeGreaterThan(network.clock.now())
      expect(health.reason).toMatch(/^[A-Z].*\.$/)

      const result = await link.send(aReply(network.address, 'Hello?'), neverAborted())
      expect(result).toMatchObject({ outcome: 'failed', surelyNotArrived: true, retry: 'later' })

      await network.comesBack()
      await network.customerWrites('Back again')
      await door.retryNow()
      await door.untilHealth('online')
      await door.untilStored('Back again')
    })

    test('it stops cleanly: nothing on its way, nobody waiting to be woken, health off', async () => {
      const { network, door, connect } = await given()
      const { stop } = connect()
      await door.untilHealth('online')
      await stop()
      expect(door.lastHealth).toEqual({ state: 'off' })
      expect(network.clock.waiting).toBe(0)

      const before = door.intakes
      await network.customerWrites('Too late for this run')
      expect(door.intakes).toBe(before)
      connect()
      await door.untilStored('Too late for this run')
    })

    test('stopping does not wait for a network that is down', async () => {
      const { network, door, connect } = await given()
      await network.goesDown()
      const { stop } = connect()
      await door.untilHealth('retrying')
      await stop()
      expect(network.clock.waiting).toBe(0)
    })

    test('a send that is called off before it begins does nothing', async () => {
      const { network, door, connect } = await given()
      const { link } = connect()
      await door.untilHealth('online')
      const result = await link.send(aReply(network.address, 'Never mind'), AbortSignal.abort())
      expect(result).toMatchObject({ outcome: 'failed', surelyNotArrived: true })
      expect(network.customerSees()).toEqual([])
    })

    test('no secret is in any word that it says', async () => {
      const { network, door, settings, connect } = await given()
      const { connector } = network
      const secrets = connector.secretFields.map(field => String(network.input[field]))
      connect()
      await door.untilHealth('online')
      await network.goesDown()
      await door.untilHealth('retrying')
      const registered = await connector.register(settings, neverAborted())
      const words = door.everyWord + JSON.stringify(registered)
      for (const secret of secrets) expect(words).not.toContain(secret)
    })

    test('registering on a dead network is no refusal', async () => {
      const { network, settings } = await given()
      await network.goesDown()
      const registered = await network.connector.register(settings, neverAborted())
      expect(registered).toMatchObject({ profile: {} })
    })

    test('settings: what was checked passes again; a foreign field is refused by its name', async () => {
      const { network, settings } = await given()
      const { connector, input } = network
      expect(connector.parseSettings(settings)).toEqual(settings)
      expect(connector.parseSettings({ ...input, colour: 'red' })).toMatchObject({ refused: true, field: 'colour' })
      for (const nonsense of [null, 7, 'text', [], [input]]) {
        expect(isRefusal(connector.parseSettings(nonsense))).toBe(true)
      }
    })

    test('whatever it is handed as a payload, it answers with updates or quarantine and never throws', async () => {
      const { connector } = await makeNetwork()
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.json()), payload => {
          const intake = connector.toUnified(payload)
          return Array.isArray(intake.updates) && intake.cursor === undefined
        }),
        { numRuns: 500 },
      )
      // JSON.stringify breaks at it, as it does at what is nested beyond reason.
      const circular: unknown[] = []
      circular.push(circular)
      expect(connector.toUnified(circular).unreadable).toHaveLength(1)
    })
  })
}

const neverAborted = () => new AbortController().signal

let replies = 0

/** A reply of Ann's on its first attempt. */
export const aReply = (address: string, text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => {
  const id = `reply-${++replies}`
  return {
    messageId: asId<MessageId>(id),
    channelId: asId<ChannelId>('channel'),
    address,
    text,
    authorName: 'Ann',
    idempotencyKey: id,
    attempt: 1,
    ...more,
  }
}

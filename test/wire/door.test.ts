// The screen's end of the line: it comes back by itself, tells what it is doing, and leaves nobody waiting for an answer.
import { beforeEach, expect, test } from 'vitest'
import { ConnectionLost } from '../../preload/frame-link.ts'
import { closeCodes, pulse, silenceMs } from '../../preload/line.ts'
import { type Door, openSocketDoor } from '../../preload/socket.ts'
import { HandClock, settled } from '../kit/hand-clock.ts'

/** A WebSocket whose other end is the test. */
class StageSocket extends EventTarget {
  readonly sent: string[] = []
  closed = false

  send(frame: string): void {
    this.sent.push(frame)
  }

  close(): void {
    this.closed = true
  }

  hears(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  breaks(code = 1006): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

let clock: HandClock
let sockets: StageSocket[]
let hope: () => void
let door: Door
let told: [state: string, retryInMs: number | null][]

beforeEach(() => {
  clock = new HandClock()
  sockets = []
  told = []
  door = openSocketDoor({
    open: () => {
      const socket = new StageSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
    clock,
    random: () => 1,
    onHope: listener => {
      hope = listener
      return () => {}
    },
  })
  door.onState((state, retryAt) => told.push([state, retryAt === undefined ? null : retryAt - clock.now()]))
})

const line = (): StageSocket => {
  const socket = sockets.at(-1)
  if (socket === undefined) throw new Error('No line was opened')
  return socket
}

test('it is connected when the hub says so, not when the line is merely open', () => {
  line().dispatchEvent(new Event('open'))
  expect(told).toEqual([])
  line().hears(pulse)
  expect(told).toEqual([['connected', null]])
})

test('after a break it tries again, waiting longer each time, and from the start after a success', () => {
  line().hears(pulse)
  const pauses = [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]
  for (const pause of pauses) {
    line().breaks()
    expect(told.at(-1)).toEqual(['reconnecting', pause])
    const before = sockets.length
    clock.advance(pause - 1)
    expect(sockets).toHaveLength(before)
    clock.advance(1)
    expect(sockets).toHaveLength(before + 1)
  }
  line().hears(pulse)
  expect(told.at(-1)).toEqual(['connected', null])
  line().breaks()
  expect(told.at(-1)).toEqual(['reconnecting', 250])
})

test('what was asked on a line that broke ends with ConnectionLost, and so does what is asked without a line', async () => {
  line().hears(pulse)
  const [call, stream] = [door.client.session.me({}), door.client.events.follow({ since: 1 })]
  const outcomes = Promise.allSettled([call, stream])
  await settled()
  expect(line().sent).toHaveLength(2)
  line().breaks()
  expect((await outcomes).map(one => one.status === 'rejected' && one.reason)).toEqual([
    expect.any(ConnectionLost),
    expect.any(ConnectionLost),
  ])
  await expect(door.client.session.me({})).rejects.toThrow('The connection to the workstation was lost.')
})

test('a stream that was running ends with ConnectionLost after what had arrived', async () => {
  line().hears(pulse)
  const opening = door.client.events.follow({ since: 1 })
  await settled()
  const { i } = JSON.parse(line().sent[0] ?? '') as { i: string }
  line().hears(JSON.stringify({ i, p: { h: { 'content-type': 'text/event-stream' } } }))
  const stream = (await opening)[Symbol.asyncIterator]()
  const first = stream.next()
  await settled()
  line().hears(JSON.stringify({ i, t: 3, p: { e: 'message', d: { json: { seq: 2, at: 1, type: 'x' } } } }))
  expect((await first).value).toMatchObject({ seq: 2 })
  const second = stream.next()
  const failed = expect(second).rejects.toBeInstanceOf(ConnectionLost)
  await settled()
  line().breaks()
  await failed
})

test('an answer to a question of the line before is nobody’s', async () => {
  line().hears(pulse)
  const lost = expect(door.client.session.me({})).rejects.toBeInstanceOf(ConnectionLost)
  await settled()
  const late = line()
  late.breaks()
  await lost
  clock.advance(250)
  line().hears(pulse)
  late.hears('{"i":"0","p":{"b":{"json":{}}}}')
  expect(told.at(-1)).toEqual(['connected', null])
})

test('a line on which nothing is heard is dead', () => {
  line().hears(pulse)
  clock.advance(silenceMs - 1)
  line().hears(pulse)
  clock.advance(silenceMs - 1)
  expect(told.at(-1)).toEqual(['connected', null])
  const silent = line()
  clock.advance(1)
  expect(told.at(-1)).toEqual(['reconnecting', 250])
  expect(silent.closed).toBe(true)
})

test('so is a line that never says a first word', () => {
  clock.advance(silenceMs)
  expect(told).toEqual([['reconnecting', 250]])
})

test('it does not wait when there is hope: the network is back, or somebody looks', () => {
  line().hears(pulse)
  for (let i = 0; i < 6; i++) {
    line().breaks()
    hope()
  }
  expect(sockets).toHaveLength(7)
  line().hears(pulse)
  hope()
  expect(sockets).toHaveLength(7)
  expect(told.at(-1)).toEqual(['connected', null])
})

test('when the session is over it stays shut', () => {
  line().hears(pulse)
  line().breaks(closeCodes.signedOut)
  expect(told.at(-1)).toEqual(['signedOut', null])
  hope()
  clock.advance(3_600_000)
  expect(sockets).toHaveLength(1)
  expect(clock.waiting).toBe(0)
})

test('who listens later is told the present state at once; who stopped listening is not', () => {
  line().hears(pulse)
  const heard: string[] = []
  const stop = door.onState(state => heard.push(state))
  expect(heard).toEqual(['connected'])
  stop()
  line().breaks()
  expect(heard).toEqual(['connected'])
})

test('closed, it leaves nothing behind', async () => {
  line().hears(pulse)
  const lost = expect(door.client.session.me({})).rejects.toBeInstanceOf(ConnectionLost)
  await settled()
  door.close()
  await lost
  expect(line().closed).toBe(true)
  expect(clock.waiting).toBe(0)
  line().breaks()
  expect(sockets).toHaveLength(1)
})

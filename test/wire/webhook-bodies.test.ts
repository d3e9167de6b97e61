// Bodies that strangers send to a hub's /hooks: none takes the room or the time of others.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { BodyReader, comingBy, TooMuchAtOnce } from '../../main/wire/carriers/body-reader.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { until } from '../kit/until.ts'
import { aWhatsAppDesk } from '../kit/whatsapp-desk.ts'

const half = async (url: string, path: string): Promise<Socket> => {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  socket.resume()
  await once(socket, 'connect')
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf`)
  return socket
}

test.each(['a channel', 'all pages'])('a body for %s that stalls is cut off, and others are heard', async place => {
  const { house, clock, channelId, twilio } = await aWhatsAppDesk()
  const socket = await half(house.url, place === 'a channel' ? `/hooks/whatsapp/${channelId}` : '/hooks/facebook')
  let isGone = false
  socket.on('close', () => {
    isGone = true
  })
  await until('it is cut off', async () => {
    await clock.turn(5_000)
    return isGone
  })
  expect(await twilio.customer('+491701234567', 'Carol').says('still there?')).toBe(200)
})

test('all bodies at once have one room, which is free again when they are done', async () => {
  const bodies = new BodyReader(100, 150, new HandClock())
  const post = (bytes: number) => comingBy(new Request('http://x', { method: 'POST', body: new Uint8Array(bytes) }))
  let finish = () => {}
  const held = new Promise<void>(resolve => {
    finish = resolve
  })
  let isHeld = false
  const first = bodies.with(post(100), () => {
    isHeld = true
    return held
  })
  await until('the first one is read', () => isHeld)
  await expect(bodies.with(post(60), async body => body.byteLength)).rejects.toThrow(TooMuchAtOnce)
  expect(await bodies.with(post(50), async body => body.byteLength)).toBe(50)
  finish()
  await first
  expect(await bodies.with(post(100), async body => body.byteLength)).toBe(100)
})

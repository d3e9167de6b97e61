// The customer's door hangs in the hub's: page, widget and socket under the same address as the API.
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { anOpenHouse } from '../kit/open-house.ts'

test('the page is the website channel’s, or says that there is none', async () => {
  const house = await anOpenHouse()
  const answer = await fetch(`${house.url}/chat`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=UTF-8'])
  expect(await answer.text()).toContain('switched off')
})

test('a visitor’s socket needs no sign-in, and is no way into the agents’', async () => {
  const house = await anOpenHouse()
  const socket = new WebSocket(`ws://127.0.0.1:${house.port}/chat/socket`)
  const heard = new Promise<string>(resolve => socket.on('message', data => resolve(data.toString())))
  await new Promise(resolve => socket.on('open', resolve))
  socket.send('{"i":"1","p":{"u":"/session/me","b":{"json":{}}}}')
  expect(JSON.parse(await heard)).toMatchObject({ type: 'refused' })
  socket.close()
})

test('elsewhere there is no socket', async () => {
  const house = await anOpenHouse()
  const status = await new Promise(resolve => {
    const socket = new WebSocket(`ws://127.0.0.1:${house.port}/api/events`)
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('error', () => {})
  })
  expect(status).toBe(404)
})

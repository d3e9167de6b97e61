// From a network's call to a workstation's disk: stored before it is answered, delivered in order, kept until it is acknowledged.
import { expect, test } from 'vitest'
import { aRelay, fromTwilio, publicUrl, whatsApp } from '../kit/relay/a-relay.ts'
import { ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { until } from '../kit/until.ts'

const say = (text: string) => ({ MessageSid: `SM${text}`, Body: text, From: 'whatsapp:+1555', To: 'whatsapp:+1' })
const texts = (desk: ScriptedDesk) => desk.bodies.map(body => new URLSearchParams(body).get('Body'))

const health = async (url: string) =>
  (await (await fetch(`${url}/health`, { headers: { accept: 'application/json' } })).json()) as {
    desks: { name: string; connected: boolean; waiting: number; refused: number; delivered: number }[]
  }

test('a call reaches the workstation as the network made it', async () => {
  const { url, pairing, clock } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  expect(await desk.frame('welcome')).toEqual({ type: 'welcome', publicUrl, facebookApp: '4711' })
  const answer = await fromTwilio(url, 'c1', say('hé 😀'), { query: '?reply=1' })
  expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 200, body: '<Response/>' })
  await until('the delivery', () => desk.deliveries.length === 1)
  expect(desk.deliveries[0]).toMatchObject({
    channelId: 'c1',
    kind: 'whatsapp',
    request: {
      method: 'POST',
      url: `${publicUrl}/hooks/whatsapp/c1?reply=1`,
      path: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': expect.any(String) },
      receivedAt: clock.now(),
    },
  })
  expect(texts(desk)).toEqual(['hé 😀'])
  await until('it is acknowledged', async () => (await health(url)).desks[0]?.delivered === 1)
  expect((await health(url)).desks[0]).toMatchObject({ waiting: 0, connected: true })
})

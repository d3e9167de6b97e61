// The emulated Twilio, held against Twilio's own client: what that sends is understood, and what comes back it can read.

import twilio from 'twilio'
import type RequestClient from 'twilio/lib/base/RequestClient.js'
import { expect, onTestFinished, test } from 'vitest'
import { HandClock } from '../hand-clock.ts'
import { TwilioEmulator } from './twilio-emulator.ts'

/** Twilio's client, its addresses turned to the emulator's. */
const aClient = async () => {
  const emulator = new TwilioEmulator(new HandClock())
  await emulator.start()
  onTestFinished(() => emulator.stop())
  class Turned extends twilio.RequestClient {
    override request<Data>(options: RequestClient.RequestOptions<Data>) {
      return super.request<Data>({ ...options, uri: options.uri.replace(/^https:\/\/[\w.-]+/, emulator.apiRoot) })
    }
  }
  const client = twilio(emulator.world.accountSid, emulator.world.authToken, { httpClient: new Turned() })
  return { emulator, client }
}

test('an account, its senders, its approved templates over several pages', async () => {
  const { emulator, client } = await aClient()
  emulator.world.templates.push(
    { sid: 'HX1', name: 'one', body: 'One' },
    { sid: 'HX2', name: 'two', body: 'Two {{1}}', variables: { 1: 'x' } },
    { sid: 'HX3', name: 'three', body: 'Three', status: 'rejected' },
  )
  const account = await client.api.v2010.accounts(emulator.world.accountSid).fetch()
  expect([account.friendlyName, account.status]).toEqual(['Lampion Ltd', 'active'])
  const senders = await client.messaging.v2.channelsSenders.list({ channel: 'whatsapp' })
  expect(senders.map(one => [one.senderId, one.status])).toEqual([[emulator.world.sender, 'ONLINE']])
  const templates = await client.content.v1.contentAndApprovals.list()
  expect(templates.map(one => [one.sid, one.approvalRequests.status])).toEqual([
    ['HX1', 'approved'],
    ['HX2', 'approved'],
    ['HX3', 'rejected'],
  ])
})

test('a message is taken with its number; what is wrong with one comes back as an error with a code', async () => {
  const { emulator, client } = await aClient()
  const { sender } = emulator.world
  const to = 'whatsapp:+491701234567'
  const made = await client.messages.create({ to, from: sender, body: 'Hello' })
  expect([made.sid, made.status]).toEqual([emulator.world.messages[0]?.sid, 'queued'])
  await expect(client.messages.create({ to, from: 'whatsapp:+1', body: 'Hello' })).rejects.toMatchObject({
    code: 63007,
  })
  await expect(client.messages.create({ to, from: sender })).rejects.toMatchObject({ status: 400, code: 21619 })
  await expect(client.messages.create({ to, from: sender, body: 'x'.repeat(1_601) })).rejects.toMatchObject({
    code: 21617,
  })
  emulator.world.validToken = 'another'
  await expect(client.messages.create({ to, from: sender, body: 'Hello' })).rejects.toMatchObject({ status: 401 })
})

test('typing is shown at a message', async () => {
  const { emulator, client } = await aClient()
  await client.messaging.v2.typingIndicator.create({ messageId: 'SM1', channel: 'whatsapp' })
  expect(emulator.world.typed).toEqual(['SM1'])
})

// A stored secret goes nowhere but where it went before; and names that read the same are the same.
import { expect, test } from 'vitest'
import { asId, type ChannelId, type QueueId } from '../../main/domain/ids.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'

const queueId = asId<QueueId>('support')

const anOfficeWithABot = async () => {
  const office = await anOpenOffice()
  const ann = office.supervisor('ann')
  const { channel } = must(
    await office.services.channels.register(ann, {
      kind: 'rehearsal',
      name: 'Bot',
      queueId,
      active: false,
      settings: { token: 'the stored token', title: 'Hello' },
    }),
  )
  return { ...office, ann, id: channel.id as ChannelId }
}

test('an update that moves the address asks for the secret again, and changes nothing until it is given', async () => {
  const { services, store, ann, id } = await anOfficeWithABot()
  const elsewhere = { apiRoot: 'http://thief.example' }
  expect(await services.channels.update(ann, id, { settings: elsewhere })).toMatchObject({
    refused: true,
    field: 'token',
    sentence: expect.stringContaining('Enter it again'),
  })
  expect((await store.channels.get(id))?.settings).toEqual({ title: 'Hello' })
  must(await services.channels.update(ann, id, { settings: { ...elsewhere, token: 'its own token' } }))
  must(await services.channels.update(ann, id, { settings: { ...elsewhere, title: 'Hi' } }))
  expect((await services.channels.list()).find(card => card.channel.id === id)?.secretsSet).toEqual(['token'])
})

test('nor does a test send it there', async () => {
  const { services, network, id } = await anOfficeWithABot()
  const seen: unknown[] = []
  network.onRegister = settings => void seen.push(settings)
  const moved = await services.channels.test('rehearsal', id, { apiRoot: 'http://thief.example' })
  expect(moved).toMatchObject({ ok: false, sentence: expect.stringContaining('Enter it again') })
  expect(seen).toEqual([])
  await services.channels.test('rehearsal', id, { title: 'Hi' })
  expect(seen).toEqual([{ token: 'the stored token', title: 'Hi' }])
})

test('queues, channels and canned replies that read the same may not stand side by side', async () => {
  const { services, ann } = await anOfficeWithABot()
  const queue = {
    routingRule: 'toAllAgents' as const,
    completionTimeoutMinutes: null,
    acceptTimeoutMinutes: null,
    agentIds: [],
    roleIds: [],
    workingHours: null,
  }
  const [composed, decomposed] = ['Caf\u00e9', 'Cafe\u0301']
  const settings = { token: 'another' }
  must(await services.queues.create(ann, { ...queue, name: composed }))
  must(await services.cannedReplies.create(ann, { name: composed, text: 'Hello', queueId: null }))
  must(await services.channels.register(ann, { kind: 'rehearsal', name: composed, queueId, active: false, settings }))
  const again = [
    await services.queues.create(ann, { ...queue, name: decomposed }),
    await services.cannedReplies.create(ann, { name: decomposed, text: 'Hello', queueId: null }),
    await services.channels.register(ann, {
      kind: 'rehearsal',
      name: decomposed,
      queueId,
      active: false,
      settings: { token: 'a third' },
    }),
  ]
  for (const no of again) expect(no).toMatchObject({ refused: true, code: 'conflict', field: 'name' })
})

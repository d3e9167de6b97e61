// Deleted channels and canned replies: gone at once, had back as they were, and gone for good at the first start after a day.
import { describe, expect, test } from 'vitest'
import { DAY } from '../../main/domain/clock.ts'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import type { refuse } from '../../main/domain/refusal.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const support = asId<QueueId>('support')
const refused = (code: ReturnType<typeof refuse>['code'], sentence: RegExp) =>
  expect.objectContaining({ refused: true, code, sentence: expect.stringMatching(sentence) })

const aSecondChannel = async ({ services, supervisor }: TestOffice, name = 'Second', token = 'hush-1') => {
  const settings = { token, greeting: 'hi' }
  return must(
    await services.channels.register(supervisor('ann'), {
      kind: 'rehearsal',
      name,
      queueId: support,
      active: true,
      settings,
    }),
  ).channel
}

const deedsOn = async ({ store }: TestOffice, id: string) =>
  (await store.audit.list({ limit: 50 })).filter(one => one.nounId === id).map(one => [one.agentId, one.deed])

describe('a channel without chats', () => {
  test('is gone from every list at once, and its line to the network with it', async () => {
    const office = await anOpenOffice()
    const { services, network, supervisor } = office
    const second = await aSecondChannel(office)
    expect(network.connected).toEqual(['stage', second.id])
    must(await services.channels.remove(supervisor('ann'), second.id))
    expect((await services.channels.list()).map(({ channel }) => channel.id)).toEqual(['stage'])
    expect(network.connected).toEqual(['stage'])
    expect(await services.channels.update(supervisor('ann'), second.id, { active: true })).toEqual(
      refused('notFound', /no such channel/),
    )
    expect(await services.messageManager.receive(second.id, { raw: {} })).toEqual(refused('notFound', /no such/))
    expect(await deedsOn(office, second.id)).toEqual([
      ['ann', 'deleted'],
      ['ann', 'created'],
    ])
  })

  test('comes back as it was, secrets and all, and receives again', async () => {
    const office = await anOpenOffice()
    const { services, network, supervisor } = office
    const second = await aSecondChannel(office)
    must(await services.channels.remove(supervisor('ann'), second.id))
    const back = must(await services.channels.restore(supervisor('ben'), second.id))
    expect(back.channel).toEqual(second)
    expect(back.secretsSet).toEqual(['token'])
    expect(network.connected).toEqual(['stage', second.id])
    expect((await deedsOn(office, second.id))[0]).toEqual(['ben', 'restored'])
    // Twice is as good as once.
    expect(must(await services.channels.restore(supervisor('ben'), second.id)).channel.id).toBe(second.id)
    expect(await deedsOn(office, second.id)).toHaveLength(3)
  })

  test('one that was off stays off', async () => {
    const office = await anOpenOffice()
    const { services, network, supervisor } = office
    const second = await aSecondChannel(office)
    must(await services.channels.update(supervisor('ann'), second.id, { active: false }))
    must(await services.channels.remove(supervisor('ann'), second.id))
    must(await services.channels.restore(supervisor('ann'), second.id))
    expect(network.connected).toEqual(['stage'])
  })

  test('frees its name and its bot; whoever took them meanwhile is named', async () => {
    const office = await anOpenOffice()
    const { services, supervisor } = office
    const second = await aSecondChannel(office)
    must(await services.channels.remove(supervisor('ann'), second.id))
    const other = await aSecondChannel(office, 'SECOND', 'hush-2')
    expect(await services.channels.restore(supervisor('ann'), second.id)).toEqual(
      refused('conflict', /another channel Second by now/),
    )
    must(await services.channels.update(supervisor('ann'), other.id, { name: 'Third', settings: { token: 'hush-1' } }))
    expect(await services.channels.restore(supervisor('ann'), second.id)).toEqual(
      refused('conflict', /the channel Third uses the same one/),
    )
    must(await services.channels.update(supervisor('ann'), other.id, { settings: { token: 'hush-3' } }))
    expect(must(await services.channels.restore(supervisor('ann'), second.id)).channel.name).toBe('Second')
  })

  test('does not come back into a queue that was archived', async () => {
    const office = await anOpenOffice()
    const { services, supervisor } = office
    const second = await aSecondChannel(office)
    must(await services.channels.remove(supervisor('ann'), second.id))
    must(await services.channels.update(supervisor('ann'), asId('stage'), { active: false }))
    must(await services.queues.update(supervisor('ann'), support, { archived: true }))
    expect(await services.channels.restore(supervisor('ann'), second.id)).toEqual(refused('conflict', /archived/))
  })

  test('is gone for good at the first start after a day, not before', async () => {
    const office = await anOpenOffice()
    const second = await aSecondChannel(office)
    must(await office.services.channels.remove(office.supervisor('ann'), second.id))
    office.clock.advance(DAY)
    await office.stop()
    const next = await anOpenOffice({ dir: office.dir, clock: office.clock })
    expect(must(await next.services.channels.restore(next.supervisor('ann'), second.id)).channel.id).toBe(second.id)
    must(await next.services.channels.remove(next.supervisor('ann'), second.id))
    office.clock.advance(DAY + 1)
    await next.stop()
    const last = await anOpenOffice({ dir: office.dir, clock: office.clock })
    expect(await last.services.channels.restore(last.supervisor('ann'), second.id)).toEqual(
      refused('notFound', /no such channel/),
    )
  })
})

test('a channel with chats is not deleted, says why, and goes on receiving', async () => {
  const { services, network, supervisor, settled } = await anOpenOffice()
  await network.says('carol', 'hello')
  await settled()
  const ann = supervisor('ann')
  expect(await services.channels.remove(ann, asId('stage'))).toEqual(
    refused('conflict', /Stage has chats, so it cannot be deleted\. Deactivate it instead\./),
  )
  expect(network.connected).toEqual(['stage'])
  must(await services.channels.update(ann, asId('stage'), { active: false }))
  expect(network.connected).toEqual([])
})

describe('a canned reply', () => {
  const bye = { name: 'Bye', text: 'Good bye, {{contact.name}}', queueId: null }

  test('is gone at once, its name is free, and it comes back as it was if the name still is', async () => {
    const office = await anOpenOffice()
    const { services, supervisor } = office
    const ann = supervisor('ann')
    const reply = must(await services.cannedReplies.create(ann, bye))
    must(await services.cannedReplies.remove(ann, reply.id))
    expect(await services.cannedReplies.list()).toEqual([])
    const other = must(await services.cannedReplies.create(ann, { ...bye, name: 'BYE' }))
    expect(await services.cannedReplies.restore(ann, reply.id)).toEqual(
      refused('conflict', /another canned reply Bye by now/),
    )
    must(await services.cannedReplies.remove(ann, other.id))
    expect(must(await services.cannedReplies.restore(ann, reply.id))).toEqual(reply)
    expect(await services.cannedReplies.list()).toEqual([reply])
    expect((await deedsOn(office, reply.id)).map(([, deed]) => deed)).toEqual(['restored', 'deleted', 'created'])
  })

  test('is gone for good at the first start after a day', async () => {
    const office = await anOpenOffice()
    const ann = office.supervisor('ann')
    const reply = must(await office.services.cannedReplies.create(ann, bye))
    must(await office.services.cannedReplies.remove(ann, reply.id))
    office.clock.advance(DAY + 1)
    await office.stop()
    const next = await anOpenOffice({ dir: office.dir, clock: office.clock })
    expect(await next.services.cannedReplies.restore(ann, reply.id)).toEqual(refused('notFound', /no such canned/))
  })

  test('with a variable that there is not is refused, at its text', async () => {
    const { services, supervisor } = await anOpenOffice()
    const ann = supervisor('ann')
    const unknown = { ...bye, text: 'Order {{order.number}}' }
    const no = expect.objectContaining({
      code: 'invalid',
      field: 'text',
      sentence: expect.stringMatching(/order\.number/),
    })
    expect(await services.cannedReplies.create(ann, unknown)).toEqual(no)
    const reply = must(await services.cannedReplies.create(ann, bye))
    expect(await services.cannedReplies.update(ann, reply.id, { text: unknown.text })).toEqual(no)
  })

  test('is counted once for each message that was sent with it, however often it is tried; notes are not sent', async () => {
    const { services, network, supervisor, settled, panel } = await anOpenOffice()
    const ann = supervisor('ann')
    const reply = must(await services.cannedReplies.create(ann, bye))
    await network.says('carol', 'hello')
    await settled()
    const chatId = (await panel('ann'))[0]?.row.id ?? asId('none')
    must(await services.chatService.acceptChat(ann, chatId))
    const message = { chatId, text: 'Good bye', note: false, cannedReplyId: reply.id }
    must(await services.messageManager.send(ann, { ...message, idempotencyKey: 'key-number-1' }))
    must(await services.messageManager.send(ann, { ...message, idempotencyKey: 'key-number-1' }))
    must(await services.messageManager.send(ann, { ...message, note: true }))
    expect(await services.cannedReplies.list()).toMatchObject([{ usedCount: 1, version: 1 }])
  })
})

describe('two supervisors', () => {
  test('the second to save a channel is told, and nothing is overwritten; a fresh picture of the bot is no change', async () => {
    const { services, supervisor, network, settled } = await anOpenOffice()
    const stage = asId<never>('stage')
    network.door.reportProfile({ name: 'New face' })
    await settled()
    must(await services.channels.update(supervisor('ann'), stage, { name: 'Shop' }, 1))
    expect(await services.channels.update(supervisor('ben'), stage, { name: 'Store' }, 1)).toEqual(
      expect.objectContaining({ code: 'conflict', field: 'version', sentence: expect.stringMatching(/channel Shop/) }),
    )
    expect((await services.channels.list())[0]?.channel).toMatchObject({ name: 'Shop', version: 2 })
  })

  test('the second to save a canned reply as well', async () => {
    const { services, supervisor } = await anOpenOffice()
    const reply = must(await services.cannedReplies.create(supervisor('ann'), { name: 'A', text: 'a', queueId: null }))
    must(await services.cannedReplies.update(supervisor('ann'), reply.id, { text: 'b' }, reply.version))
    expect(await services.cannedReplies.update(supervisor('ben'), reply.id, { text: 'c' }, reply.version)).toEqual(
      expect.objectContaining({ code: 'conflict', field: 'version' }),
    )
    expect(await services.cannedReplies.list()).toMatchObject([{ text: 'b', version: 2 }])
  })
})

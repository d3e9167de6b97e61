// Replies while the disk takes nothing: tried again now and then, sent once, and what became of them is not forgotten.
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import { asId, type ChatId } from '../../main/domain/ids.ts'
import { openFileStore } from '../../main/storage/file-store.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'
import { until } from '../kit/until.ts'

const anOffice = async () => {
  const disk = { isFull: false, refused: 0 }
  const office = await anOpenOffice({
    storeOf: store => ({
      ...store,
      transact: work => {
        if (!disk.isFull) return store.transact(work)
        disk.refused += 1
        return Promise.reject(new Error('SQLITE_FULL'))
      },
    }),
  })
  onTestFinished(() => void office.log.errors.splice(0))
  const { services, network, clock } = office
  office.connect('ann')
  await network.says('carol', 'Hello?')
  await office.settled()
  const ann = office.actor('ann')
  const [card] = await office.panel('ann')
  const chatId: ChatId = card?.row.id ?? asId('none')
  await services.chatService.acceptChat(ann, chatId)
  await office.settled()
  const state = async () => (await office.store.messages.ofChat(chatId, 10)).at(-1)?.state
  return { ...office, ann, chatId, disk, clock, state }
}

test('a reply that cannot be begun is tried again after a rest, and not at once for ever', async () => {
  const { services, network, ann, chatId, disk, clock, state } = await anOffice()
  network.next.push({ outcome: 'failed', reason: 'Later.', surelyNotArrived: true, retry: 'later' })
  await services.messageManager.send(ann, { chatId, text: 'Here I am.', note: false })
  await until('it is on its way', () => network.sent.length === 1)
  await clock.turn(0)
  expect(await state()).toBe('queued')
  disk.isFull = true
  await clock.turn(MINUTE)
  expect(disk.refused).toBeGreaterThan(3)
  expect(disk.refused).toBeLessThan(30)
  expect(network.sent).toHaveLength(1)
  disk.isFull = false
  await clock.turn(6 * SECOND)
  expect(network.sent).toHaveLength(2)
  expect(await state()).toBe('sent')
})

test('what became of a reply is written down once the disk takes it; it is not sent twice, and the next one follows', async () => {
  const { services, network, ann, chatId, disk, clock, state } = await anOffice()
  let open = () => {}
  network.gate = new Promise<void>(resolve => {
    open = resolve
  })
  await services.messageManager.send(ann, { chatId, text: 'One', note: false })
  await services.messageManager.send(ann, { chatId, text: 'Two', note: false })
  await clock.turn(0)
  disk.isFull = true
  open()
  network.gate = null
  await clock.turn(20 * SECOND)
  expect(network.sent.map(({ text }) => text)).toEqual(['One'])
  disk.isFull = false
  await clock.turn(6 * SECOND)
  expect(network.sent.map(({ text }) => text)).toEqual(['One', 'Two'])
  expect(await state()).toBe('sent')
})

test('a reply whose file has gone from the disk is not sent as an empty one: it fails, and says what to do', async () => {
  const { services, network, ann, chatId, clock, dir, store } = await anOffice()
  const { fileId } = must(await services.files.put(new TextEncoder().encode('the invoice')))
  network.next.push({ outcome: 'failed', reason: 'Later.', surelyNotArrived: true, retry: 'later' })
  const file = { fileId, name: 'invoice.pdf', mime: 'application/pdf' }
  must(await services.messageManager.send(ann, { chatId, text: 'Your invoice', note: false, file }))
  await until('it was tried', () => network.sent.length === 1)
  await clock.turn(0)
  await openFileStore(join(dir, 'files')).remove(fileId)
  await clock.turn(MINUTE)
  expect(network.sent).toHaveLength(1)
  expect((await store.messages.ofChat(chatId, 10)).at(-1)).toMatchObject({
    state: 'failed',
    trouble: {
      reason: 'The file invoice.pdf is not in Parley’s files any more, so nothing was sent. Attach it again.',
      surelyNotArrived: true,
      canRetry: false,
    },
  })
  must(await services.messageManager.send(ann, { chatId, text: 'I will send it again.', note: false }))
  await clock.turn(0)
  expect(network.sent.at(-1)?.text).toBe('I will send it again.')
})

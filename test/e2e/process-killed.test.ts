// The hub as a program, killed in the middle of a process: started again on the same data, the process finishes, once.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { aDiagram, end, flows, start, task } from '../kit/diagrams.ts'
import { HubProcess } from '../kit/hub-process.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

/** Answers nothing until it is told to. */
const aSlowShop = async () => {
  const shop = { keys: [] as string[], open: false, port: 0 }
  const server = createServer((request, response) => {
    shop.keys.push(String(request.headers['idempotency-key']))
    if (shop.open) response.setHeader('content-type', 'application/json').end('{"order":7}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.closeAllConnections())
  onTestFinished(() => void server.close())
  shop.port = (server.address() as AddressInfo).port
  return shop
}

interface Named {
  readonly id: string
}

test('killed between its steps, and between a call and its answer', async () => {
  const shop = await aSlowShop()
  const dir = tempDir()
  const xml = aDiagram(
    start,
    task('case', 'createCase', {}, 'made'),
    task(
      'call',
      'httpRequest',
      { method: 'POST', url: `http://127.0.0.1:${shop.port}/`, body: '{"case":{{made.number}}}' },
      'shop',
    ),
    task('note', 'addNote', { text: 'Order {{shop.body.order}} for case {{made.number}}' }),
    end,
    flows('start case call note end'),
  )
  let chatId = ''
  {
    await using hub = await HubProcess.start(dir)
    const token = await hub.signIn()
    await hub.must('settings/set', { OutboundAllowedHosts: '127.0.0.1' }, token)
    const { channels } = await hub.must<{ channels: Named[] }>('channels/list', {}, token)
    const message = { externalId: '1', address: 'carol', sender: { name: 'Carol' }, text: 'My parcel is late' }
    await hub.must('messageManager/receive', { channelId: channels[0]?.id, message }, token)
    const { chats } = await hub.must<{ chats: Named[] }>('chatService/getChats', { all: true }, token)
    chatId = chats[0]?.id ?? ''
    await hub.must('chatService/acceptChat', { chatId }, token)
    const process = await hub.must<Named>('processes/create', { name: 'Order', xml }, token)
    await hub.must('processes/publish', { id: process.id }, token)
    const action = await hub.must<Named>('chatActions/create', { caption: 'Order', processId: process.id }, token)
    await hub.must('chatService/runAction', { chatId, actionId: action.id, idempotencyKey: 'one-click' }, token)
    await until('the shop is asked', () => shop.keys.length > 0)
    await hub.kill()
  }
  shop.open = true
  await using hub = await HubProcess.start(dir)
  const token = await hub.signIn()
  const ended = await until('the run ends', async () => {
    const { runs } = await hub.must<{ runs: { status: string; reason: string | null }[] }>(
      'chatService/getRuns',
      { chatId },
      token,
    )
    return runs.find(({ status }) => status !== 'running')
  })
  expect(ended).toMatchObject({ status: 'finished', reason: null })
  const { messages } = await hub.must<{ messages: { direction: string; text: string }[] }>(
    'messageManager/getMessagesByChatId',
    { chatId },
    token,
  )
  expect(messages.filter(({ direction }) => direction === 'note').map(({ text }) => text)).toEqual([
    'Order 7 for case 1',
  ])
  const { cases } = await hub.must<{ cases: Named[] }>('cases/list', {}, token)
  expect(cases.length).toBe(1)
  expect(new Set(shop.keys).size).toBe(1)
})

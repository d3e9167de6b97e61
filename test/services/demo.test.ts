// `--demo` on a real workstation: what it adds, that it adds nothing twice, and that the desk is busy within a minute.
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createRehearsalConnector } from '../../main/channels/rehearsal/connector.ts'
import { demoChannels, startDemo } from '../../main/channels/rehearsal/demo.ts'
import { createWebConnector } from '../../main/channels/web/connector.ts'
import { SECOND } from '../../main/domain/clock.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { createOutbound } from '../../main/machine/outbound-guard.ts'
import { firstStart } from '../../main/services/first-start.ts'
import { openFileStore } from '../../main/storage/file-store.ts'
import { openSqliteStore } from '../../main/storage/sqlite-store.ts'
import { createWorkstation } from '../../main/workstation.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { CountingIds } from '../kit/ids.ts'
import { noRelay } from '../kit/no-relay.ts'
import { quickPasswords, TestLog } from '../kit/office.ts'
import { tempDir } from '../kit/temp-dir.ts'

const must = <T>(value: T): Exclude<T, { refused: true }> => {
  if (isRefusal(value)) throw new Error(value.sentence)
  return value as Exclude<T, { refused: true }>
}

/** As a host opens it for the first time, with `--demo`; the admin's window is open. */
const aDemo = async () => {
  const dir = tempDir()
  const clock = new HandClock()
  const log = new TestLog()
  const ids = new CountingIds()
  const store = await openSqliteStore({ path: join(dir, 'parley.db'), clock, log })
  const files = openFileStore(join(dir, 'files'))
  const keychain = { seal: (text: string) => text, open: (text: string) => text }
  const connectors = [createWebConnector({ visitorKey: new Uint8Array(32), ids }), createRehearsalConnector()]
  const ports = {
    clock,
    ids,
    store,
    files,
    keychain,
    passwords: quickPasswords,
    connectors,
    outbound: createOutbound(),
    relay: noRelay,
    log,
  }
  await firstStart(ports)
  const workstation = createWorkstation(ports)
  onTestFinished(() => workstation.stop())
  const { services } = workstation
  await workstation.start()
  await startDemo(services)
  const [me] = await services.agents.list()
  if (me === undefined) throw new Error('nobody')
  services.presence.connect(me.agent.id)
  const passes = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await clock.turn(SECOND)
      await workstation.settled()
    }
  }
  return { services, store, log, passes, admin: { agentId: me.agent.id, permissions: new Set(permissions) } }
}

test('two queues with both rules, four channels that feed them, two colleagues who are not there, room for six chats', async () => {
  const { services, log } = await aDemo()
  const queues = (await services.queues.list()).map(({ queue }) => queue)
  expect(queues.map(({ name, routingRule }) => [name, routingRule])).toEqual([
    ['Support', 'toAllAgents'],
    ['Sales', 'toAvailableAgent'],
  ])
  const channels = (await services.channels.list()).filter(({ channel }) => channel.kind === 'rehearsal')
  expect(
    channels
      .map(({ channel, health }) => [
        channel.name,
        queues.find(queue => queue.id === channel.queueId)?.name,
        health.state,
      ])
      .toSorted(),
  ).toEqual([
    ['LiveChat (rehearsal)', 'Sales', 'online'],
    ['Messenger (rehearsal)', 'Sales', 'online'],
    ['Telegram (rehearsal)', 'Support', 'online'],
    ['WhatsApp (rehearsal)', 'Support', 'online'],
  ])
  const colleagues = (await services.agents.list()).slice(1)
  expect(colleagues.map(({ agent, connected }) => [agent.name, agent.presence.status, connected])).toEqual([
    ['Mira Lindqvist', 'inactive', false],
    ['Tomás Okafor', 'active', false],
  ])
  expect((await services.settings.get()).SimultaneousChats).toBe(6)
  expect(log.errors).toEqual([])
})

test('started again it adds nothing, and leaves what was changed as it is', async () => {
  const { services, admin } = await aDemo()
  must(await services.settings.set(admin, { SimultaneousChats: 9 }))
  const [, messenger] = (await services.channels.list()).filter(({ channel }) => channel.kind === 'rehearsal')
  if (messenger === undefined) throw new Error('no such channel')
  must(await services.channels.update(null, messenger.channel.id, { active: false }))
  const everything = async () => ({
    queues: (await services.queues.list()).map(({ queue }) => queue),
    channels: (await services.channels.list()).map(({ channel }) => ({ ...channel, cursor: null })),
    agents: (await services.agents.list()).map(({ agent }) => agent),
    settings: await services.settings.get(),
  })
  const before = await everything()
  await startDemo(services)
  expect(await everything()).toEqual(before)
})

test('within a minute the desk is busy, in both queues, and "why?" has something to say', async () => {
  const { services, store, admin, passes, log } = await aDemo()
  await passes(60)
  const { cards } = must(await services.chatService.getChats(admin, false))
  expect(new Set(cards.map(({ row }) => row.queueName))).toEqual(new Set(['Support', 'Sales']))
  expect(cards.length).toBeGreaterThanOrEqual(5)
  expect(cards.length).toBeLessThanOrEqual(demoChannels.length * 2)
  expect(cards.every(card => card.rings)).toBe(true)
  expect(new Set(cards.map(({ row }) => row.contactName)).size).toBe(cards.length)

  const inSales = cards.find(({ row }) => row.queueName === 'Sales')
  const [decision] = must(await services.chatService.explain(admin, inSales?.row.id ?? cards[0]?.row.id ?? never()))
  const [mira, tomas] = (await services.agents.list()).slice(1).map(({ agent }) => agent.id)
  const reasons = new Map(decision?.candidates.map(({ agentId, reason }) => [agentId, reason.code]))
  expect([reasons.get(mira ?? never()), reasons.get(tomas ?? never())]).toEqual(['inactive', 'notConnected'])
  expect(log.errors).toEqual([])
  expect(await store.quarantine.list(10)).toEqual([])
})

test('a customer is answered, reads it, goes on, and their picture can be seen', async () => {
  const { services, store, admin, passes, log } = await aDemo()
  await passes(60)
  const { cards } = must(await services.chatService.getChats(admin, false))
  const upset = cards.find(({ row }) => row.contactName === 'Oliver Grant') ?? never()
  must(await services.chatService.acceptChat(admin, upset.row.id))
  const before = must(await services.chatService.getConversation(admin, upset.row.id, { limit: 50 })).messages
  const album = before.filter(message => message.albumId !== null)
  expect(album.flatMap(message => message.attachments).map(({ state, mime }) => [state, mime])).toEqual([
    ['stored', 'image/png'],
    ['stored', 'image/png'],
    ['stored', 'image/png'],
  ])
  const sent = must(
    await services.messageManager.send(admin, {
      chatId: upset.row.id,
      text: 'I am sorry. Is a new one all right?',
      note: false,
    }),
  )
  await passes(30)
  const after = must(await services.chatService.getConversation(admin, upset.row.id, { limit: 50 })).messages
  expect(after.find(message => message.id === sent.id)?.state).toMatch(/^(sent|delivered|read)$/)
  expect(after.at(-1)?.text).toBe('I do not want a voucher. I want a lamp that works.')
  expect(log.errors).toEqual([])
  expect((await store.messages.attachmentsToFetch(10)).length).toBe(0)
})

const never = (): never => {
  throw new Error('There is no such chat')
}

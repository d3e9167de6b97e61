// Many at once over the real door: fifty who take one chat, large uploads over a socket, a follower who does not keep up.
import { expect, test } from 'vitest'
import { asId, type ChannelId } from '../../main/domain/ids.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { until } from '../kit/until.ts'

const stage = asId<ChannelId>('stage')

test('of fifty who accept one chat at once over HTTP one wins, and forty-nine read who', async () => {
  const names = Array.from({ length: 50 }, (_, i) => `agent${i}`)
  const house = await anOpenHouse({ agents: names })
  const tokens = await Promise.all(names.map(name => house.session(name)))
  const message = { externalId: '1', address: 'carol', sender: { name: 'Carol' }, text: 'Hello' }
  await house.office.services.messageManager.receive(stage, { message })
  await house.office.settled()
  const { chats } = (await house.call('chatService/getChats', {}, tokens[0])).body as { chats: { id: string }[] }
  const chat = { chatId: chats[0]?.id }

  const answers = await Promise.all(tokens.map(token => house.call('chatService/acceptChat', chat, token)))
  const won = answers.filter(answer => answer.status === 200)
  const lost = answers.filter(answer => answer.status === 409)
  expect([won.length, lost.length]).toEqual([1, 49])
  const { owner } = (won[0]?.body ?? {}) as { owner: { id: string; name: string } }
  for (const { body } of lost)
    expect(body).toMatchObject({
      code: 'TAKEN',
      message: `${owner.name} has taken this chat already.`,
      data: { facts: { ownerId: owner.id, ownerName: owner.name } },
    })
})

test('a file goes up over a socket, and smaller calls are answered besides', async () => {
  const house = await anOpenHouse()
  const door = house.socket(await house.session('ann'))
  let isOpen = false
  door.onState(state => {
    isOpen = state === 'connected'
  })
  await until('the door is open', () => isOpen)
  const bytes = Buffer.alloc(8 * 1024 * 1024, 3)
  const [file, me] = await Promise.all([
    door.client.files.upload({ base64: bytes.toString('base64') }),
    door.client.session.me({}),
  ])
  expect([file.size, me.agent.name]).toEqual([bytes.length, 'Ann'])
})

test('a stream waits for a screen that does not keep up, instead of piling up in memory', async () => {
  const house = await anOpenHouse()
  const { services, clock, log } = house.office
  const token = await house.session('ann', ...permissions)
  for (let i = 0; i < 20; i++)
    await services.messageManager.receive(stage, {
      message: { externalId: `${i}`, address: 'carol', sender: { name: 'Carol' }, text: `word ${i}` },
    })
  await house.office.settled()
  const { createWire } = await import('../../main/wire/wire.ts')
  const host = { version: '1', kind: 'hub' as const, demo: false, customerDoor: () => null, takesPrograms: false }
  const wire = createWire({ services, clock, log, host })
  const sent: string[] = []
  let listener: (event: { data: string }) => void = () => {}
  let goOn = () => {}
  const end = wire.serveFrames(
    {
      postMessage: frame => sent.push(frame),
      addEventListener: (_type, hear) => {
        listener = hear
      },
    },
    {
      token,
      carrier: 'socket',
      address: null,
      ready: () =>
        new Promise(resolve => {
          goOn = resolve
        }),
    },
  )
  listener({ data: '{"i":"1","p":{"u":"/events/follow","b":{"json":{"since":0}}}}' })
  await until('the stream is open', () => sent.length === 1)
  for (let taken = 1; taken <= 3; taken++) {
    goOn()
    await until('one more event', () => sent.length === 1 + taken)
  }
  end()
})

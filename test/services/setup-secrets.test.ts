// A file may say where a channel's network is, but a stored secret is never sent to an address that came with a file.
import { expect, test } from 'vitest'
import type { SetupChannel } from '../../main/domain/setup/setup-file.ts'
import { anOfficeToMove, bringIn, look } from '../kit/moving.ts'
import { must } from '../kit/must.ts'
import type { TestOffice } from '../kit/office.ts'
import { aSetupFile } from '../kit/setup-files.ts'

const home = 'https://api.example'

const aFile = (more: Partial<SetupChannel>) =>
  aSetupFile({
    roles: null,
    agents: null,
    queues: [],
    cannedReplies: [],
    settings: {},
    channels: [
      {
        kind: 'rehearsal',
        name: 'Stage',
        queue: 'Support',
        active: true,
        settings: { apiRoot: home },
        secrets: ['token'],
        ...more,
      },
    ],
  })

const anOfficeWithToken = async () => {
  const office = await anOfficeToMove()
  const { services, supervisor } = office
  const [card] = await services.channels.list()
  if (card === undefined) throw new Error('There is no channel')
  const settings = { apiRoot: home, token: 'a-secret-token' }
  must(await services.channels.update(supervisor('ann'), card.channel.id, { settings }))
  return office
}

const stageOf = async ({ store }: TestOffice) => {
  const stage = (await store.channels.all()).find(({ name }) => name === 'Stage')
  if (stage === undefined) throw new Error('There is no channel')
  return stage
}

test('a channel that moves to another address leaves its secret behind and is switched off until it is entered anew', async () => {
  const office = await anOfficeWithToken()
  const file = aFile({ settings: { apiRoot: 'https://collector.example' } })
  const { items } = await look(office, file)
  expect(items.map(({ verdict, after, notes }) => [verdict, after?.active, notes])).toEqual([
    [
      'changed',
      false,
      [
        'Its secrets would be sent elsewhere than before, so they are dropped and it is switched off: enter its token, then switch it on.',
      ],
    ],
  ])
  await bringIn(office, file)
  const stage = await stageOf(office)
  expect(stage).toMatchObject({
    active: false,
    sealedSecrets: null,
    settings: { apiRoot: 'https://collector.example' },
  })
  // A second import of the same file must not find the way either.
  await bringIn(office, file)
  expect(await stageOf(office)).toMatchObject({ active: false, sealedSecrets: null })
})

test.each([[[]], [['token']]])('whatever the file says of secrets (%j), and when the channel is off', async secrets => {
  const office = await anOfficeWithToken()
  const { id } = await stageOf(office)
  must(await office.services.channels.update(office.supervisor('ann'), id, { active: false }))
  await bringIn(office, aFile({ settings: {}, secrets }))
  expect(await stageOf(office)).toMatchObject({ active: false, sealedSecrets: null })
})

test('a channel whose address stays keeps its secret and goes on', async () => {
  const office = await anOfficeWithToken()
  const { sealedSecrets } = await stageOf(office)
  const { items } = await bringIn(office, aFile({ settings: { apiRoot: home, pace: 3 } }))
  expect(items[0]).toMatchObject({ verdict: 'changed', notes: [] })
  expect(await stageOf(office)).toMatchObject({ active: true, sealedSecrets })
})

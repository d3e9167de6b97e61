// A channel switched off and on: replies wait meanwhile, and go out the moment it is back.
import { expect, test } from 'vitest'
import { asId, type ChannelId, type ChatId } from '../../main/domain/ids.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, stageChannel } from '../kit/office.ts'

test('what is sent while the channel is off goes out when it is switched on, at once and once', async () => {
  const { services, network, supervisor, settled, panel } = await anOpenOffice()
  const ann = supervisor('ann')
  await network.says('carol', 'hello')
  await settled()
  const chatId = (await panel('ann'))[0]?.row.id ?? asId<ChatId>('none')
  must(await services.chatService.acceptChat(ann, chatId))
  must(await services.channels.update(ann, stageChannel, { active: false }))
  for (const text of ['one', 'two']) must(await services.messageManager.send(ann, { chatId, text, note: false }))
  await settled()
  expect(network.sent).toEqual([])
  // The clock stands still: nothing but the switch can have sent them.
  must(await services.channels.update(ann, stageChannel, { active: true }))
  await settled()
  expect(network.sent.map(({ text }) => text)).toEqual(['one', 'two'])
})

test('another channel that is switched on sends nothing of it', async () => {
  const { services, network, supervisor, settled, panel } = await anOpenOffice()
  const ann = supervisor('ann')
  const other = must(
    await services.channels.register(ann, {
      kind: 'rehearsal',
      name: 'Other',
      queueId: asId('support'),
      active: false,
      settings: { token: 'other' },
    }),
  ).channel.id as ChannelId
  await network.says('carol', 'hello')
  await settled()
  const chatId = (await panel('ann'))[0]?.row.id ?? asId<ChatId>('none')
  must(await services.chatService.acceptChat(ann, chatId))
  must(await services.channels.update(ann, stageChannel, { active: false }))
  must(await services.messageManager.send(ann, { chatId, text: 'one', note: false }))
  await settled()
  must(await services.channels.update(ann, other, { active: true }))
  await settled()
  expect(network.sent).toEqual([])
})

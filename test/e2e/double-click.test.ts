// A double click on Accept takes one chat: its second half falls on the row that has come under the pointer.
import { expect, test } from 'vitest'
import { openDesk } from '../kit/desk.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'
import { WebVisitor } from '../kit/web/web-visitor.ts'

test('a double click on Accept takes one chat, and a second single click takes the next at once', async () => {
  await using desk = await openDesk(tempDir())
  const { panel } = desk
  const [channel] = desk.rows<{ id: string }>('SELECT id FROM channel')
  const url = (await desk.customerUrl()).replace(/\/chat$/, '')
  for (const name of ['Amara', 'Birger']) {
    const visitor = await WebVisitor.connect(url, channel?.id ?? '')
    await visitor.hello({ profile: { name } })
    visitor.say('Hello?')
    await visitor.hear('ack')
  }
  await panel.getByRole('button', { name: 'Accept Birger' }).waitFor()
  const taken = () => desk.rows("SELECT 1 FROM chat WHERE status = 'active'").length

  const place = await panel.getByRole('button', { name: 'Accept Amara' }).boundingBox()
  await panel.mouse.dblclick((place?.x ?? 0) + 5, (place?.y ?? 0) + 5, { delay: 60 })
  await until('one is taken', async () => taken() >= 1)
  await panel.getByRole('main', { name: 'Conversation with Amara' }).waitFor()
  expect(taken()).toBe(1)

  await panel.getByRole('button', { name: 'Accept Birger' }).click()
  await until('the next is taken', async () => taken() === 2)
})

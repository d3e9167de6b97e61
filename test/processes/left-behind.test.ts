// What runs keep of people: a form half filled in survives a restart, and an erased contact's runs leave nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aDiagram, end, flows, form, start, task } from '../kit/diagrams.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { CountingIds } from '../kit/ids.ts'
import { must } from '../kit/must.ts'
import { aProcessDesk, type ProcessDesk } from '../kit/process-desk.ts'
import { tempDir } from '../kit/temp-dir.ts'

const asking = aDiagram(
  start,
  task('note', 'addNote', { text: 'Written by a run: {{chat.firstMessage}}' }),
  form('ask', 'pet text', 'count number'),
  end,
  flows('start note ask end'),
)

const formOf = async ({ office, chatId }: ProcessDesk) => {
  const [open] = must(await office.services.runs.forms(office.actor('ann'), chatId))
  if (open === undefined) throw new Error('No form is open.')
  return open.step
}

test('what is typed into a form is there after a restart, and can be sent then', async () => {
  const dir = tempDir()
  const clock = new HandClock()
  const first = await aProcessDesk({ dir, clock })
  await first.run(asking)
  const typed = { pet: 'pterodactyl', count: 3 }
  must(await first.office.services.runs.saveForm(first.office.actor('ann'), (await formOf(first)).id, typed))
  await first.office.stop()
  const second = await aProcessDesk({ dir, clock, ids: new CountingIds('again-') })
  second.office.connect('ann')
  expect((await formOf(second)).draft).toEqual(typed)
  await second.answer(typed)
  expect((await second.look()).run).toMatchObject({ status: 'finished', variables: typed })
})

test('an erased contact leaves nothing of its runs, in no row and no file', async () => {
  const desk = await aProcessDesk()
  const { office, chatId } = desk
  const words = ['my parcel is late', 'pterodactyl', 'jabberwock']
  const left = () => {
    const files = readdirSync(office.dir, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile())
    const texts = files.map(one => readFileSync(join(one.parentPath, one.name)).toString('latin1').toLowerCase())
    return words.filter(word => texts.some(text => text.includes(word)))
  }
  await desk.run(asking)
  await desk.answer({ pet: 'pterodactyl', count: 1 })
  await desk.run(asking)
  const draft = { pet: 'jabberwock', count: null }
  must(await office.services.runs.saveForm(office.actor('ann'), (await formOf(desk)).id, draft))
  expect(left()).toEqual(words)
  const chat = await office.store.chats.get(chatId)
  if (chat === null) throw new Error('Carol has a chat.')
  must(await office.services.contacts.erase(office.supervisor('ann'), chat.contactId, false))
  await desk.settled()
  expect(await office.store.runs.list({ limit: 10 })).toEqual([])
  expect(left()).toEqual([])
})

// Processes and chat actions move with the set-up: diagrams by code, actions by caption and queue, no secret among them.
import { expect, test } from 'vitest'
import { emptyDiagram } from '../../main/domain/process-empty.ts'
import type { SetupFile, SetupProcess } from '../../main/domain/setup/setup-file.ts'
import { readSetupFile } from '../../main/wire/handlers/setup-transfer.ts'
import { anOfficeToMove, bringIn, look, takeOut, verdicts } from '../kit/moving.ts'
import { must } from '../kit/must.ts'
import { aSetupFile } from '../kit/setup-files.ts'

const one: SetupProcess = { code: 'Refund', name: 'Refund', published: emptyDiagram('Refund'), draft: null }
const action = { caption: 'Refund it', icon: 'bolt', queue: 'Sales', process: 'Refund', shortcut: 'z' } as const
const aFile = (more: Partial<SetupFile> = {}) => aSetupFile({ processes: [one], chatActions: [action], ...more })

test('come as the preview says, run what was published, and change nothing the second time', async () => {
  const [office, there] = [await anOfficeToMove(), await anOfficeToMove()]
  const draft = emptyDiagram('Refund, drawn anew')
  const second = { ...action, caption: 'Check', shortcut: null, queue: null }
  const file = aFile({ processes: [{ ...one, draft }], chatActions: [second, action] })
  expect(verdicts(await look(office, file)).slice(6, 9)).toEqual([
    'process Refund: created',
    'chatAction Check: created',
    'chatAction Refund it: created',
  ])
  await bringIn(office, file)
  const stored = await office.store.processes.byCode('Refund')
  expect(stored).toMatchObject({ publishedNumber: 1, draft })
  const out = await office.services.setup.export(office.supervisor('ann'), '1.2.3')
  expect(verdicts(await look(office, out))).toEqual([])
  await bringIn(there, out)
  expect(await takeOut(there)).toEqual(await takeOut(office))
  expect(verdicts(await look(there, out))).toEqual([])
  const swapped = { ...out, chatActions: out.chatActions.toReversed() }
  await bringIn(there, swapped)
  expect((await takeOut(there)).chatActions).toEqual(swapped.chatActions)
  const trail = (await office.store.audit.list({ limit: 30 })).map(({ noun, name, deed }) => `${noun} ${name} ${deed}`)
  expect(trail).toEqual(expect.arrayContaining(['process Refund created', 'chatAction Refund it created']))
})

test('a draft that is here stays, and another diagram becomes the next version', async () => {
  const office = await anOfficeToMove()
  await bringIn(office, aFile())
  const id = (await office.store.processes.byCode('Refund'))?.id
  if (id === undefined) throw new Error('There is no process')
  const draft = emptyDiagram('Mine')
  must(await office.services.processes.saveDraft(office.supervisor('ann'), id, { xml: draft }))
  const published = emptyDiagram('Theirs')
  await bringIn(office, aFile({ processes: [{ ...one, published }] }))
  expect(await office.store.processes.get(id)).toMatchObject({ publishedNumber: 2, draft })
})

test('a diagram that cannot run does not come, nor does what would run it; the preview says why', async () => {
  const office = await anOfficeToMove()
  const file = aFile({ processes: [{ ...one, published: '<no-diagram' }] })
  const { items } = await bringIn(office, file)
  const of = (what: string) => items.find(item => item.what === what && item.verdict === 'impossible')
  expect(of('process')?.notes[0]).toMatch(/\w/)
  expect(of('chatAction')?.notes).toEqual(['Its process “Refund” cannot be added.'])
  expect(await office.store.processes.byCode('Refund')).toBeNull()
})

test('two actions in each other’s way, and one of a process that is nowhere, are refused by their place', async () => {
  const office = await anOfficeToMove()
  const sentence = async (file: SetupFile) => {
    const answer = await office.services.setup.preview(office.supervisor('ann'), file)
    return 'refused' in answer ? answer.sentence : null
  }
  expect(await sentence(aFile({ chatActions: [action, { ...action, caption: 'Other', queue: null }] }))).toMatch(
    /^chatActions\[1\]\.shortcut: “z” stands twice/,
  )
  expect(await sentence(aFile({ processes: [] }))).toMatch(/^chatActions\[0\]\.process: there is no process “Refund”/)
})

test('an older file without them is read, and a malformed one is refused', () => {
  const { processes: _, chatActions: __, ...older } = aFile()
  expect(readSetupFile(JSON.stringify(older))).toMatchObject({ processes: [], chatActions: [] })
  const bare = { ...older, processes: [{ code: 'A', name: 'A' }] }
  expect(readSetupFile(JSON.stringify(bare))).toMatchObject({ sentence: expect.stringContaining('has no diagram') })
})

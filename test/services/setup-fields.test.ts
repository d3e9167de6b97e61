// Contact fields and webhooks move with a set-up: without signing secrets and keys in addresses, and what is here keeps its own.
import { expect, test } from 'vitest'
import type { SetupFile } from '../../main/domain/setup/setup-file.ts'
import { anOfficeToMove as anOffice, bringIn, look, takeOut, verdicts } from '../kit/moving.ts'
import { must, there } from '../kit/must.ts'
import { aSetupFile } from '../kit/setup-files.ts'

const bare = (more: Partial<SetupFile>): SetupFile =>
  aSetupFile({ roles: [], agents: [], queues: [], channels: [], cannedReplies: [], settings: {}, ...more })

const plan = { name: 'Plan', kind: 'choice', options: ['Gold', 'Silver'], archived: false } as const
const bareDesk = {
  name: 'Help desk',
  url: 'https://desk.example/in',
  events: ['case.created', 'case.closed'],
  active: true,
} as const
const desk = { ...bareDesk, hasKey: false }
const keyedDesk = { ...bareDesk, url: `${bareDesk.url}?key=hush` }

test('they come as they were, in their order, and each webhook has a secret of its own', async () => {
  const [from, to] = [await anOffice(), await anOffice()]
  const ann = from.supervisor('ann')
  must(await from.services.ownFields.create(ann, { name: 'Since', kind: 'date', options: [] }))
  must(await from.services.ownFields.create(ann, { name: 'Plan', kind: 'choice', options: ['Gold', 'Silver'] }))
  const { secret } = must(await from.services.caseWebhooks.create(ann, keyedDesk))
  const file = await from.services.setup.export(ann, '1.2.3')
  expect(file.webhooks).toEqual([{ ...desk, hasKey: true }])
  expect(JSON.stringify(file)).not.toMatch(new RegExp(`hush|${secret}`))
  const { items } = await bringIn(to, file)
  expect(verdicts({ items })).toEqual(
    expect.arrayContaining(['contactField Since: created', 'contactField Plan: created', 'webhook Help desk: created']),
  )
  expect(items.find(({ what }) => what === 'webhook')?.notes).toEqual([
    'Has a new signing secret: make one under Webhooks, and give it to whoever is called.',
    'Comes switched off: enter what followed the “?” in its address, then switch it on.',
  ])
  expect((await to.services.ownFields.list()).map(({ name, kind, options }) => [name, kind, options])).toEqual([
    ['Since', 'date', []],
    ['Plan', 'choice', ['Gold', 'Silver']],
  ])
  const { webhook } = there((await to.services.caseWebhooks.list())[0])
  expect(webhook).toMatchObject({ name: 'Help desk', url: desk.url, active: false, events: desk.events })
  expect(webhook.sealedSecret).not.toBe('')
  // The one that has its key keeps it.
  expect(verdicts(await look(from, file))).toEqual([])
  expect((await from.services.caseWebhooks.list())[0]?.webhook.url).toBe(keyedDesk.url)
  const trail = await to.store.audit.list({ limit: 20 })
  expect(trail.map(({ noun, name, deed }) => `${noun} ${name} ${deed}`)).toEqual(
    expect.arrayContaining(['ownField Plan created', 'webhook Help desk created']),
  )
})

test('what is here of that name is changed and keeps its place, its values and its secret', async () => {
  const office = await anOffice()
  const ann = office.supervisor('ann')
  const field = must(
    await office.services.ownFields.create(ann, { name: 'plan', kind: 'choice', options: ['Old', 'New'] }),
  )
  const { card, secret } = must(await office.services.caseWebhooks.create(ann, keyedDesk))
  await bringIn(
    office,
    bare({ contactFields: [plan], webhooks: [{ ...desk, hasKey: true, events: ['case.changed'] }] }),
  )
  expect(await office.services.ownFields.list()).toMatchObject([
    { id: field.id, name: 'Plan', options: ['Gold', 'Silver'] },
  ])
  const { webhook } = there((await office.services.caseWebhooks.list())[0])
  expect(webhook).toMatchObject({
    id: card.webhook.id,
    url: keyedDesk.url,
    events: ['case.changed'],
    active: true,
  })
  expect(webhook.sealedSecret).toBe(card.webhook.sealedSecret)
  expect(secret).toMatch(/^whsec_/)
})

test('a field keeps its kind, none is archived, and there are no more than fit', async () => {
  const office = await anOffice()
  const ann = office.supervisor('ann')
  must(await office.services.ownFields.create(ann, { name: 'Plan', kind: 'text', options: [] }))
  must(await office.services.ownFields.create(ann, { name: 'Since', kind: 'date', options: [] }))
  const since = { name: 'Since', kind: 'date', options: [], archived: true } as const
  const many = Array.from({ length: 99 }, (_, i) => ({ ...since, name: `Field ${i}`, archived: false }))
  const { items } = await look(office, bare({ contactFields: [plan, since, ...many] }))
  const impossible = items.filter(({ verdict }) => verdict === 'impossible')
  expect(impossible.map(({ name, notes }) => [name, notes[0]])).toEqual([
    ['Plan', expect.stringContaining('of another kind here')],
    ['Field 98', 'There would be more than 100 contact fields.'],
  ])
  expect(items.find(({ name }) => name === 'Since')).toMatchObject({
    verdict: 'same',
    notes: [expect.stringContaining('archives nothing')],
  })
  expect((await takeOut(office)).contactFields).toHaveLength(2)
})

test('what can be nobody’s choice or address is told by its place, and nothing is brought in', async () => {
  const office = await anOffice()
  const preview = (more: Partial<SetupFile>) => office.services.setup.preview(office.supervisor('ann'), bare(more))
  expect(await preview({ contactFields: [{ ...plan, options: ['Gold'] }] })).toMatchObject({
    code: 'invalid',
    field: 'contactFields[0].options',
  })
  for (const url of ['desk', 'http://desk.example/', 'https://me:secret@desk.example/'])
    expect(await preview({ webhooks: [{ ...desk, url }] })).toMatchObject({ code: 'invalid', field: 'webhooks[0].url' })
  expect(await preview({ webhooks: [desk, { ...desk, name: 'help desk' }] })).toMatchObject({
    field: 'webhooks[1].name',
  })
})

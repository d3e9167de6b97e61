// Every kind of task of a process: what it does in the chat, what it leaves behind, and what it says when it cannot.
import { expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import { aDiagram, end, exclusive, flow, flows, form, start, task, timer } from '../kit/diagrams.ts'
import { aProcessDesk } from '../kit/process-desk.ts'

const one = (kind: string, fields: Record<string, string> = {}, result = '') =>
  aDiagram(start, task('it', kind, fields, result), end, flows('start it end'))

test('a message goes out in the name of whoever ran the action, with what is known filled in', async () => {
  const desk = await aProcessDesk()
  const { run, steps } = await desk.run(
    one('sendMessage', { text: 'Hello {{contact.name}}, {{agent.name}} looks into it.' }),
  )
  expect([run.status, run.reason]).toEqual(['finished', null])
  expect(steps.map(step => [step.kind, step.status, step.attempts])).toEqual([['sendMessage', 'done', 1]])
  expect(desk.office.network.sent.map(message => message.text)).toEqual(['Hello carol, Ann looks into it.'])
  expect(await desk.lines()).toEqual([
    expect.stringMatching(/^\* Ann started Action/),
    'out: Hello carol, Ann looks into it.',
  ])
})

test('a case is made by the rule of the seeds', async () => {
  const desk = await aProcessDesk()
  const { run } = await desk.run(
    aDiagram(
      start,
      task('it', 'createCase', {}, 'made'),
      task('say', 'addNote', { text: 'Case {{made.number}}' }),
      end,
      flows('start it say end'),
    ),
  )
  expect(run.status).toBe('finished')
  const [found] = (await desk.office.services.cases.list(desk.office.supervisor('ann'), { limit: 5 })).cases
  expect(found).toMatchObject({
    subject: 'My parcel is late',
    source: 'chat',
    status: 'new',
    assigneeId: 'ann',
    chatIds: [desk.chatId],
  })
  expect(await desk.lines()).toContain(`note: Case ${found?.number}`)
  // Of the new case the chat has one line, with a link to it.
  const said = await desk.office.store.messages.ofChat(desk.chatId, 100)
  expect(said.filter(({ text }) => /created/i.test(text)).map(({ system }) => system?.code)).toEqual(['caseCreated'])
})

test('somebody who told no name is named as on screen to colleagues, and not at all to themselves', async () => {
  const desk = await aProcessDesk()
  const chat = await desk.office.store.chats.get(desk.chatId)
  if (chat === null) throw new Error('Carol has a chat.')
  await desk.office.store.transact(tx => tx.contacts.update(chat.contactId, { name: 'Visitor 7F2A' }))
  await desk.run(one('addNote', { text: '{{contact.shownName}}|{{contact.name}}|' }))
  expect((await desk.lines()).at(-1)).toBe('note: Visitor 7F2A||')
})

test('the contact is tagged once and fields are set', async () => {
  const desk = await aProcessDesk()
  await desk.run(
    aDiagram(
      start,
      task('a', 'addTag', { tag: 'VIP' }),
      task('b', 'addTag', { tag: 'vip' }),
      task('c', 'setContactField', { field: 'phone', value: '+49 {{chat.number}}' }),
      end,
      flows('start a b c end'),
    ),
  )
  const chat = await desk.office.store.chats.get(desk.chatId)
  const contact = chat && (await desk.office.store.contacts.get(chat.contactId))
  expect(contact).toMatchObject({ tags: ['VIP'], phone: `+49 ${chat?.number}` })
})

test('the chat is transferred and closed', async () => {
  const desk = await aProcessDesk()
  expect((await desk.run(one('transferChat', { to: 'agent', target: 'ben', comment: 'as agreed' }))).run.status).toBe(
    'finished',
  )
  expect((await desk.office.store.chats.get(desk.chatId))?.ownerId).toBe('ben')
  expect((await desk.run(one('closeChat'), 'ben')).run.status).toBe('finished')
  expect((await desk.office.store.chats.get(desk.chatId))?.status).toBe('closed')
})

test('those who are notified are told by an event of their own', async () => {
  const desk = await aProcessDesk()
  await desk.run(one('notify', { to: 'agent', target: 'ben', text: 'Invoice of {{contact.name}}' }))
  const told = (await desk.office.store.events.after(0, 500)).filter(({ type }) => type === 'notice.given')
  expect(told).toMatchObject([
    { audience: ['ben'], agentId: 'ben', facts: { text: 'Invoice of carol', chatId: desk.chatId } },
  ])
})

test('a form waits for the agent, refuses what will not do, and decides where it goes on', async () => {
  const desk = await aProcessDesk()
  const xml = aDiagram(
    start,
    form('ask', 'amount number required="true" value="10"', 'way choice post pick-up'),
    exclusive('large', 'no'),
    task('much', 'addNote', { text: 'Much: {{amount}}' }),
    task('little', 'addNote', { text: 'Little: {{amount}} by {{way}}' }),
    end,
    flows('start ask large', 'much end', 'little end'),
    flow('yes', 'large', 'much', 'amount > 100'),
    flow('no', 'large', 'little'),
  )
  await desk.run(xml)
  const forms = await desk.office.services.runs.forms(desk.office.actor('ann'), desk.chatId)
  expect(forms).toMatchObject([
    { title: 'ask', fields: [{ name: 'amount', defaultValue: 10 }, { options: ['post', 'pick-up'] }] },
  ])
  await expect(desk.answer({ amount: 'much' })).rejects.toThrow('The amount: must be a number.')
  await expect(desk.answer({ way: 'post' })).rejects.toThrow('The amount: must not be empty.')
  await desk.answer({ amount: 120 })
  expect((await desk.look()).run.status).toBe('finished')
  await desk.run(xml)
  await desk.answer({ amount: 7, way: 'post' })
  expect((await desk.lines()).filter(line => line.startsWith('note'))).toEqual([
    'note: Much: 120',
    'note: Little: 7 by post',
  ])
})

test('a timer waits by the clock of the workstation', async () => {
  const desk = await aProcessDesk()
  const begun = await desk.run(
    aDiagram(start, timer('later', 'PT30M'), task('n', 'addNote', { text: 'now' }), end, flows('start later n end')),
  )
  expect(begun.steps).toMatchObject([{ kind: 'wait', status: 'waiting', dueAt: desk.office.clock.now() + 30 * MINUTE }])
  desk.office.clock.advance(29 * MINUTE)
  expect((await desk.look()).run.status).toBe('running')
  desk.office.clock.advance(MINUTE)
  expect((await desk.look()).run.status).toBe('finished')
  expect(await desk.lines()).toContain('note: now')
})

test.each([
  ['sendMessage', { text: '{{contact.phone}}' }, 'it: The text is empty.'],
  ['transferChat', { to: 'queue', target: 'Nowhere' }, 'it: There is no queue Nowhere. Change the task, or make one.'],
  [
    'notify',
    { to: 'role', target: 'Pirates', text: 'Ahoy' },
    'it: There is no role Pirates. Change the task, or make one.',
  ],
  ['setContactField', { field: 'email', value: 'nobody' }, 'it: nobody is not an e-mail address.'],
  ['sendMail', { to: 'a@b.example', subject: 's', text: 't' }, undefined],
])('%s says why it cannot', async (kind, fields, reason) => {
  const desk = await aProcessDesk()
  const { run } = await desk.run(one(kind, fields))
  if (reason === undefined) return expect(run.status).toBe('running')
  expect([run.status, run.reason]).toEqual(['failed', reason])
  expect((await desk.lines()).at(-1)).toContain(reason)
})

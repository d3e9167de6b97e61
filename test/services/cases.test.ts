// Cases through the services: made from a chat once, seen by whom they concern, changed by two people without loss.
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import type { CaseId, ChatId } from '../../main/domain/ids.ts'
import { asId } from '../../main/domain/ids.ts'
import type { CaseInput } from '../../main/services/case-verbs.ts'
import { anAgent } from '../kit/builders.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const aChatOf = async (
  office: TestOffice,
  who: string,
  owner: string | null,
  text = `Help ${who}`,
): Promise<ChatId> => {
  await office.network.says(who, text)
  await office.settled()
  const row = (await office.store.chats.openRows(50)).find(one => one.contactName === who)
  if (row === undefined) throw new Error('no chat')
  if (owner !== null) must(await office.services.chatService.acceptChat(office.actor(owner), row.id))
  return row.id
}

const wanted = (more: Partial<CaseInput> = {}): CaseInput => ({
  subject: 'Roof leaks',
  description: '',
  account: '',
  contactId: null,
  assigneeId: null,
  queueId: null,
  chatId: null,
  ...more,
})

const listed = async (office: TestOffice, name: string, ...rights: Parameters<TestOffice['actor']>[1][]) =>
  (await office.services.cases.list(office.actor(name, ...rights), { limit: 50 })).cases.map(({ number }) => number)

describe('a case from a chat', () => {
  test('has what the customer said before the first answer, the contact, and the agent as assignee', async () => {
    const office = await anOpenOffice()
    const { cases, messageManager } = office.services
    const ann = office.actor('ann')
    const chatId = await aChatOf(office, 'carol', 'ann', 'My order is late')
    await office.network.says('carol', 'Number 12')
    must(await messageManager.send(ann, { chatId, text: 'I am looking', note: false }))
    await office.network.says('carol', 'Thank you')
    await office.settled()
    const chat = await office.store.chats.get(chatId)
    const one = must(await cases.createFromChat(ann, chatId, 'key'))
    expect(one).toMatchObject({
      number: 1,
      subject: 'My order is late',
      description: 'My order is late\nNumber 12',
      source: 'chat',
      status: 'new',
      registeredAt: office.clock.now(),
      registeredBy: 'ann',
      contactId: chat?.contactId,
      assigneeId: 'ann',
      queueId: 'support',
      chatIds: [chatId],
    })
    const lines = (await office.store.messages.ofChat(chatId, 50)).filter(({ system }) => system !== null)
    expect(lines.at(-1)).toMatchObject({
      text: 'Case 1 created by Ann',
      system: { code: 'caseCreated', caseId: one.id, number: 1, agentName: 'Ann' },
    })
  })

  test('is made once for a key, however often and however much at once it is asked for', async () => {
    const office = await anOpenOffice()
    const chatId = await aChatOf(office, 'carol', 'ann')
    const made = await Promise.all(
      Array.from({ length: 20 }, () => office.services.cases.createFromChat(null, chatId, 'run-1/step-2')),
    )
    expect(new Set(made.map(one => must(one).id)).size).toBe(1)
    expect(
      (await office.store.messages.ofChat(chatId, 50)).filter(({ text }) => text === 'Case 1 created'),
    ).toHaveLength(1)
    const other = await aChatOf(office, 'dave', 'ben')
    expect(await office.services.cases.createFromChat(null, other, 'run-1/step-2')).toMatchObject({ code: 'conflict' })
    expect(must(await office.services.cases.createFromChat(null, other, 'run-9')).number).toBe(2)
    expect(await office.services.cases.createFromChat(null, asId<ChatId>('none'), 'x')).toMatchObject({
      code: 'notFound',
    })
  })
})

describe('who sees a case', () => {
  test('those whose chat it is about, whose it is, whose queue waits for somebody to take it, and who sets up chats', async () => {
    const office = await anOpenOffice({ agents: ['ann', 'ben'] })
    const { cases } = office.services
    await office.store.transact(async tx => {
      await tx.agents.insert(anAgent('zoe'))
    })
    const chatId = await aChatOf(office, 'carol', 'ann')
    const one = must(await cases.createFromChat(office.actor('ann'), chatId, 'k'))
    expect(await listed(office, 'ann')).toEqual([1])
    expect(await listed(office, 'ben')).toEqual([])
    expect(await listed(office, 'zoe')).toEqual([])
    expect(await listed(office, 'zoe', 'CanManageChats')).toEqual([1])
    expect(await listed(office, 'zoe', 'CanSeeAllChats')).toEqual([1])
    const refusal = { refused: true, code: 'notFound', field: 'caseId' }
    for (const ask of [
      cases.get(office.actor('ben'), one.id),
      cases.update(office.actor('ben'), one.id, { subject: 'x' }),
      cases.comment(office.actor('ben'), one.id, 'x'),
      cases.assign(office.actor('ben'), one.id, null),
      cases.linkChat(office.actor('ben'), one.id, chatId),
      cases.unlinkChat(office.actor('ben'), one.id, chatId),
      cases.get(office.actor('ann'), asId<CaseId>('none')),
    ])
      expect(await ask).toMatchObject(refusal)

    must(await cases.assign(office.actor('ann'), one.id, null))
    expect(await listed(office, 'ben')).toEqual([1])
    expect(await listed(office, 'zoe')).toEqual([])
    must(await cases.assign(office.actor('ann'), one.id, asId('zoe')))
    expect(await listed(office, 'ben')).toEqual([])
    expect(await listed(office, 'zoe')).toEqual([1])
    expect(await cases.countMine(office.actor('zoe'))).toBe(1)
  })

  test('and nobody else hears of it', async () => {
    const office = await anOpenOffice()
    const chatId = await aChatOf(office, 'carol', 'ann')
    const one = must(await office.services.cases.createFromChat(office.actor('ann'), chatId, 'k'))
    const heard = async () => (await office.store.events.after(0, 1_000)).filter(({ type }) => type === 'case.changed')
    expect((await heard()).map(({ audience }) => audience)).toEqual([['ann']])
    // Whoever loses sight of it is told once more.
    must(await office.services.cases.assign(office.actor('ann'), one.id, asId('ben')))
    must(await office.services.cases.unlinkChat(office.actor('ben'), one.id, chatId))
    expect((await heard()).map(({ audience }) => [...audience].toSorted())).toEqual([
      ['ann'],
      ['ann', 'ben'],
      ['ann', 'ben'],
    ])
  })
})

describe('changing a case', () => {
  test('two at once: the second is told, and what the first did stays', async () => {
    const office = await anOpenOffice()
    const { cases } = office.services
    const [ann, boss] = [office.actor('ann'), office.supervisor('ben')]
    const { row } = must(await cases.create(ann, wanted({ queueId: asId('support') })))
    must(await cases.update(ann, row.id, { status: 'inProgress' }, 1))
    expect(await cases.update(boss, row.id, { subject: 'Door' }, 1)).toMatchObject({
      code: 'conflict',
      field: 'version',
      sentence: 'Somebody changed case 1 in the meantime. Look at it again, then save.',
    })
    const { row: now, history } = must(
      await cases.update(boss, row.id, { subject: 'Door', assigneeId: ann.agentId }, 2),
    )
    expect(now).toMatchObject({ subject: 'Door', status: 'inProgress', version: 3, assigneeName: 'Ann' })
    expect(history.map(({ agentName, field, from, to }) => [agentName, field, from, to])).toEqual([
      ['Ben', 'assigneeId', null, 'Ann'],
      ['Ben', 'subject', 'Roof leaks', 'Door'],
      ['Ann', 'status', 'new', 'inProgress'],
      ['Ann', 'created', null, 'Roof leaks'],
    ])
    // Nothing changed is nothing to write down.
    expect(must(await cases.update(boss, row.id, { subject: 'Door' })).row.version).toBe(3)
  })

  test('resolved and closed are dated; a closed case stays as it is, but can be commented on', async () => {
    const office = await anOpenOffice()
    const { cases } = office.services
    const ann = office.actor('ann')
    const { row } = must(await cases.create(ann, wanted({ assigneeId: ann.agentId })))
    office.clock.advance(MINUTE)
    const at = office.clock.now()
    expect(must(await cases.update(ann, row.id, { status: 'resolved' })).row).toMatchObject({ resolvedAt: at })
    expect(must(await cases.update(ann, row.id, { status: 'inProgress' })).row).toMatchObject({ resolvedAt: null })
    expect(await cases.update(ann, row.id, { status: 'new' })).toMatchObject({
      code: 'conflict',
      field: 'status',
      sentence: 'status: A case that is in progress cannot become new. It can become waiting, resolved or closed.',
    })
    expect(must(await cases.update(ann, row.id, { status: 'closed' })).row).toMatchObject({
      resolvedAt: at,
      closedAt: at,
    })
    expect(await cases.countMine(ann)).toBe(0)
    expect(await cases.update(ann, row.id, { subject: 'x' })).toMatchObject({ code: 'conflict' })
    expect(await cases.update(ann, row.id, { status: 'inProgress' })).toMatchObject({ code: 'conflict' })
    expect(must(await cases.comment(ann, row.id, 'It held')).comments).toMatchObject([
      { text: 'It held', agentName: 'Ann' },
    ])
  })

  test('a comment and a case with a key are made once', async () => {
    const office = await anOpenOffice()
    const { cases } = office.services
    const [ann, ben] = [office.actor('ann'), office.actor('ben')]
    const one = must(await cases.create(ann, wanted(), 'the same key'))
    expect(must(await cases.create(ann, wanted(), 'the same key')).row.id).toBe(one.row.id)
    // Another agent's key is another key.
    expect(must(await cases.create(ben, wanted(), 'the same key')).row.number).toBe(2)
    for (const _ of [1, 2]) must(await cases.comment(ann, one.row.id, 'Called', 'a comment key'))
    expect(must(await cases.comment(ann, one.row.id, 'Called')).comments).toHaveLength(2)
  })

  test('chats are linked and unlinked by those who may see both', async () => {
    const office = await anOpenOffice()
    const { cases } = office.services
    const ann = office.actor('ann')
    const [mine, bens] = [await aChatOf(office, 'carol', 'ann'), await aChatOf(office, 'dave', 'ben')]
    const { row } = must(await cases.create(ann, wanted()))
    expect(await cases.linkChat(ann, row.id, bens)).toMatchObject({ code: 'notFound', field: 'chatId' })
    const linked = must(await cases.linkChat(ann, row.id, mine))
    expect(linked.chats).toMatchObject([{ id: mine, number: 1 }])
    expect(must(await cases.linkChat(ann, row.id, mine)).history).toHaveLength(2)
    must(await cases.linkChat(office.supervisor('ann'), row.id, bens))
    // Ann sees of Ben's chat that there is one, and nothing more.
    const seen = must(await cases.get(ann, row.id))
    expect([seen.row.chatIds, seen.chats.map(({ id }) => id)]).toEqual([[mine, bens], [mine]])
    const unlinked = must(await cases.unlinkChat(ann, row.id, mine))
    expect(unlinked.history[0]).toMatchObject({ field: 'chat', from: '1', to: null })
  })

  test('nobody who is not there, or who left, can be given one', async () => {
    const office = await anOpenOffice()
    const { cases } = office.services
    const ann = office.actor('ann')
    await office.store.transact(tx => tx.agents.update(asId('ben'), { deactivatedAt: office.clock.now() }))
    const refused = async (more: Partial<CaseInput>) => cases.create(ann, wanted(more))
    expect(await refused({ assigneeId: asId('nobody') })).toMatchObject({ code: 'notFound', field: 'assigneeId' })
    expect(await refused({ assigneeId: asId('ben') })).toMatchObject({ code: 'conflict', field: 'assigneeId' })
    expect(await refused({ queueId: asId('none') })).toMatchObject({ code: 'notFound', field: 'queueId' })
    expect(await refused({ contactId: asId('none') })).toMatchObject({ code: 'notFound', field: 'contactId' })
    expect(await refused({ chatId: asId('none') })).toMatchObject({ code: 'notFound', field: 'chatId' })
    const chatId = await aChatOf(office, 'dave', null)
    const stranger = (await office.store.chats.get(chatId))?.contactId ?? null
    expect(must(await refused({ contactId: stranger })).row.contactId).toBe(stranger)
    expect(await listed(office, 'ann')).toEqual([1])
  })
})

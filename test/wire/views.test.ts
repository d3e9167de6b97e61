// What the door shows of what is inside: no more than the asking agent may see, and routing decisions in words.
import { expect, test } from 'vitest'
import type { CandidateReason, Decision } from '../../main/domain/decision.ts'
import { type AgentId, asId } from '../../main/domain/ids.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { decisionSentences } from '../../main/wire/words/decision-sentences.ts'
import { anOpenHouse } from '../kit/open-house.ts'

/** Carol wrote, and Ben, who may see nothing special, has her chat. */
const withCarol = async () => {
  const house = await anOpenHouse()
  const [ann, ben] = [await house.session('ann', ...permissions), await house.session('ben')]
  const sender = { name: 'Carol', username: 'carol99', email: 'carol@example.org', phone: '+4912345' }
  const message = { externalId: '1', address: '4912345', sender, text: 'Hello' }
  await house.call('messageManager/receive', { channelId: 'stage', message }, ann)
  await house.office.settled()
  const { chats } = (await house.call('chatService/getChats', {}, ben)).body as {
    chats: { id: string; contact: { id: string } }[]
  }
  const [chat] = chats
  if (chat === undefined) throw new Error('No chat rings at Ben')
  await house.call('chatService/acceptChat', { chatId: chat.id }, ben)
  return { house, ann, ben, chat }
}

test('how to reach a person is shown only to those with CanSeeContactDetails', async () => {
  const { house, ann, ben, chat } = await withCarol()
  const asked = { contactId: chat.contact.id }
  const hidden = await house.call('contacts/get', asked, ben)
  expect(hidden.body).toMatchObject({
    contact: { name: 'Carol', email: null, phone: null, identities: [{ username: null, address: '' }] },
  })
  expect(JSON.stringify(hidden.body)).not.toMatch(/carol99|example\.org|4912345/)
  expect((await house.call('contacts/get', asked, ann)).body).toMatchObject({
    contact: {
      email: 'carol@example.org',
      phone: '+4912345',
      identities: [{ username: 'carol99', address: '4912345' }],
    },
  })
})

test('an emptied field of a contact means that it is not known', async () => {
  const { house, ann, chat } = await withCarol()
  const { body } = await house.call('contacts/update', { contactId: chat.contact.id, email: '', tags: ['vip'] }, ann)
  expect(body).toMatchObject({ name: 'Carol', email: null, phone: '+4912345', tags: ['vip'] })
})

test('the settings of a channel are for those who manage chats, its secrets for nobody', async () => {
  const { house, ann, ben } = await withCarol()
  await house.office.store.transact(tx =>
    tx.channels.update('stage' as never, { settings: { apiRoot: 'http://127.0.0.1:9' } }),
  )
  const seenBy = async (token: string) => (await house.call('channels/list', {}, token)).body
  expect(await seenBy(ann)).toMatchObject({ channels: [{ settings: { apiRoot: 'http://127.0.0.1:9' } }] })
  expect(await seenBy(ben)).toMatchObject({ channels: [{ name: 'Stage', settings: {}, secretsSet: [] }] })
})

test('no answer about agents holds anything of a password', async () => {
  const { house, ann } = await withCarol()
  const created = await house.call(
    'agents/create',
    { login: 'dora', name: 'Dora', password: 'correct horse', queueIds: ['support'] },
    ann,
  )
  expect(created.status).toBe(200)
  const all = JSON.stringify([
    created.body,
    (await house.call('agents/list', {}, ann)).body,
    (await house.call('session/me', {}, ann)).body,
  ])
  expect(all).toContain('dora')
  expect(all).not.toMatch(/password|correct|hash/i)
})

test('"why?" over the door: the newest decision first, in sentences', async () => {
  const { house, ben, chat } = await withCarol()
  const { body } = await house.call('chatService/explain', { chatId: chat.id }, ben)
  expect(body).toMatchObject({
    decisions: [
      {
        queueName: 'Support',
        rule: 'toAllAgents',
        sentences: ['Rings at everybody in Support who can take it: Ann and Ben.', 'Decided because it is a new chat.'],
      },
    ],
  })
})

const mira: CandidateReason = { code: 'fewestChats', load: 1 }

/** Mira is chosen, and this is what Ivo hears. */
const aboutIvo = (reason: CandidateReason, eligible = false): string | undefined =>
  decisionSentences(
    {
      rule: 'toAvailableAgent',
      because: 'an agent became active',
      outcome: { kind: 'offered', agentIds: [asId<AgentId>('mira')] },
      candidates: [
        { agentId: asId<AgentId>('mira'), agentName: 'Mira', eligible: true, chosen: true, reason: mira },
        { agentId: asId<AgentId>('ivo'), agentName: 'Ivo', eligible, chosen: false, reason },
      ],
    } as unknown as Decision,
    'Sales',
  )[1]

test.each<[CandidateReason, string]>([
  [{ code: 'atLimit', load: 2, limit: 2 }, 'Ivo was skipped: at the limit of 2.'],
  [{ code: 'notConnected' }, 'Ivo was skipped: no workstation connected.'],
  [{ code: 'inactive', reason: 'missedOffer', since: 1 }, 'Ivo was skipped: inactive since missing an offer.'],
  [{ code: 'inactive', reason: 'chosen', since: 1 }, 'Ivo was skipped: set to inactive.'],
  [{ code: 'inactive', reason: 'idle', since: 1 }, 'Ivo was skipped: inactive, idle for too long.'],
  [{ code: 'inactive', reason: 'away', since: 1 }, 'Ivo was skipped: inactive, away from the workstation.'],
  [{ code: 'declinedJustNow', againAt: 1 }, 'Ivo was skipped: declined it a moment ago.'],
  [{ code: 'moreChats', load: 3 }, 'Ivo was not chosen: 3 chats in progress.'],
  [
    { code: 'tookOneLater', load: 1, lastTakenAt: 1 },
    'Ivo was not chosen: 1 chat in progress as well, but took one more recently.',
  ],
  [{ code: 'alreadyTried', outcome: 'missed' }, 'Ivo comes later: missed the offer of this chat before.'],
  [{ code: 'alreadyTried', outcome: 'declined' }, 'Ivo comes later: declined this chat before.'],
])('%j reads "%s"', (reason, sentence) => {
  expect(aboutIvo(reason)).toBe(sentence)
})

test.each<[Partial<Decision>, string]>([
  [{}, 'Offered to Mira: fewest chats in progress (1).'],
  [{ outcome: { kind: 'waits' } }, 'Waits in Sales: nobody can take it now, so it rings at supervisors.'],
  [{ outcome: { kind: 'waits' }, candidates: [] }, 'Waits in Sales, which has no agents, and rings at supervisors.'],
  [{ outcome: { kind: 'stays', agentId: asId<AgentId>('mira') } }, 'Stays with Mira, who owns it.'],
])('the first sentence says what came of it: %j', (change, sentence) => {
  const decision = {
    rule: 'toAvailableAgent',
    because: 'a chat was closed',
    outcome: { kind: 'offered', agentIds: [asId<AgentId>('mira')] },
    candidates: [{ agentId: asId<AgentId>('mira'), agentName: 'Mira', eligible: true, chosen: true, reason: mira }],
    ...change,
  } as unknown as Decision
  const sentences = decisionSentences(decision, 'Sales')
  expect([sentences[0], sentences.at(-1)]).toEqual([sentence, 'Decided because a chat was closed.'])
})

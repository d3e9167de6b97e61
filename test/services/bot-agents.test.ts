// Bots as agents: programs that take chats like anybody of the queue, and never sign in like a person.
import { expect, test } from 'vitest'
import { scopePresets } from '../../main/domain/access-token.ts'
import { MINUTE } from '../../main/domain/clock.ts'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'

const support = asId<QueueId>('support')
const input = { name: 'Nightingale', roleIds: [], queueIds: [support], chatLimit: 1, clientId: 'night-app' }

const anOffice = async () => {
  const office = await anOpenOffice({ agents: ['ann'], queue: { routingRule: 'toAvailableAgent' } })
  const ann = office.supervisor('ann')
  const { agent } = must(await office.services.agents.createBot(ann, input))
  return { ...office, ann, bot: agent }
}

test('a bot is of the queue, has no password, and is on record as what it is', async () => {
  const { services, store, bot } = await anOffice()
  expect(bot).toMatchObject({ kind: 'bot', name: 'Nightingale', passwordHash: null, clientId: 'night-app' })
  expect(await store.queues.memberIds(support)).toContain(bot.id)
  expect(await store.audit.list({ limit: 1 })).toMatchObject([{ noun: 'agent', deed: 'created', after: { bot: true } }])
  expect(await services.sessions.signIn(bot.login, '', 'x')).toMatchObject({ code: 'notSignedIn' })
})

test('it gets neither a one-time link nor a password; both are told what to do instead', async () => {
  const { services, ann, bot } = await anOffice()
  const instead = { sentence: expect.stringMatching(/access token/) }
  expect(await services.invites.make(ann, bot.id)).toMatchObject(instead)
  expect(await services.agents.update(ann, bot.id, { password: 'a long enough word' })).toMatchObject({
    ...instead,
    field: 'password',
  })
  expect((await services.agents.get(bot.id))?.agent.passwordHash).toBeNull()
})

test('it gets chats while its program is there or has called within a minute, up to its limit', async () => {
  const { services, network, clock, bot, settled, disconnect } = await anOffice()
  disconnect('ann')
  clock.advance(MINUTE)
  await settled()
  const offers = async () => {
    await settled()
    const found = await services.chatService.getChats({ agentId: bot.id, permissions: new Set() }, false)
    return 'refused' in found ? [] : found.cards.filter(card => card.rings)
  }
  await network.says('carol', 'Hello?')
  expect(await offers()).toHaveLength(0)
  await services.presence.touch(bot.id)
  expect(await offers()).toHaveLength(1)
  await network.says('dave', 'Me too')
  expect(await offers()).toHaveLength(1)
})

test('deactivated, its tokens open nothing; nobody is locked out by a bot that holds every right', async () => {
  const { services, store, ann, bot } = await anOffice()
  const made = must(
    await services.accessTokens.create(ann, bot.id, { label: 'x', scopes: scopePresets.chatAsMe, expiresAt: null }),
  )
  const bearer = () => services.accessTokens.bearerOf({ token: made.token, account: bot.login })
  expect(await bearer()).toMatchObject({ actor: { agentId: bot.id } })
  must(await services.agents.update(ann, bot.id, { deactivated: true }))
  expect(await bearer()).toBeNull()
  expect((await store.agents.get(bot.id))?.deactivatedAt).not.toBeNull()
})

// A set-up moves from one workstation to another as a file: whole, without secrets, after a look, all of it or nothing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '../../main/domain/refusal.ts'
import type { SetupFile } from '../../main/domain/setup/setup-file.ts'
import type { Actor, SetupPreview } from '../../main/services/verbs.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'
import { aSetupFile, setupFiles } from '../kit/setup-files.ts'

const look = async ({ services, supervisor }: TestOffice, file: SetupFile, who: Actor = supervisor('ann')) =>
  must(await services.setup.preview(who, file))

const bringIn = async (office: TestOffice, file: SetupFile): Promise<SetupPreview> => {
  const { token } = await look(office, file)
  return must(await office.services.setup.import(office.supervisor('ann'), file, token))
}

const takeOut = async (office: TestOffice) => {
  const { exportedAt: _, ...file } = await office.services.setup.export(office.supervisor('ann'), '1.2.3')
  return file
}

const verdicts = ({ items }: Pick<SetupPreview, 'items'>) =>
  items.filter(one => one.verdict !== 'same').map(({ what, name, verdict }) => `${what} ${name}: ${verdict}`)

/** Ann can sign in, so that somebody always can. */
const anOffice = async (more: Parameters<typeof anOpenOffice>[0] = {}) => {
  const office = await anOpenOffice(more)
  await office.store.transact(async tx => {
    const [role] = await tx.agents.roles()
    await tx.agents.update('ann' as never, { passwordHash: 'x', roleIds: role === undefined ? [] : [role.id] })
  })
  return office
}

describe('a file', () => {
  test('says beforehand what it would change, and changes nothing by that', async () => {
    const office = await anOffice()
    const before = await takeOut(office)
    const preview = await look(office, aSetupFile())
    expect(verdicts(preview)).toEqual([
      'role Night shift: created',
      'agent cleo: created',
      'queue Sales: created',
      'channel Show: created',
      'channel Bot: created',
      'cannedReply Bye: created',
      'setting OmniChatOperatorAcceptChatTimeout: changed',
      'setting SiteUrl: changed',
    ])
    expect(await takeOut(office)).toEqual(before)
  })

  test('is brought in as it said, in one go, on record with who did it', async () => {
    const office = await anOffice()
    const { store, services } = office
    await bringIn(office, aSetupFile())
    const cleo = await store.agents.byLogin('cleo')
    expect(cleo).toMatchObject({ name: 'Cleo', chatLimit: 3, passwordHash: null })
    const sales = (await store.queues.all()).find(({ name }) => name === 'Sales')
    expect(sales).toMatchObject({ completionTimeoutMinutes: 30, agentIds: [cleo?.id] })
    expect(sales?.workingHours?.timeZone).toBe('Europe/Berlin')
    expect(await services.settings.get()).toMatchObject({ OmniChatOperatorAcceptChatTimeout: 9 })
    const trail = await store.audit.list({ limit: 20 })
    expect(trail.every(one => one.agentId === 'ann')).toBe(true)
    expect(trail[0]).toMatchObject({ deed: 'imported', after: { created: 6, changed: 2, impossible: 0 } })
    expect(trail.map(({ noun, name, deed }) => `${noun} ${name} ${deed}`)).toContain('queue Sales created')
  })

  test('brings channels to life, but those whose secret is missing come switched off and say what they need', async () => {
    const office = await anOffice()
    const { items } = await bringIn(office, aSetupFile())
    const cards = await office.services.channels.list()
    const stateOf = (name: string) => {
      const card = cards.find(({ channel }) => channel.name === name)
      return [card?.channel.active, card?.health.state]
    }
    expect(stateOf('Show')).toEqual([true, 'online'])
    expect(stateOf('Bot')).toEqual([false, 'off'])
    expect(items.find(({ name }) => name === 'Bot')?.notes).toEqual([
      'Comes switched off: enter its token, then switch it on.',
    ])
  })

  test('brought in twice changes nothing the second time', async () => {
    const office = await anOffice()
    await bringIn(office, aSetupFile())
    const after = await takeOut(office)
    expect(verdicts(await look(office, aSetupFile()))).toEqual([])
    await bringIn(office, aSetupFile())
    expect(await takeOut(office)).toEqual(after)
  })

  test('finds what is here by name, whatever the capitals, and tells field by field what would change', async () => {
    const office = await anOffice()
    const [support] = (await takeOut(office)).queues
    if (support === undefined) throw new Error('There is no queue')
    const file = aSetupFile({
      roles: [],
      agents: [],
      channels: [],
      cannedReplies: [],
      settings: {},
      queues: [{ ...support, name: 'SUPPORT', agents: ['ANN'], completionTimeoutMinutes: 15 }],
    })
    const { items } = await look(office, file)
    expect(items.map(({ name, verdict, before, after }) => ({ name, verdict, before, after }))).toEqual([
      {
        name: 'SUPPORT',
        verdict: 'changed',
        before: { name: 'Support', completionTimeoutMinutes: null, agents: ['ann', 'ben'] },
        after: { name: 'SUPPORT', completionTimeoutMinutes: 15, agents: ['ann'] },
      },
    ])
    const id = (await office.store.queues.all())[0]?.id
    await bringIn(office, file)
    expect((await office.store.queues.all()).map(queue => [queue.id, queue.name])).toEqual([[id, 'SUPPORT']])
  })

  test('deletes, archives and deactivates nothing', async () => {
    const office = await anOffice()
    const here = await takeOut(office)
    await bringIn(office, {
      ...aSetupFile(),
      roles: [],
      agents: (here.agents ?? []).map(agent => ({ ...agent, deactivated: true })),
      queues: here.queues.map(queue => ({ ...queue, archived: true })),
      channels: [],
      cannedReplies: [],
      settings: {},
    })
    expect(await takeOut(office)).toEqual(here)
  })

  test('puts queues into its order; those that it does not name keep their places', async () => {
    const office = await anOffice()
    const [support] = (await takeOut(office)).queues
    if (support === undefined) throw new Error('There is no queue')
    const queue = (name: string) => ({ ...support, name, agents: [], roles: [] })
    const file = aSetupFile({ roles: [], agents: [], channels: [], cannedReplies: [], settings: {} })
    await bringIn(office, { ...file, queues: [queue('B'), queue('Support'), queue('A')] })
    expect((await takeOut(office)).queues.map(({ name }) => name)).toEqual(['B', 'Support', 'A'])
    await bringIn(office, { ...file, queues: [queue('A'), queue('B')] })
    expect((await takeOut(office)).queues.map(({ name }) => name)).toEqual(['A', 'Support', 'B'])
  })
})

describe('nothing is half-applied', () => {
  test('when somebody changes something after the preview, nothing is done and the new preview tells of it', async () => {
    const office = await anOffice()
    const { services, supervisor } = office
    const { token } = await look(office, aSetupFile())
    must(await services.settings.set(supervisor('ben'), { SiteUrl: 'https://other.example' }))
    const before = await takeOut(office)
    const no = await services.setup.import(supervisor('ann'), aSetupFile(), token)
    expect(isRefusal(no) && [no.code, no.field]).toEqual(['conflict', 'token'])
    expect(await takeOut(office)).toEqual(before)
    expect((await look(office, aSetupFile())).token).not.toBe(token)
  })

  test('when the file is another than the one that was looked at', async () => {
    const office = await anOffice()
    const { token } = await look(office, aSetupFile())
    const other = aSetupFile({ settings: { SimultaneousChats: 50 } })
    const no = await office.services.setup.import(office.supervisor('ann'), other, token)
    expect(isRefusal(no) && no.code).toBe('conflict')
  })

  const [queue] = aSetupFile().queues
  const [agent] = aSetupFile().agents ?? []
  const [channel] = aSetupFile().channels
  if (queue === undefined || agent === undefined || channel === undefined) throw new Error('The file is not whole')
  test.each<[string, Partial<SetupFile>]>([
    [
      'queues[0].roles[1]: there is no role “Day shift”',
      { queues: [{ ...queue, roles: ['Night shift', 'Day shift'] }] },
    ],
    ['queues[0].agents[0]: there is no agent “dora”', { queues: [{ ...queue, agents: ['dora'] }] }],
    ['agents[0].roles[0]: there is no role “Boss”', { agents: [{ ...agent, roles: ['Boss'] }] }],
    ['channels[0].queue: there is no queue “Nowhere”', { channels: [{ ...channel, queue: 'Nowhere' }] }],
    [
      'cannedReplies[0].queue: there is no queue “Nowhere”',
      { cannedReplies: [{ name: 'x', text: 'y', queue: 'Nowhere' }] },
    ],
    ['queues[1].name: “SALES” stands in the file twice', { queues: [queue, { ...queue, name: 'SALES' }] }],
    [
      'queues[0].workingHours.timeZone: there is no time zone Mars/Base',
      { queues: [{ ...queue, workingHours: queue.workingHours && { ...queue.workingHours, timeZone: 'Mars/Base' } }] },
    ],
    [
      'settings.OmniChatNotificationSound: gong.mp3 is not an audio file',
      {
        settings: {
          OmniChatNotificationSound: { name: 'gong.mp3', mime: 'audio/mpeg', base64: btoa('%PDF-1.7') },
        },
      },
    ],
    [
      'agents: after this import nobody who can sign in would hold CanManageAgents',
      {
        roles: [{ name: 'Everything', permissions: ['CanManageChats'] }],
        agents: [],
        queues: [],
        channels: [],
        cannedReplies: [],
      },
    ],
  ])('%s', async (sentence, wrong) => {
    const office = await anOffice()
    const before = await takeOut(office)
    const file = aSetupFile(wrong)
    const refused = (await office.services.setup.preview(office.supervisor('ann'), file)) as Refusal
    expect(refused.sentence).toContain(sentence)
    const again = await office.services.setup.import(office.supervisor('ann'), file, 'any')
    expect(isRefusal(again)).toBe(true)
    expect(await takeOut(office)).toEqual(before)
  })
})

describe('what cannot be done is told with the reason, and the rest is done', () => {
  test('a kind of channel that this Parley has not, and a name that is taken by another kind', async () => {
    const office = await anOffice()
    const [show] = aSetupFile().channels
    if (show === undefined) throw new Error('There is no channel')
    const file = aSetupFile({
      channels: [
        { ...show, kind: 'facebook', name: 'Page' },
        { ...show, kind: 'web', name: 'Stage' },
        { ...show, name: 'Leak', settings: { token: 'abc' } },
      ],
    })
    const { items } = await bringIn(office, file)
    expect(items.filter(one => one.verdict === 'impossible').map(({ name, notes }) => [name, notes[0]])).toEqual([
      ['Page', 'This Parley has no channels of the kind facebook.'],
      ['Stage', 'There is a channel “Stage” of another kind here. Rename one of the two.'],
      ['Leak', 'token is a secret, which no file may hold. Take it out of the file.'],
    ])
    expect((await office.services.channels.list()).map(({ channel }) => channel.name)).toEqual(['Stage'])
    expect((await office.store.queues.all()).map(({ name }) => name)).toContain('Sales')
  })

  test('roles, agents, and queues with those, for somebody who may not manage agents', async () => {
    const office = await anOffice()
    const ben = office.actor('ben', 'CanManageChats')
    const preview = await look(office, aSetupFile(), ben)
    expect(verdicts(preview)).toEqual([
      'role Night shift: impossible',
      'agent cleo: impossible',
      'queue Sales: impossible',
      'channel Show: impossible',
      'channel Bot: impossible',
      'cannedReply Bye: impossible',
      'setting OmniChatOperatorAcceptChatTimeout: changed',
      'setting SiteUrl: changed',
    ])
    must(await office.services.setup.import(ben, aSetupFile(), preview.token))
    expect(await office.store.agents.byLogin('cleo')).toBeNull()
    const theirs = await office.services.setup.export(ben, '1.2.3')
    expect([theirs.roles, theirs.agents]).toEqual([null, null])
  })
})

test('no secret and no password is in the file', async () => {
  const office = await anOffice()
  const { services, supervisor } = office
  const [queue] = await services.queues.list()
  if (queue === undefined) throw new Error('There is no queue')
  must(await services.settings.set(supervisor('ann'), { IdentityServerClientSecret: 'hush-identity' }))
  must(
    await services.channels.register(supervisor('ann'), {
      kind: 'rehearsal',
      name: 'Bot',
      queueId: queue.queue.id,
      active: true,
      settings: { token: 'hush-token', pace: 3 },
    }),
  )
  const file = await takeOut(office)
  expect(JSON.stringify(file)).not.toMatch(/hush|aHVza|passwordHash/)
  expect(file.channels.find(({ name }) => name === 'Bot')).toMatchObject({ settings: { pace: 3 }, secrets: ['token'] })
})

test('the sound moves with its bytes', async () => {
  const [from, to] = [await anOffice(), await anOffice()]
  const bytes = Buffer.concat([Buffer.from('RIFF0000WAVEfmt '), Buffer.from([1, 2, 255])])
  const { fileId } = must(await from.services.files.put(bytes))
  const sound = { fileId, name: 'bell.wav', mime: 'audio/wav' }
  must(await from.services.settings.set(from.supervisor('ann'), { OmniChatNotificationSound: sound }))
  const file = await from.services.setup.export(from.supervisor('ann'), '1.2.3')
  await bringIn(to, file)
  const there = (await to.services.settings.get()).OmniChatNotificationSound
  expect(there).toEqual(sound)
  expect(Buffer.from((await to.services.files.read(fileId)) ?? [])).toEqual(bytes)
  expect(verdicts(await look(to, file))).toEqual([])
})

test('whatever the set-up: taken out here and brought in there, it is the same there; and the second time nothing changes', async () => {
  await fc.assert(
    fc.asyncProperty(setupFiles, async file => {
      const [here, there] = [await anOffice(), await anOffice()]
      await bringIn(here, file)
      const out = await here.services.setup.export(here.supervisor('ann'), '1.2.3')
      await bringIn(there, out)
      expect(await takeOut(there)).toEqual(await takeOut(here))
      expect(verdicts(await look(there, out))).toEqual([])
      await Promise.all([here.stop(), there.stop()])
    }),
    { numRuns: 12 },
  )
})

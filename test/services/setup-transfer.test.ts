// A set-up moves from one workstation to another as a file: whole, without secrets, after a look, all of it or nothing.
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openInterpreter } from '../../main/processes/processes.ts'
import { anOfficeToMove as anOffice, bringIn, look, takeOut, verdicts } from '../kit/moving.ts'
import { must } from '../kit/must.ts'
import { aSetupFile, setupFiles } from '../kit/setup-files.ts'

/** One thread for all the offices of the property. */
const interpreter = openInterpreter({ info: () => {}, warn: () => {}, error: () => {} })
afterAll(() => interpreter.stop())

describe('a file', () => {
  test('says beforehand what it would change, and changes nothing by that', async () => {
    const office = await anOffice()
    const before = await takeOut(office)
    const preview = await look(office, aSetupFile())
    expect(verdicts(preview)).toEqual([
      'role Night shift: created',
      'agent Cleo: created',
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
      const [here, there] = [await anOffice({ interpreter }), await anOffice({ interpreter })]
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

// What keeps a set-up file out, whole or in part: the sentence that says so, and that nothing is half-applied.
import { describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '../../main/domain/refusal.ts'
import type { SetupFile } from '../../main/domain/setup/setup-file.ts'
import { anOfficeToMove as anOffice, bringIn, look, takeOut, verdicts } from '../kit/moving.ts'
import { must } from '../kit/must.ts'
import { aSetupFile } from '../kit/setup-files.ts'

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
    [
      'cannedReplies[1].text: {{nope}} cannot be filled in',
      {
        cannedReplies: [
          { name: 'x', text: 'Hello {{contact.name}}', queue: null },
          { name: 'y', text: 'Hello {{nope}}', queue: null },
        ],
      },
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
      'agent Cleo: impossible',
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

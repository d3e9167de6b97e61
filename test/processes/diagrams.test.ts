// Diagrams: what is wrong with them and where; those that come along; how they are tried; and how runs keep to the version they began with.
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { asId, type ProcessId } from '../../main/domain/ids.ts'
import { aDiagram, end, exclusive, flow, flows, form, start, task, timer } from '../kit/diagrams.ts'
import { must } from '../kit/must.ts'
import { aProcessDesk } from '../kit/process-desk.ts'

const through = (id: string, ...parts: string[]) => aDiagram(start, ...parts, end, flows(`start ${id} end`))

test.each<[string, string, string | null, string]>([
  ['no XML', 'hello', null, 'The diagram cannot be read'],
  ['no BPMN', '<html></html>', null, 'The diagram cannot be read'],
  ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', null, 'declares entities'],
  ['nothing in it', aDiagram(), null, 'nothing to do'],
  ['no start', aDiagram('<bpmn:task id="t" />', end, flows('t end')), 'p', 'There is no start event'],
  ['no end', aDiagram(start, '<bpmn:task id="t" />', flows('start t')), 'p', 'There is no end event'],
  ['a dead end', aDiagram(start, '<bpmn:task id="t" />', end, flows('start t', 'start end')), 't', 'dead end'],
  [
    'nothing leads to it',
    aDiagram(start, '<bpmn:task id="t" />', end, flows('start end', 't end')),
    't',
    'Nothing leads',
  ],
  ['a call activity', through('c', '<bpmn:callActivity id="c" />'), 'c', 'A call activity is not supported'],
  [
    'a message start',
    aDiagram('<bpmn:startEvent id="start"><bpmn:messageEventDefinition /></bpmn:startEvent>', end, flows('start end')),
    'start',
    'A message at a start event is not supported',
  ],
  [
    'many instances',
    through('t', '<bpmn:userTask id="t"><bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>'),
    't',
    'multiple instances',
  ],
  ['a service of another tool', through('t', '<bpmn:serviceTask id="t" />'), 't', 'Choose what this task does'],
  [
    'an unknown field',
    through('t', task('t', 'addNote', { text: 'x', colour: 'red' })),
    't',
    'Add note has no field colour',
  ],
  ['a missing field', through('t', task('t', 'addNote')), 't', 'Text: must not be empty'],
  ['bad FEEL', through('t', task('t', 'addNote', { text: '{{1 +}}' })), 't', 'Text: {{1 +}} is not FEEL'],
  [
    'a name nothing gives',
    through('t', task('t', 'addNote', { text: '{{order}}' })),
    't',
    'nothing in this process gives order',
  ],
  ['a bad duration', through('t', timer('t', 'soon')), 't', 'soon is no duration'],
  ['a choice of nothing', through('t', form('t', 'a choice')), 't', 'a choice needs something to choose from'],
  [
    'a condition of another tool',
    aDiagram(
      start,
      exclusive('g', 'no'),
      end,
      flows('start g'),
      flow('yes', 'g', 'end', '$' + '{x > 1}'),
      flow('no', 'g', 'end'),
    ),
    'yes',
    'another language',
  ],
])('%s', async (_what, xml, elementId, sentence) => {
  const desk = await aProcessDesk()
  const problems = await desk.office.services.processes.validate(xml)
  expect(problems.map(problem => [problem.elementId, problem.sentence])).toContainEqual([
    elementId,
    expect.stringContaining(sentence),
  ])
})

test('what comes along is whole, can be tried without touching anything, and can be deleted for good', async () => {
  const desk = await aProcessDesk()
  const { services, store } = desk.office
  const all = await services.processes.list()
  expect(all.map(({ code }) => code)).toEqual(['CreateCaseFromChat', 'NotifyManager', 'SendTranscript'])
  for (const { id } of all) expect(must(await services.processes.get(id)).problems).toEqual([])
  const before = await store.events.last()
  const { xml } = must(await services.processes.get(all[1]?.id ?? asId<ProcessId>('')))
  const tried = must(
    await services.runs.dryRun(desk.office.actor('ann'), desk.chatId, xml, { Ask: { about: 'an invoice' } }),
  )
  expect(tried).toMatchObject({ finished: true, sentence: 'It would come to its end.' })
  expect(tried.steps.map(({ sentence }) => sentence)).toEqual([
    'Ask the agent: Notify a manager (What is it about?)',
    'Notify the role Supervisor: Ann, chat 1 with carol: an invoice',
  ])
  expect(await store.events.last()).toBe(before)
})

test('a run goes on with the version it began with', async () => {
  const desk = await aProcessDesk()
  const { services } = desk.office
  const version = (text: string) =>
    aDiagram(start, form('ask', 'x text'), task('n', 'addNote', { text }), end, flows('start ask n end'))
  await desk.run(version('the first'))
  const doer = desk.office.supervisor('ann')
  const process = (await services.processes.list()).find(({ running }) => running === 1)
  const id = process?.id ?? asId<ProcessId>('')
  must(await services.processes.saveDraft(doer, id, { xml: version('the second') }))
  must(await services.processes.publish(doer, id))
  expect(must(await services.processes.versions(id)).map(({ number, running }) => [number, running])).toEqual([
    [2, 0],
    [1, 1],
  ])
  await desk.answer({})
  expect(await desk.lines()).toContain('note: the first')
})

test('a failing step is tried again by the clock, then stands visible, and goes on when somebody retries', async () => {
  const answers = [500, 500, 500, 500, 500, 200]
  let asked = 0
  const desk = await aProcessDesk({
    outbound: {
      send: async () => ({
        kind: 'answered',
        status: answers[asked++] ?? 200,
        headers: {},
        body: new Uint8Array(),
        isWhole: true,
      }),
    },
  })
  const { run } = await desk.run(
    aDiagram(start, task('call', 'httpRequest', { url: 'https://shop.example/' }), end, flows('start call end')),
  )
  expect([run.status, asked]).toEqual(['running', 1])
  for (const ms of [10_000, 60_000, 300_000, 1_800_000]) {
    desk.office.clock.advance(ms)
    await desk.settled()
  }
  const failed = await desk.look()
  expect([failed.run.status, failed.run.reason, asked]).toEqual(['failed', 'call: shop.example answered 500.', 5])
  must(await desk.office.services.runs.retry(desk.office.actor('ann'), run.id))
  expect((await desk.look()).run.status).toBe('finished')
})

test('e-mail goes out through the SMTP server of the settings', async () => {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', part => {
        text += String(part)
      })
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const desk = await aProcessDesk()
  const { clock, store } = desk.office
  await store.transact(async tx => {
    await tx.settings.set('OutboundAllowedHosts', '127.0.0.1', clock.now(), null)
    await tx.settings.set('SmtpServer', `127.0.0.1:${port}`, clock.now(), null)
    await tx.settings.set('SmtpFrom', 'desk@parley.example', clock.now(), null)
  })
  const { run } = await desk.run(
    through(
      'm',
      task('m', 'sendMail', { to: 'carol@shop.example', subject: 'Chat {{chat.number}}', text: '{{chat.transcript}}' }),
    ),
  )
  expect([run.status, run.reason]).toEqual(['finished', null])
  expect(mails[0]).toMatch(/Subject: Chat 1[\s\S]*carol: My parcel is late/)
})

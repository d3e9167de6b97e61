// What a diagram may not do: each is stopped with a sentence, in a thread of its own, while the desk goes on.
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { aDiagram, end, exclusive, flow, flows, start, task, timer } from '../kit/diagrams.ts'
import { must } from '../kit/must.ts'
import { aProcessDesk, type ProcessDesk } from '../kit/process-desk.ts'
import { until } from '../kit/until.ts'

const refusesToRun = async (desk: ProcessDesk, xml: string) => {
  const { run } = await desk.run(xml)
  return [run.status, run.reason]
}

const aloop = aDiagram(
  start,
  exclusive('again', 'round'),
  '<bpmn:task id="nothing" />',
  end,
  flows('start again', 'nothing again'),
  flow('round', 'again', 'nothing'),
  flow('out', 'again', 'end', 'false'),
)

test('a loop without a wait, an expression without end, and more ways at once than there may be', async () => {
  const desk = await aProcessDesk()
  let turns = 0
  const ticking = setInterval(() => turns++, 5)
  onTestFinished(() => clearInterval(ticking))

  expect(await refusesToRun(desk, aloop)).toEqual([
    'failed',
    expect.stringMatching(/10000 elements|longer than 4 seconds/),
  ])

  const endless = '{{count(for i in 1..100000, j in 1..100000 return i * j)}}'
  const written = aDiagram(start, task('it', 'addNote', { text: endless }), end, flows('start it end'))
  expect(await refusesToRun(desk, written)).toEqual([
    'failed',
    expect.stringMatching(/longer than 4 seconds|more memory/),
  ])

  const many = Array.from({ length: 250 }, (_, i) => `t${i}`)
  const wide = aDiagram(
    start,
    '<bpmn:parallelGateway id="all" />',
    ...many.map(id => timer(id, 'PT1H')),
    end,
    flows('start all', ...many.map(id => `all ${id} end`)),
  )
  expect(await refusesToRun(desk, wide)).toEqual([
    'failed',
    expect.stringMatching(/more than 200 things at once|longer than 4/),
  ])
  // The event loop of the desk turned all the while.
  expect(turns).toBeGreaterThan(100)
})

test('a diagram of 5 MB is told so at the door of the services and kept out of the thread', async () => {
  const desk = await aProcessDesk()
  const large = aDiagram(start, task('it', 'addNote', { text: 'x'.repeat(5_000_000) }), end, flows('start it end'))
  const problems = await desk.office.services.processes.validate(large)
  expect(problems).toMatchObject([
    { severity: 'error', sentence: 'The diagram is larger than 2 MB. Draw a smaller one, or divide it.' },
  ])
})

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.closeAllConnections())
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const get = (url: string, headers = '') =>
  aDiagram(
    start,
    task('it', 'httpRequest', { url, headers }, 'found'),
    task('n', 'addNote', { text: '{{found.body.id}}' }),
    end,
    flows('start it n end'),
  )

test('an HTTP task calls no private address, follows no redirect to one, reads no endless answer, and keeps a secret to its host', async () => {
  const desk = await aProcessDesk()
  const asked: string[] = []
  let bytes = 0
  const port = await listening(
    createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`)
      if (request.url === '/away') return void response.writeHead(302, { location: 'http://[::1]:9/' }).end()
      if (request.url === '/endless') {
        const chunk = Buffer.alloc(65_536)
        const more = (): void => {
          while (!response.destroyed && bytes < 1_000_000_000) {
            bytes += chunk.length
            if (!response.write(chunk)) return void response.once('drain', more)
          }
        }
        return more()
      }
      response.setHeader('content-type', 'application/json')
      response.end('{"id":"found it"}')
    }),
  )
  const here = `http://127.0.0.1:${port}`
  expect(await refusesToRun(desk, get(`${here}/`))).toEqual([
    'failed',
    expect.stringContaining('is an address of a private network'),
  ])
  expect(asked).toEqual([])

  const { store, services } = desk.office
  await store.transact(tx => tx.settings.set('OutboundAllowedHosts', '127.0.0.1', desk.office.clock.now(), null))
  expect(await refusesToRun(desk, get(`${here}/away`))).toEqual([
    'failed',
    expect.stringContaining('[::1]:9 is an address of a private'),
  ])
  expect(await refusesToRun(desk, get(`${here}/endless`))).toEqual([
    'failed',
    expect.stringContaining('more than 1 MB'),
  ])
  expect(bytes).toBeLessThan(50_000_000)
  expect(await refusesToRun(desk, get('file:///etc/passwd'))).toEqual([
    'failed',
    expect.stringContaining('http:// or https://'),
  ])

  const doer = desk.office.supervisor('ann')
  await services.processes.setSecret(doer, { name: 'shop', host: '127.0.0.1', value: 'hush' })
  expect(await refusesToRun(desk, get(`${here}/ok`, 'Authorization: Bearer {{secrets.shop}}'))).toEqual([
    'finished',
    null,
  ])
  expect(asked.at(-1)).toBe('/ok Bearer hush')
  expect(await desk.lines()).toContain('note: found it')
  await services.processes.setSecret(doer, { name: 'shop', host: 'shop.example', value: 'hush' })
  expect(await refusesToRun(desk, get(`${here}/ok`, 'Authorization: Bearer {{secrets.shop}}'))).toEqual([
    'failed',
    'it: The secret shop is for shop.example alone, and this goes to another host.',
  ])
  const steps = JSON.stringify(
    await Promise.all((await store.runs.list({ limit: 50 })).map(({ id }) => store.runs.steps(id))),
  )
  expect(steps).not.toContain('hush')
})

test('calls to a host that never answers hold back no step of another process', async () => {
  const desk = await aProcessDesk()
  const hanging: ServerResponse[] = []
  const port = await listening(createServer((_request, response) => void hanging.push(response)))
  const { store, services } = desk.office
  await store.transact(tx => tx.settings.set('OutboundAllowedHosts', '127.0.0.1', desk.office.clock.now(), null))
  const calls = Array.from({ length: 60 }, (_, i) => `c${i}`)
  const calling = aDiagram(
    start,
    '<bpmn:parallelGateway id="all" />',
    ...calls.map(id => task(id, 'httpRequest', { url: `http://127.0.0.1:${port}/` })),
    end,
    flows('start all', ...calls.map(id => `all ${id} end`)),
  )
  const noting = aDiagram(start, task('n', 'addNote', { text: 'Not held back' }), end, flows('start n end'))
  const ann = desk.office.actor('ann')
  must(await services.runs.run(ann, desk.chatId, await desk.action(calling)))
  await until('as many calls as go at one time are on their way', () => hanging.length === 16)
  must(await services.runs.run(ann, desk.chatId, await desk.action(noting)))
  await until('the note stands', async () => (await desk.lines()).includes('note: Not held back'))
  expect(hanging).toHaveLength(16)
})

test('no JavaScript of a diagram is ever run, wherever it stands', async () => {
  const desk = await aProcessDesk()
  const js = 'globalThis.pwned = true; this.constructor.constructor("return process")().exit(3)'
  const script = `<bpmn:scriptTask id="s" scriptFormat="javascript"><bpmn:script>${js.replaceAll('"', '&quot;')}</bpmn:script></bpmn:scriptTask>`
  expect(
    await desk.office.services.processes.validate(aDiagram(start, script, end, flows('start s end'))),
  ).toMatchObject([
    {
      elementId: 's',
      severity: 'error',
      sentence: 'A script task is not supported. Scripts are never run. Use a condition or a field in FEEL.',
    },
  ])
  const inCondition = aDiagram(
    start,
    exclusive('g', 'no'),
    end,
    flows('start g'),
    `<bpmn:sequenceFlow id="yes" sourceRef="g" targetRef="end"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="javascript">${js.replaceAll('"', '&quot;')}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
    flow('no', 'g', 'end'),
  )
  expect(await desk.office.services.processes.validate(inCondition)).toMatchObject([
    { elementId: 'yes', sentence: 'The condition is written in javascript. Write it in FEEL.' },
  ])
  // What FEEL is given is no way out either.
  const { run } = await desk.run(
    aDiagram(
      start,
      task('n', 'addNote', { text: 'a{{contact.constructor.constructor("return process")()}}b{{toString}}c' }),
      end,
      flows('start n end'),
    ),
  )
  expect([run.status, (await desk.lines()).at(-1)]).toEqual(['finished', 'note: abc'])
  expect('pwned' in globalThis).toBe(false)
})

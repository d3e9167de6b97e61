// Ways that multiply, and answers that announce more than there may be: stopped with a sentence while the desk goes on.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { aDiagram, end, flows, form, start, task } from '../kit/diagrams.ts'
import { aProcessDesk } from '../kit/process-desk.ts'

const gateway = (id: string) => `<bpmn:parallelGateway id="${id}" />`

/** Every gateway sends a token along each of ten ways to the next, where each makes ten more: 10,000 after four of them. */
const cascade = () => {
  const stages = ['v', 'w', 'x', 'y', 'z']
  const ways = stages
    .slice(1)
    .flatMap((to, i) =>
      Array.from({ length: 10 }, (_, n) => ({ id: `${to}${n}`, way: `${stages[i]} ${to}${n} ${to}in` })),
    )
  return aDiagram(
    start,
    ...stages.map(gateway),
    ...stages.slice(1).map(id => `<bpmn:task id="${id}in" />`),
    ...ways.map(({ id }) => `<bpmn:task id="${id}" />`),
    form('ask', 'x text'),
    end,
    flows('start v', ...ways.map(({ way }) => way), ...stages.slice(1).map(id => `${id}in ${id}`), 'z ask end'),
  )
}

/** Two tokens for each that comes round. */
const doubling = () =>
  aDiagram(
    start,
    '<bpmn:task id="round" />',
    gateway('twice'),
    '<bpmn:task id="left" />',
    '<bpmn:task id="right" />',
    end,
    flows('start round twice left round', 'twice right round', 'twice end'),
  )

test.each([
  ['a cascade of parallel gateways', cascade()],
  ['a loop that doubles its tokens', doubling()],
])('%s', async (_what, xml) => {
  const desk = await aProcessDesk()
  let last = performance.now()
  let longest = 0
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  onTestFinished(() => clearInterval(ticking))
  const { run } = await desk.run(xml)
  expect([run.status, run.reason]).toEqual([
    'failed',
    expect.stringMatching(/than 200 things at once|through 10000 elements|longer than 4 seconds|more memory/),
  ])
  // The event loop of the desk was never held up.
  expect(longest).toBeLessThan(2_000)
})

test('an answer that announces 1 GB is cut, long before it is there', async () => {
  let bytes = 0
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000_000_000 })
    const chunk = Buffer.alloc(65_536)
    const more = (): void => {
      while (!response.destroyed && bytes < 1_000_000_000) {
        bytes += chunk.length
        if (!response.write(chunk)) return void response.once('drain', more)
      }
    }
    more()
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  onTestFinished(() => void server.closeAllConnections())
  const { port } = server.address() as AddressInfo
  const desk = await aProcessDesk()
  const { store, clock } = desk.office
  await store.transact(tx => tx.settings.set('OutboundAllowedHosts', '127.0.0.1', clock.now(), null))
  const { run } = await desk.run(
    aDiagram(start, task('it', 'httpRequest', { url: `http://127.0.0.1:${port}/` }), end, flows('start it end')),
  )
  expect([run.status, run.reason]).toEqual(['failed', expect.stringContaining('answered with more than 1 MB')])
  expect(bytes).toBeLessThan(50_000_000)
})

// From a customer's message to its paint on the agent's screen, at 100 messages a second, against the barest thing there is:
// a WebSocket whose messages are appended to a page. Both in the same browser, in the same run.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { WebSocketServer } from 'ws'
import type { HubProcess } from '../kit/hub-process.ts'
import { WebVisitor } from '../kit/web/web-visitor.ts'
import { percentile, type Row, row } from './figures.ts'

const perSecond = 100
const bareSeconds = 15
/** Long enough for more than a hundred messages in the one chat that is on the screen. */
const seconds = 50
/** Customers on the website, none of them quicker than one may be; one of their chats is on the screen. */
const customers = 30

/**
 * Notes when texts "at <instant>" have been painted. Each frame runs the page's own callbacks, then paints, then comes to its
 * timers: whatever was in the document by the end of the callbacks is on the screen when this frame's timer runs.
 */
const watchPaints = (page: Page) =>
  page.evaluate(() => {
    const paints: number[] = []
    const seen = new Set<string>()
    let unpainted: number[] = []
    const look = (node: Node) => {
      for (const [, at = ''] of node.textContent?.matchAll(/at (\d{13}) #\d+/g) ?? []) {
        if (seen.has(at)) continue
        seen.add(at)
        unpainted.push(Number(at))
      }
    }
    new MutationObserver(changes => {
      for (const change of changes) for (const node of change.addedNodes) look(node)
    }).observe(document.body, { childList: true, subtree: true })
    const painted = () => {
      for (const at of unpainted) paints.push(Date.now() - at)
      unpainted = []
    }
    const frame = () => {
      setTimeout(painted)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    Object.assign(window, { paints })
  })

const paintsOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { paints: number[] }).paints)

/** Calls `say` at the pace, whatever it takes to answer. */
const atPace = async (seconds: number, say: (i: number) => void): Promise<void> => {
  const started = performance.now()
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = started + (i * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 1) await delay(early)
    say(i)
  }
  await delay(2_000)
}

const bare = async (browser: Browser): Promise<number[]> => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<body><script>new WebSocket('ws://' + location.host).onmessage = e => {
      const line = document.createElement('div'); line.textContent = e.data; document.body.append(line) }</script>`)
  })
  const sockets = new WebSocketServer({ server })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await watchPaints(page)
  await atPace(bareSeconds, i => {
    for (const socket of sockets.clients) socket.send(`at ${Date.now()} #${i}`)
  })
  const paints = await paintsOf(page)
  await page.close()
  sockets.close()
  server.closeAllConnections()
  server.close()
  return paints
}

const panel = async (hub: HubProcess, page: Page, token: string, channelId: string): Promise<number[]> => {
  const visitors: WebVisitor[] = []
  for (let who = 0; who < customers; who++) {
    const visitor = await WebVisitor.connect(hub.url, channelId)
    visitors.push(visitor)
    await visitor.hello({ profile: { name: `Painter ${who}` } })
    visitor.say('hello')
    await visitor.hear('ack')
  }
  const { chats: ringing } = await hub.must<{ chats: { id: string; contact: { name: string }; status: string }[] }>(
    'chatService/getChats',
    {},
    token,
  )
  for (const chat of ringing) await hub.must('chatService/acceptChat', { chatId: chat.id }, token)
  const shown = ringing.find(one => one.contact.name === 'Painter 0')
  await page.evaluate(id => {
    location.hash = `#panel/chat/${id}`
  }, shown?.id ?? '')
  await page.getByRole('log').getByText('hello').first().waitFor()
  await watchPaints(page)
  await atPace(seconds, i => void visitors[i % customers]?.say(`at ${Date.now()} #${i}`))
  const lost = visitors.flatMap(visitor => visitor.told).filter(frame => frame.type === 'refused').length
  if (lost > 0)
    process.stderr.write(`${lost} messages were refused: they came in bursts, as this machine stood still.\n`)
  for (const visitor of visitors) visitor.line.close()
  return paintsOf(page)
}

export const paint = async (
  browser: Browser,
  hub: HubProcess,
  page: Page,
  token: string,
  channelId: string,
): Promise<Row[]> => {
  const baseline = await bare(browser)
  const ours = await panel(hub, page, token, channelId)
  return [
    row(
      `message to paint, p99, at ${perSecond}/s`,
      percentile(ours, 0.99),
      percentile(baseline, 0.99),
      'ms',
      'within 3x',
      (_, ratio) => ratio <= 3,
      `${ours.length} paints; p50 ${percentile(ours, 0.5)} ms, bare p50 ${percentile(baseline, 0.5)} ms`,
    ),
  ]
}

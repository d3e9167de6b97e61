// LiveChat's protocol under load: 25 customers and 25 agents chat while 500 more programs are connected, against a bare WebSocket
// server that hands texts on; and what the 500 cost in memory.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { HubProcess } from '../kit/hub-process.ts'
import { until } from '../kit/until.ts'
import { percentile, type Row, row } from './figures.ts'
import { processorMs, residentMb } from './resident.ts'
import { RtmLine } from './rtm-line.ts'

const pairs = 25
const idle = 500
/** Of all together, each way in turn. */
const perSecond = 50
const seconds = 20
const warmUpSeconds = 5
const eventsPerRun = perSecond * (warmUpSeconds + seconds)

/** Sends one text after the other at an even pace; gives how long each took to the other side, in ms, without the warm-up. */
const talk = async (
  send: (i: number, text: string) => void,
  listen: (heard: (text: string) => void) => void,
): Promise<number[]> => {
  const sentAt = new Map<string, number>()
  const times: number[] = []
  let arrived = 0
  listen(text => {
    const at = sentAt.get(text)
    if (at === undefined) return
    sentAt.delete(text)
    arrived++
    if (Number(text.split(' ')[1]) >= perSecond * warmUpSeconds) times.push(performance.now() - at)
  })
  const began = performance.now()
  for (let i = 0; i < eventsPerRun; i++) {
    await delay(Math.max(0, began + (i * 1_000) / perSecond - performance.now()))
    const text = `text ${i} of the bench`
    sentAt.set(text, performance.now())
    send(i, text)
  }
  await until('all texts have arrived', () => arrived === eventsPerRun, 60_000)
  return times
}

const bareTimes = async (): Promise<{ readonly times: number[]; readonly cpuMs: number }> => {
  const program = fileURLToPath(new URL('bare-echo.ts', import.meta.url))
  const server = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = await once(createInterface({ input: server.stdout }), 'line')
    const { url } = z.object({ url: z.string() }).parse(JSON.parse(String(line)))
    const ends = await Promise.all(
      [...Array(2 * pairs).keys()].map(async i => {
        const socket = new WebSocket(`${url}/${i % pairs}`, { perMessageDeflate: false })
        await once(socket, 'open')
        return socket
      }),
    )
    const before = processorMs(server.pid ?? 0)
    const times = await talk(
      (i, text) => ends[i % ends.length]?.send(text),
      heard => {
        // Of a pair each hears both; the other side's is what counts.
        for (const [at, socket] of ends.entries())
          socket.on('message', data => {
            const text = String(data)
            if (Number(text.split(' ')[1]) % ends.length !== at) heard(text)
          })
      },
    )
    const cpuMs = processorMs(server.pid ?? 0) - before
    for (const socket of ends) socket.close()
    return { times, cpuMs }
  } finally {
    server.kill()
  }
}

const issued = z.object({ access_token: z.string() })
const made = z.object({ token: z.string() })
const listed = z.object({ queues: z.array(z.object({ id: z.string() })) })
const named = z.object({ organizationId: z.string() })

export const livechat = async (): Promise<Row[]> => {
  const { times: bare, cpuMs: bareMs } = await bareTimes()
  const dir = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  try {
    await using hub = await HubProcess.start(dir)
    const admin = await hub.signIn()
    await hub.must('settings/set', { SimultaneousChats: 0 }, admin)
    await hub.must('presence/set', { status: 'inactive' }, admin)
    const { queues } = listed.parse(await hub.must('queues/list', {}, admin))
    const { organizationId } = named.parse(await hub.must('workstation/programs', {}, admin))
    const root = hub.url.replace(/^http/, 'ws')
    const customerToken = async () => {
      const response = await fetch(`${hub.url}/v2/customer/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ organization_id: organizationId, client_id: 'bench', grant_type: 'cookie' }),
      })
      return issued.parse(await response.json()).access_token
    }
    const customer = async () =>
      RtmLine.open(`${root}/v3.6/customer/rtm/ws?organization_id=${organizationId}`, await customerToken())

    const agents: RtmLine[] = []
    for (let i = 0; i < pairs; i++) {
      const bot = { name: `Agent ${i}`, queueIds: queues.map(({ id }) => id), chatLimit: 1 }
      const { token } = made.parse(await hub.must('agents/createBot', bot, admin))
      agents.push(await RtmLine.open(`${root}/v3.6/agent/rtm/ws`, token))
    }
    /** Who has which chat: the first agent that it came to. */
    const owners = new Map<string, RtmLine>()
    for (const agent of agents) agent.came = chatId => void owners.set(chatId, owners.get(chatId) ?? agent)
    const customers: { line: RtmLine; chatId: string }[] = []
    for (let i = 0; i < pairs; i++) {
      const line = await customer()
      const { chat_id: chatId } = z.object({ chat_id: z.string() }).parse(await line.ask('start_chat', {}))
      customers.push({ line, chatId })
    }
    await until('every chat has an agent', () => owners.size === pairs)
    const pid = hub.child.pid ?? 0

    const conversation = () =>
      talk(
        (i, text) => {
          const { line, chatId } = customers[i % pairs] ?? {}
          const from = Math.trunc(i / pairs) % 2 === 0 ? line : owners.get(chatId ?? '')
          void from?.ask('send_event', { chat_id: chatId, event: { type: 'message', text } })
        },
        heard => {
          const fromCustomer = (text: string) => Math.trunc(Number(text.split(' ')[1]) / pairs) % 2 === 0
          for (const agent of agents) agent.heard = text => fromCustomer(text) && heard(text)
          for (const { line } of customers) line.heard = text => !fromCustomer(text) && heard(text)
        },
      )
    const alone = await conversation()
    const without = residentMb(pid)
    const crowd: RtmLine[] = []
    for (let i = 0; i < idle; i++) crowd.push(await customer())
    const before = processorMs(pid)
    const times = await conversation()
    const hubMs = processorMs(pid) - before
    const withThem = residentMb(pid)
    for (const { socket } of [...agents, ...customers.map(({ line }) => line), ...crowd]) socket.terminate()
    await hub.stop()

    const rowOf = (
      what: string,
      p: number,
      ours: readonly number[],
      base: readonly number[],
      bar: string,
      limit: number,
    ) => row(what, percentile(ours, p), percentile(base, p), 'ms', bar, ms => ms < limit)
    const load = `${pairs} chats, ${perSecond}/s`
    return [
      rowOf(
        `livechat: event to the other side, p50, ${load}, ${idle} idle (baseline: bare ws)`,
        0.5,
        times,
        bare,
        'under 25 ms',
        25,
      ),
      rowOf(
        `livechat: event to the other side, p99, ${load}, ${idle} idle (baseline: bare ws)`,
        0.99,
        times,
        bare,
        'under 100 ms',
        100,
      ),
      row(
        'livechat: processor time per event (baseline: bare ws)',
        hubMs / eventsPerRun,
        bareMs / eventsPerRun,
        'ms',
        'under 10 ms: 100 events/s on one core',
        ms => ms < 10,
      ),
      row(
        `livechat: the same, p99 (baseline: without the ${idle})`,
        percentile(times, 0.99),
        percentile(alone, 0.99),
        'ms',
        'idle ones cost nothing: within 2x',
        (_, ratio) => ratio <= 2,
      ),
      row(
        `livechat: hub memory with ${idle} idle (baseline: without)`,
        withThem,
        without,
        'MB RSS',
        'under 250 MB',
        mb => mb < 250,
      ),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

// npm run bench: the bars of the design with real data sizes. Prints a table and writes JSON; each row is a ratio to a baseline of
// the same run, as these machines' speed drifts.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HubProcess } from '../kit/hub-process.ts'
import { launchApp } from '../kit/launch-app.ts'
import { percentile, type Row, row, table } from './figures.ts'
import { ingest } from './ingest.ts'
import { livechat } from './livechat.ts'
import { loopDelay } from './loop-delay.ts'
import { heapAfter, openingP95 } from './opening.ts'
import { paint } from './paint.ts'
import { relay } from './relay.ts'
import { residentMb } from './resident.ts'
import { search } from './search.ts'
import { launchBrowser, signedIn } from './signed-in.ts'
import { benchPassword, messagesPerConversation, storeOffice } from './stored-office.ts'

const large = Number(process.argv[2] ?? 1_000_000)
const small = 10_000
const output = fileURLToPath(new URL('../output/bench.json', import.meta.url))
const say = (text: string) => process.stderr.write(`${text}\n`)
const conversationsOf = (messages: number) => Math.ceil(messages / messagesPerConversation)

const startMs = async (userData: string): Promise<number> => {
  const started = performance.now()
  const app = await launchApp({ userData, args: ['--customer-port=0'] })
  const page = await app.firstWindow()
  await page
    .getByRole('button', { name: /^My presence/ })
    .first()
    .waitFor()
  const ms = performance.now() - started
  await app.close()
  return ms
}

const starts = async (full: string, empty: string): Promise<Row[]> => {
  const times: { full: number; empty: number }[] = []
  await startMs(empty)
  for (let round = 0; round < 3; round++) times.push({ empty: await startMs(empty), full: await startMs(full) })
  const median = (of: 'full' | 'empty') =>
    percentile(
      times.map(time => time[of]),
      0.5,
    )
  return [
    row(
      'start to usable panel (baseline: empty)',
      median('full'),
      median('empty'),
      'ms',
      'within 2x',
      (_, ratio) => ratio <= 2,
    ),
  ]
}

const onScreens = async (dirs: { large: string; small: string }): Promise<Row[]> => {
  const rows: Row[] = []
  const browser = await launchBrowser()
  const password = benchPassword
  const opened: Record<'small' | 'large', number> = { small: 0, large: 0 }
  for (const size of ['small', 'large'] as const) {
    const conversations = conversationsOf(size === 'large' ? large : small)
    await using hub = await HubProcess.start(dirs[size])
    const page = await signedIn(browser, hub, 'admin', password)
    opened[size] = await openingP95(page, conversations, 300)
    say(`opening, p95, ${size}: ${opened[size].toFixed(1)} ms`)
    if (size === 'large') {
      rows.push(
        row(
          'hub memory (bar: 250 MB)',
          residentMb(hub.child.pid ?? 0),
          250,
          'MB RSS',
          'under 250 MB',
          value => value < 250,
        ),
      )
      const early = await heapAfter(page, conversations, 1_000)
      let late = early
      for (let round = 0; round < 9; round++) late = await heapAfter(page, conversations, 1_000)
      rows.push(
        row(
          'renderer heap after 10,000 chats (baseline: after 1,000)',
          late,
          early,
          'MB',
          'flat: within 1.2x',
          (_, ratio) => ratio <= 1.2,
        ),
      )
    }
    await page.close()
    await hub.stop()
  }
  rows.unshift(
    row(
      'opening a chat, p95 (baseline: 10,000 stored)',
      opened.large,
      opened.small,
      'ms',
      'under 50 ms, flat',
      (ms, ratio) => ms < 50 && ratio < 1.5,
    ),
  )
  await browser.close()
  return rows
}

const painted = async (): Promise<Row[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const browser = await launchBrowser()
  await using hub = await HubProcess.start(dir, undefined, { env: { PARLEY_ADMIN_PASSWORD: benchPassword } })
  const token = await hub.signIn('admin', benchPassword)
  await hub.must('settings/set', { SimultaneousChats: 0 }, token)
  const { channels } = await hub.must<{ channels: { id: string }[] }>('channels/list', {}, token)
  const page = await signedIn(browser, hub, 'admin', benchPassword)
  const rows = await paint(browser, hub, page, token, channels[0]?.id ?? '')
  await browser.close()
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
  return rows
}

const dirs = {
  large: mkdtempSync(join(tmpdir(), 'parley-bench-')),
  small: mkdtempSync(join(tmpdir(), 'parley-bench-')),
  empty: mkdtempSync(join(tmpdir(), 'parley-bench-')),
}
try {
  say(`storing ${large.toLocaleString('en')} and ${small.toLocaleString('en')} messages ...`)
  await storeOffice(dirs.large, large)
  await storeOffice(dirs.small, small)
  const rows: Row[] = []
  const steps: [string, () => Promise<Row[]>][] = [
    ['ingest', ingest],
    ['message to paint', painted],
    [
      'search',
      () =>
        search(
          { dir: dirs.large, conversations: conversationsOf(large) },
          { dir: dirs.small, conversations: conversationsOf(small) },
        ),
    ],
    ['event loop', loopDelay],
    ['relay', relay],
    ['livechat', livechat],
    ['start', () => starts(dirs.large, dirs.empty)],
    ['opening, memory', () => onScreens(dirs)],
  ]
  for (const [name, measure] of steps) {
    say(`${name} ...`)
    const measured = await measure()
    say(table(measured))
    rows.push(...measured)
  }
  process.stdout.write(`${table(rows)}\n`)
  mkdirSync(dirname(output), { recursive: true })
  writeFileSync(
    output,
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, messages: large, rows }, null, 2)}\n`,
  )
  say(`written to ${output}`)
} finally {
  for (const dir of Object.values(dirs)) rmSync(dir, { recursive: true, force: true })
}

// The relay as a program: one line of JSON when it is ready, one line that names the flag when it cannot start, a clean stop, and
// nothing lost that was answered with 200, however it ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../kit/hub-process.ts'
import { programEnv } from '../kit/program-env.ts'
import { fromTwilio, said, texts, whatsApp } from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { RelayProcess } from '../kit/relay/relay-process.ts'
import { pair, ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

const program = fileURLToPath(new URL('../../out/relay.cjs', import.meta.url))

const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...programEnv(), ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const out = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      out[stream] += text
    })
  const [code] = await once(child, 'close')
  return { code: code as number | null, ...out }
}

const all = '--data DIR --port 0 --public-url https://relay.example'

/** DIR stands for a folder that does not exist yet, FILE for a file. */
const wrong: [args: string, line: string, env?: Record<string, string>][] = [
  ['', '--data: is missing. Name the folder of the data, as in "--data ./data".'],
  ['--data DIR', '--port: is missing. Name the port to listen on, as in "--port 7430".'],
  [
    '--data DIR --port 0',
    '--public-url: is missing. Give the address by which the internet reaches the relay, as in "https://relay.example.com".',
  ],
  [`${all} --port 1`, '--port: is given twice. Give it once.'],
  [
    `${all} --colour red`,
    '--colour: is not known here. Use --data, --port, --public-url, --host, --keep-days, --max-mb or --new-code.',
  ],
  [
    '--data DIR --port 0 --public-url relay',
    '--public-url: "relay" is not a web address. Give one such as https://relay.example.com.',
  ],
  [
    '--data DIR --port 0 --public-url ftp://relay.example',
    '--public-url: "ftp://relay.example" is not a web address. Give one such as https://relay.example.com.',
  ],
  [
    '--data DIR --port 0 --public-url https://a:b@relay.example',
    '--public-url: "https://a:b@relay.example" has more than a name and a path. Give one such as https://relay.example.com.',
  ],
  [`${all} --keep-days 0`, '--keep-days: "0" does not fit. Give a whole number from 1 to 365.'],
  [`${all} --keep-days week`, '--keep-days: "week" does not fit. Give a whole number from 1 to 365.'],
  [`${all} --max-mb -1`, '--max-mb: "-1" does not fit. Give a whole number from 1 to 1000000.'],
  [`${all} --max-mb`, '--max-mb: has no value. Write it behind, as in "--max-mb 1024".'],
  ['--data FILE --port 0 --public-url https://relay.example', '--data: FILE is not a folder. Name another place.'],
  ['--data DIR --new-code --port 1', '--port: does not go with --new-code. Give --data only.'],
  ['--data DIR --new-code', "--data: There is no relay's data in DIR. Start the relay on it once."],
  [
    all,
    'FACEBOOK_APP_SECRET: is missing. Set all of FACEBOOK_APP_ID, FACEBOOK_APP_SECRET, FACEBOOK_VERIFY_TOKEN, or none of them.',
    { FACEBOOK_APP_ID: '1' },
  ],
  [
    all,
    'FACEBOOK_APP_ID: "mine" is not an app\'s number. It has digits only.',
    { FACEBOOK_APP_ID: 'mine', FACEBOOK_APP_SECRET: 's', FACEBOOK_VERIFY_TOKEN: 't' },
  ],
]

test.each(wrong)('%s', async (args, line, env = {}) => {
  const place = tempDir()
  const [dir, file] = [join(place, 'data'), join(place, 'file')]
  writeFileSync(file, 'mine')
  const filled = (text: string) => text.replaceAll('DIR', dir).replaceAll('FILE', file)
  const result = await run(filled(args).split(' ').filter(Boolean), env)
  expect(result).toEqual({ code: 2, stdout: '', stderr: `${filled(line)}\n` })
  expect(readdirSync(place)).toEqual(['file'])
})

test('a port that is taken, a folder that is in use and one with other data are told apart', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const dir = join(tempDir(), 'data')
  const start = (data: string, at: number) =>
    run(['--data', data, '--port', String(at), '--public-url', 'https://relay.example'])
  expect(await start(dir, port)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--port: \d+ is taken/) })
  expect(existsSync(dir)).toBe(false)

  await using _running = await RelayProcess.start(dir)
  expect(await start(dir, 0)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--data: Another Parley is using/),
  })

  const foreign = join(tempDir(), 'foreign')
  mkdirSync(foreign)
  writeFileSync(join(foreign, 'relay.db'), 'no database at all, but long enough to be taken for the header of one')
  expect(await start(foreign, 0)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^--data: [^\n]+\n$/),
  })
})

test('the first start prints a code, --new-code another one beside it, and SIGTERM ends it within seconds', async () => {
  const dir = join(tempDir(), 'data')
  await using relay = await RelayProcess.start(dir)
  expect(relay.ready).toEqual({ ready: true, url: relay.url, publicUrl: relay.url, code: expect.any(String) })
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  const { stdout } = await run(['--data', dir, '--new-code'])
  const { code } = JSON.parse(stdout) as { code: string }
  const one = await ScriptedDesk.connect(relay.url, await pair(relay.url, relay.ready.code ?? ''), [])
  const two = await ScriptedDesk.connect(relay.url, await pair(relay.url, code, 'Second'), [])
  const began = performance.now()
  await relay.stop()
  expect(relay.child.exitCode).toBe(0)
  expect(performance.now() - began).toBeLessThan(4_000)
  await until('both lines have ended', () => one.closedBy?.code === 1001 && two.closedBy?.code === 1001)
})

test('--help tells how to use it', async () => {
  const { code, stdout, stderr } = await run(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('npm run relay -- --data DIR --port N --public-url URL')
})

test('killed at any moment, it has every call that it answered with 200, in order', async () => {
  const dir = join(tempDir(), 'data')
  const port = await freePort()
  const first = await RelayProcess.start(dir, { port })
  const pairing = await pair(first.url, first.ready.code ?? '')
  ;(await ScriptedDesk.connect(first.url, pairing, [whatsApp('c1'), whatsApp('c2')])).close()
  const taken: Record<string, string[]> = { c1: [], c2: [] }
  let sent = 0
  let relay = first
  for (let round = 0; round < 3; round++) {
    const killAt = 40 + 17 * round
    let answered = 0
    // Two senders, each one call after the other, until the relay is gone.
    const senders = ['c1', 'c2'].map(async channelId => {
      for (;;) {
        const text = String(sent++)
        const answer = await fromTwilio(relay.url, channelId, said(text), { publicUrl: relay.url }).catch(() => null)
        if (answer === null) return
        if (answer.status === 200) taken[channelId]?.push(text)
        answered += 1
        if (answered === killAt) relay.child.kill('SIGKILL')
      }
    })
    await Promise.all(senders)
    await relay.kill()
    relay = await RelayProcess.start(dir, { port })
  }
  await using last = relay
  const waiting = (await healthOf(last.url)).desks[0]?.waiting ?? 0
  const desk = await ScriptedDesk.connect(last.url, pairing, [whatsApp('c1'), whatsApp('c2')])
  await until('all are there', () => desk.deliveries.length === waiting)
  for (const channelId of ['c1', 'c2']) {
    const delivered = texts(desk, channelId)
    // One that was stored and not answered any more may be there too: its sender calls again.
    expect(delivered.filter(text => taken[channelId]?.includes(text ?? ''))).toEqual(taken[channelId])
    expect(delivered.length - (taken[channelId]?.length ?? 0)).toBeLessThanOrEqual(3)
  }
  expect((taken.c1?.length ?? 0) + (taken.c2?.length ?? 0)).toBeGreaterThan(150)
})

// The hub as a program: one line of JSON when it is ready, one line that names the flag when it cannot start, a clean stop.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { EventReader } from '../kit/event-source.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

const program = fileURLToPath(new URL('../../out/hub.cjs', import.meta.url))

interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const start = (args: readonly string[], env: Record<string, string | undefined> = {}) => {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PARLEY_ADMIN_PASSWORD: undefined, ...env },
  })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text
    })
  const ended = once(child, 'close').then(([code]): Run => ({ code: code as number | null, ...said }))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, said, ended }
}

const ready = async (args: readonly string[], env: Record<string, string | undefined> = {}) => {
  const run = start(args, env)
  await Promise.race([until('the hub is ready', () => run.said.stdout.includes('\n')), run.ended])
  expect(run.said.stderr).not.toMatch(/"level":[56]0/)
  return { ...run, line: JSON.parse(run.said.stdout) as { url: string; login: string; password?: string } }
}

/** DIR stands for a folder that does not exist yet, FILE for a file. */
const wrong: [args: string, line: string, env: Record<string, string>][] = (
  [
    ['', '--data: is missing. Name the folder of the data, as in "--data ./data".'],
    ['--data DIR', '--port: is missing. Name the port to listen on, as in "--port 7400".'],
    ['--port 0', '--data: is missing. Name the folder of the data, as in "--data ./data".'],
    ['--data DIR --port', '--port: has no value. Write it behind, as in "--port 7400".'],
    ['--data --port 0', '--data: has no value. Write it behind, as in "--data ./data".'],
    ['--data= --port 0', '--data: has no value. Write it behind, as in "--data ./data".'],
    ['--data DIR --port many', '--port: "many" is not a port. Give a whole number from 0 to 65535.'],
    ['--data DIR --port 65536', '--port: "65536" is not a port. Give a whole number from 0 to 65535.'],
    ['--data DIR --port -1', '--port: "-1" is not a port. Give a whole number from 0 to 65535.'],
    ['--data DIR --port 80.5', '--port: "80.5" is not a port. Give a whole number from 0 to 65535.'],
    ['--data DIR --port 0 --colour red', '--colour: is not known here. Use --data, --port, --host or --demo.'],
    ['--data DIR --port 0 extra', 'extra: is not known here. Use --data, --port, --host or --demo.'],
    ['--data DIR --data DIR --port 0', '--data: is given twice. Give it once.'],
    ['--data DIR --port 0 --host', '--host: has no value. Write it behind, as in "--host 127.0.0.1".'],
    [
      '--data DIR --port 0 --host 203.0.113.7',
      '--host: 203.0.113.7 is no address of this machine. Give 127.0.0.1, 0.0.0.0 or one that it has.',
    ],
    [
      '--data DIR --port 0 --host a;b',
      '--host: "a;b" is not an address. Give one of this machine, such as 127.0.0.1 or 0.0.0.0.',
    ],
    ['--data FILE --port 0', '--data: FILE is not a folder. Name another place.'],
    ['--data FILE/below --port 0', '--data: FILE is not a folder. Name another place.'],
    [
      '--data DIR --port 0',
      'PARLEY_ADMIN_PASSWORD: must have at least 8 characters. Choose a longer one, or leave it out.',
      { PARLEY_ADMIN_PASSWORD: 'short' },
    ],
    [
      '--data DIR --port 0',
      'PARLEY_LOG_LEVEL: "loud" is not a level. Use one of: fatal, error, warn, info, debug, trace, silent.',
      { PARLEY_LOG_LEVEL: 'loud' },
    ],
  ] as [string, string, Record<string, string>?][]
).map(([args, line, env = {}]) => [args, line, env])

test.each(wrong)('%s', async (args, line, env) => {
  const place = tempDir()
  const [dir, file] = [join(place, 'data'), join(place, 'file')]
  writeFileSync(file, 'mine')
  const given = args.replaceAll('DIR', dir).replaceAll('FILE', file).split(' ').filter(Boolean)
  const { code, stdout, stderr } = await start(given, env).ended
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `${line.replaceAll('FILE', file)}\n` })
  expect(readdirSync(place)).toEqual(['file'])
})

test('a port that is taken is named, and nothing is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const dir = join(tempDir(), 'data')
  const { code, stdout, stderr } = await start(['--data', dir, '--port', String(port)]).ended
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: `--port: ${port} is taken by another program. Stop that one, or give another port.\n`,
  })
  expect(existsSync(dir)).toBe(false)
})

test('a folder that another Parley uses, one that is not ours and one that cannot be written are told apart', async () => {
  const used = join(tempDir(), 'data')
  await ready(['--data', used, '--port', '0'])
  expect(await start(['--data', used, '--port', '0']).ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^--data: Another Parley is using .+\n$/),
  })

  const foreign = tempDir()
  writeFileSync(join(foreign, 'parley.db'), 'no database at all, but long enough to be taken for the header of one')
  const { code, stderr } = await start(['--data', foreign, '--port', '0']).ended
  expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
    code: 2,
    lines: [expect.stringMatching(/^--data: /)],
  })
  expect(existsSync(join(foreign, 'secrets.key'))).toBe(false)

  if (process.getuid?.() === 0) return
  const closed = tempDir()
  mkdirSync(join(closed, 'locked'), { mode: 0o500 })
  expect(await start(['--data', join(closed, 'locked', 'data'), '--port', '0']).ended).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--data: .+ cannot be written\. Change its rights, or name another folder\.\n$/),
  })
})

test('the first start prints a login that works; the next one prints no password', async () => {
  const dir = join(tempDir(), 'new', 'data')
  const first = await ready(['--data', dir, '--port=0'])
  expect(first.line).toEqual({
    ready: true,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    login: 'admin',
    password: expect.stringMatching(/^[\w-]{12,}$/),
  })
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  expect(statSync(join(dir, 'secrets.key')).mode & 0o777).toBe(0o600)
  const { login, password } = first.line
  const signIn = await fetch(`${first.line.url}/api/session/signIn`, {
    method: 'POST',
    body: JSON.stringify({ login, password }),
  })
  expect(signIn.status).toBe(200)
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)

  const second = await ready(['--data', dir, '--port', '0'], { PARLEY_ADMIN_PASSWORD: 'another password' })
  expect(second.line).toEqual({ ready: true, url: expect.any(String), login: 'admin' })
})

test('the first password can be chosen', async () => {
  const dir = join(tempDir(), 'data')
  const { line } = await ready(['--data', dir, '--port', '0'], { PARLEY_ADMIN_PASSWORD: 'correct horse' })
  expect(line.password).toBe('correct horse')
})

test('SIGTERM stops it within five seconds, whoever is connected, and says so to them', async () => {
  const dir = join(tempDir(), 'data')
  const { line, child, ended, said } = await ready(['--data', dir, '--port', '0'])
  const signIn = await fetch(`${line.url}/api/session/signIn`, { method: 'POST', body: JSON.stringify(line) })
  expect(signIn.status).toBe(422)
  const { login, password } = line
  const answer = await fetch(`${line.url}/api/session/signIn`, {
    method: 'POST',
    body: JSON.stringify({ login, password }),
  })
  const { token } = (await answer.json()) as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const stream = await EventReader.open(`${line.url}/api/events/follow?since=0`, headers)
  const socket = new WebSocket(`${line.url.replace('http', 'ws')}/ws`, { headers })
  const closed = once(socket, 'close')
  await once(socket, 'message')

  const at = performance.now()
  child.kill('SIGTERM')
  const [code] = await closed
  expect(code).toBe(1001)
  await stream.ended
  expect((await ended).code).toBe(0)
  expect(performance.now() - at).toBeLessThan(5_000)
  expect(said.stdout.split('\n')).toHaveLength(2)
})

test('--help tells how to use it', async () => {
  const { code, stdout, stderr } = await start(['--help']).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('npm run hub -- --data DIR --port N [--host 127.0.0.1] [--demo]')
})

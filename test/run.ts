// What `npm test` runs: types, lint, the build where it is stale, quick tests, then end-to-end tests. Everything runs, whatever
// failed before it; the last line says how many passed and failed, and the exit code agrees with it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Report, sumOf, type Tally, tallyOf } from './kit/tally.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const output = path.join(root, 'test/output')
/** A run that hangs must not hang whoever waits for it. */
const limitMs = 14 * 60_000

/** Whoever ends us ends what we have started. */
let running: ChildProcess | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    running?.kill(signal)
    process.exit(1)
  })

/** Runs a program of ours with this Node, its words going straight to the terminal. Null: killed, or never began. */
const run = (script: string, ...args: string[]): Promise<number | null> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', timeout: limitMs })
    running = child
    child.once('error', () => resolve(null))
    child.once('exit', code => resolve(code))
  })

/** The script behind a command of a package, as `npx` would find it. */
const commandOf = (name: string, command = name): string => {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> }
  const script = typeof bin === 'string' ? bin : bin[command]
  if (script === undefined) throw new Error(`The package ${name} has no command ${command}`)
  return path.join(path.dirname(manifest), script)
}

const headline = (what: string) => process.stdout.write(`\n== ${what}\n`)

const check = async (what: string, script: string, ...args: string[]): Promise<Tally> => {
  headline(what)
  const isFine = (await run(script, ...args)) === 0
  process.stdout.write(isFine ? `${what}: fine\n` : `${what}: FAILED\n`)
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 }
}

const tests = async (name: string, ...projects: string[]): Promise<Tally> => {
  headline(`${name} tests`)
  const file = path.join(output, `${name}.json`)
  rmSync(file, { force: true })
  const exitCode = await run(
    commandOf('vitest'),
    ...['run', '--config', 'test/vitest.config.ts'],
    ...projects.flatMap(project => ['--project', project]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  )
  return tallyOf(readReport(file), exitCode)
}

const readReport = (file: string): Report | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return null
  }
}

mkdirSync(output, { recursive: true })
const tallies = [
  await check('typecheck', commandOf('typescript', 'tsc'), '--noEmit', '-p', '.'),
  await check('lint', commandOf('@biomejs/biome', 'biome'), 'check', '.'),
]
// Not counted when it works: what it makes is what the end-to-end tests run.
const build = await check('build', 'main/run.cjs')
if (build.failed > 0) tallies.push(build)
tallies.push(await tests('quick', 'quick', 'apart'), await tests('e2e', 'e2e'))

const { passed, failed, skipped } = sumOf(tallies)
process.stdout.write(skipped === 0 ? '\n' : `\n${skipped} skipped\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

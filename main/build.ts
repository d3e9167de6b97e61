// Builds everything that runs into out/: the programs and the bridge with esbuild, the customer's page likewise, the screens with
// Vite. Only what is older than its sources, unless everything is asked for. Says nothing on standard output: the hub's is for programs.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, build as esbuild } from 'esbuild'

interface Part {
  readonly name: string
  readonly entry: string
  /** Folders and files whose change makes it stale. */
  readonly sources: readonly string[]
  /** What must be there afterwards. */
  readonly makes: readonly string[]
  run(root: string): Promise<void>
}

const node: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // Native, and given by the host.
  external: ['better-sqlite3', 'electron'],
  // grammy brings a fetch of its own, which we never call and which brings a URL with large tables: Node has one.
  alias: { 'whatwg-url': 'node:url' },
  sourcemap: 'linked',
  define: { 'import.meta.url': '__bundleUrl' },
  banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'error',
}

/** Sandboxed: it may require electron and nothing else. */
const sandboxed: BuildOptions = { ...node, sourcemap: false, define: {}, banner: {} }

const program = (name: string, entry: string, options = node): Part => ({
  name,
  entry,
  sources: ['main', 'preload', 'package-lock.json'],
  makes: [`${name}.cjs`],
  run: async root => {
    await esbuild({ ...options, entryPoints: [join(root, entry)], outfile: join(root, 'out', `${name}.cjs`) })
  },
})

const parts: readonly Part[] = [
  program('main', 'main/desktop/main.ts'),
  program('preload', 'preload/bridge.ts', sandboxed),
  program('hub', 'main/hub/main.ts'),
  program('relay', 'main/relay/main.ts'),
  program('start', 'main/start.ts'),
  // A thread of its own within the programs that run processes.
  program('process-thread', 'main/processes/interpreter/thread.ts'),
  {
    name: 'customer',
    entry: 'main/channels/web/page/chat.tsx',
    sources: ['main/channels/web', 'main/domain', 'package-lock.json'],
    makes: ['customer/chat.js', 'customer/chat.css', 'customer/widget.js'],
    run: buildCustomerPage,
  },
  {
    name: 'renderer',
    entry: 'renderer/main.tsx',
    sources: ['renderer', 'preload', 'main/domain', 'package-lock.json'],
    makes: ['renderer/index.html'],
    run: async root => {
      const { build: vite } = await import('vite')
      await vite({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'silent' })
    },
  },
]

/** What a program needs beside itself. */
const needs: Readonly<Record<string, readonly string[]>> = {
  hub: ['hub', 'process-thread', 'customer', 'renderer'],
  relay: ['relay'],
  start: ['start', 'main', 'process-thread', 'preload', 'customer', 'renderer'],
}

/**
 * `what`: a program whose parts are to be fresh; 'everything' builds all anew, '' all that is stale. Rejects with what is wrong
 * with the sources. Parts whose entry is not there are left out.
 */
export const build = async (root: string, what: string): Promise<void> => {
  const out = join(root, 'out')
  mkdirSync(out, { recursive: true })
  const states = new Map<string, string>()
  const stateOf = (source: string): string => {
    const known = states.get(source) ?? newest(join(root, source))
    states.set(source, known)
    return known
  }
  const stale = parts.flatMap(part => {
    if (!existsSync(join(root, part.entry)) || needs[what]?.includes(part.name) === false) return []
    const state = part.sources.map(stateOf).join(' ')
    const stamp = join(out, '.built', part.name)
    const isFresh =
      what !== 'everything' &&
      part.makes.every(file => existsSync(join(out, file))) &&
      existsSync(stamp) &&
      readFileSync(stamp, 'utf8') === state
    return isFresh ? [] : [{ part, state, stamp }]
  })
  if (stale.length === 0) return
  process.stderr.write(`Building ${stale.map(({ part }) => part.name).join(', ')} ...\n`)
  mkdirSync(join(out, '.built'), { recursive: true })
  await Promise.all(
    stale.map(async ({ part, state, stamp }) => {
      rmSync(stamp, { force: true })
      await part.run(root)
      writeFileSync(stamp, state)
    }),
  )
}

/** When something in it changed last, and how many files there are: together they tell of additions and deletions too. */
const newest = (path: string): string => {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return String(mtimeMs)
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const times = files.map(file => statSync(join(file.parentPath, file.name)).mtimeMs)
  return `${files.length}:${Math.max(0, ...times)}`
}

/** As main/channels/web/page/build.md says. */
async function buildCustomerPage(root: string): Promise<void> {
  const page = join(root, 'main/channels/web/page')
  await esbuild({
    entryPoints: [join(page, 'chat.tsx'), join(page, 'widget/widget.ts')],
    outdir: join(root, 'out/customer'),
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome111', 'firefox121', 'safari16.4'],
    logLevel: 'error',
  })
}

// Builds what runs: desktop, bridge, hub, start, the customer's page, the screens. All into out/, in about a second.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import { build as buildScreens } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'out')

const node: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  sourcemap: true,
  // Native, or given by the host; everything else travels inside the bundle.
  external: ['electron', 'better-sqlite3'],
  define: { 'import.meta.url': '__bundleUrl' },
  banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
}

const bundles: BuildOptions[] = [
  { ...node, entryPoints: ['main/desktop/main.ts'], outfile: join(out, 'main.cjs') },
  { ...node, entryPoints: ['main/hub/main.ts'], outfile: join(out, 'hub.cjs') },
  // Sandboxed: it may require electron and nothing else.
  {
    ...node,
    entryPoints: ['preload/bridge.ts'],
    outfile: join(out, 'preload.cjs'),
    sourcemap: false,
    banner: {},
    define: {},
  },
  {
    absWorkingDir: root,
    entryPoints: ['main/channels/web/page/chat.tsx', 'main/channels/web/page/widget/widget.ts'],
    outdir: join(out, 'customer'),
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome111', 'firefox121', 'safari16.4'],
    logLevel: 'warning',
  },
]

/** The newest change under the folders that are built from. */
const newest = (folder: string): number =>
  Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
    }),
  )

const isFresh = (): boolean => {
  const results = ['main.cjs', 'hub.cjs', 'preload.cjs', 'customer/chat.js', 'renderer/index.html'].map(name =>
    join(out, name),
  )
  if (!results.every(path => existsSync(path))) return false
  const sources = Math.max(
    ...['main', 'preload', 'renderer'].map(name => newest(join(root, name))),
    statSync(join(root, 'package.json')).mtimeMs,
  )
  return Math.min(...results.map(path => statSync(path).mtimeMs)) > sources
}

if (!process.argv.includes('--if-needed') || !isFresh()) {
  await Promise.all([
    ...bundles.map(options => build(options)),
    buildScreens({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn' }),
  ])
}

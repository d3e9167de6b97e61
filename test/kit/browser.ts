// Finds a browser of the Chromium family for tests: the one that was asked for, else one that is installed, else the
// one that came with `npm install`.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

export type BrowserSource = 'environment' | 'playwright' | 'installed' | 'npm'

export interface TestBrowser {
  readonly executablePath: string
  /** Switches it needs to run in a container, and in one language everywhere; the caller adds those of the test. */
  readonly args: readonly string[]
  /** Variables it needs besides those of this process. */
  readonly env: Readonly<Record<string, string>>
  readonly source: BrowserSource
}

const containerArgs = process.platform === 'linux' ? ['--no-sandbox', '--disable-dev-shm-usage'] : []
// Tests speak one language. A headless shell where LANG=C would call its own "en-US@posix", which Intl refuses.
const args = [...containerArgs, '--lang=en-US', '--accept-lang=en-US']
const run = promisify(execFile)

let found: Promise<TestBrowser> | undefined

/** Looks once per process. Rejects with one sentence when there is none. */
export function findBrowser(): Promise<TestBrowser> {
  found ??= look()
  return found
}

async function look(): Promise<TestBrowser> {
  const wanted = process.env.PARLEY_CHROMIUM
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`PARLEY_CHROMIUM names ${wanted}, and there is no such file`)
    return { executablePath: wanted, args, env: {}, source: 'environment' }
  }
  const playwrights = chromium.executablePath()
  if (playwrights && existsSync(playwrights)) {
    return { executablePath: playwrights, args, env: {}, source: 'playwright' }
  }
  const installed = installedBrowsers().find(file => existsSync(file))
  if (installed) return { executablePath: installed, args, env: {}, source: 'installed' }
  return bundledBrowser()
}

function installedBrowsers(): string[] {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    const programs = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe']
    programs.push('Microsoft\\Edge\\Application\\msedge.exe')
    return programs.flatMap(program => roots.flatMap(root => (root ? [path.join(root, program)] : [])))
  }
  // The same Chromium without a window: a quarter less work for the machine.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ]
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return names.flatMap(name => folders.map(folder => path.join(folder, name)))
}

/**
 * The headless shell in the npm package @sparticuz/chromium. The package unpacks into the temporary folder and takes a
 * half-written file there for a whole one; so it unpacks into a folder of ours, which gets its name when complete.
 */
async function bundledBrowser(): Promise<TestBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser for the tests: install Chromium, Chrome or Edge, or name one in PARLEY_CHROMIUM')
  }
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(path.join(path.dirname(main), '../package.json'), 'utf8'))
  const cache = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url))
  const home = path.join(cache, String(version))
  const executablePath = path.join(home, 'chromium')
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true })
    const parts = await mkdtemp(path.join(cache, 'unpacking-'))
    await run(process.execPath, ['--input-type=module', '-e', unpack, main], { env: { ...process.env, TMPDIR: parts } })
    await writeFile(path.join(parts, 'fonts.conf'), fontSettings(home))
    // Another process may have been first: theirs is as good as ours.
    await rename(parts, home).catch(() => rm(parts, { recursive: true }))
  }
  const env: Record<string, string> = { FONTCONFIG_FILE: path.join(home, 'fonts.conf') }
  if (!(await starts(executablePath, env))) {
    env.LD_LIBRARY_PATH = path.join(home, 'al2023', 'lib')
    if (!(await starts(executablePath, env))) {
      throw new Error('The browser that came with npm does not start here: install Chromium or set PARLEY_CHROMIUM')
    }
  }
  return { executablePath, args, env, source: 'npm' }
}

const unpack = `
  import path from 'node:path'
  const { default: chromium, inflate } = await import(process.argv[1])
  await chromium.executablePath()
  await inflate(path.join(path.dirname(process.argv[1]), '../bin/al2023.tar.br'))
`

const fontSettings = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`

async function starts(executablePath: string, env: Record<string, string>): Promise<boolean> {
  try {
    await run(executablePath, ['--version'], { env: { ...process.env, ...env } })
    return true
  } catch {
    return false
  }
}

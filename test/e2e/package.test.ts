// The packages: a configuration that electron-builder accepts, contents with one native binary and no test code, and an unpacked
// application that does the main job. Installers and Electron itself are downloads, so they are not made here.
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPackage, extractAll, listPackage } from '@electron/asar'
import { build, Platform } from 'electron-builder'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDesk, reply, says } from '../kit/desk.ts'
import { tempDir } from '../kit/temp-dir.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const { load } = require('js-yaml')
const configuration = () => load(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>

/** What electron-builder looks for in Electron's own folder, without Electron. */
const aHollowElectron = async (): Promise<string> => {
  const dist = tempDir()
  mkdirSync(join(dist, 'resources'))
  mkdirSync(join(dist, 'locales'))
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    cpSync('/bin/true', join(dist, name))
    chmodSync(join(dist, name), 0o755)
  }
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    writeFileSync(join(dist, name), '45.4.1')
  const hollow = tempDir()
  writeFileSync(join(hollow, 'main.js'), '')
  await createPackage(hollow, join(dist, 'resources/default_app.asar'))
  return dist
}

let output = ''
let archive = ''

beforeAll(async () => {
  output = tempDir()
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      ...configuration(),
      electronDist: await aHollowElectron(),
      directories: { output, buildResources: 'renderer/look' },
    },
  })
  archive = join(output, 'linux-unpacked/resources/app.asar')
}, 120_000)

describe('packages', () => {
  test('the configuration is one that electron-builder knows, and a wrong key in it would be told', async () => {
    const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js')
    const { DebugLogger } = require('builder-util')
    const check = (config: object) => validateConfiguration(config, new DebugLogger(false))
    await check(configuration())
    await expect(check({ ...configuration(), azar: true })).rejects.toThrow(/azar/)
  })

  test('each system gets the installers it knows', () => {
    const { linux, mac, win } = configuration() as Record<string, { target: string[] }>
    expect([linux?.target, mac?.target, win?.target]).toEqual([['AppImage', 'deb'], ['dmg'], ['nsis']])
  })

  test('the Linux package holds exactly one native binary, the right one, outside the archive', () => {
    const entries = listPackage(archive, { isPack: true })
    const natives = entries.filter(entry => entry.endsWith('.node'))
    expect(natives).toEqual([`unpack : /node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`])
  })

  test('no test code, no sources and no other package are inside', () => {
    const entries = listPackage(archive, { isPack: false })
    const top = [...new Set(entries.map(entry => entry.split('/')[1]))].toSorted()
    expect(top).toEqual(['node_modules', 'out', 'package.json'])
    expect(entries.filter(entry => /^\/node_modules\/[^/]+$/.test(entry))).toEqual(['/node_modules/better-sqlite3'])
    expect(entries.filter(entry => /test|\.tsx?$|\.map$|hub\.cjs|bench/.test(entry))).toEqual([])
    expect(entries).toEqual(
      expect.arrayContaining([
        '/out/main.cjs',
        '/out/preload.cjs',
        '/out/renderer/index.html',
        '/out/customer/chat.js',
      ]),
    )
  })

  test('the packed application, unpacked again, does the main job', async () => {
    const unpacked = join(tempDir(), 'app')
    extractAll(archive, unpacked)
    await using desk = await openDesk(tempDir(), { root: unpacked })
    const customer = await desk.customer()
    await customer.goto(await desk.customerUrl())
    await says(customer, 'Is this the packed one?')
    await desk.panel.getByRole('button', { name: /^Accept / }).click()
    await reply(desk.panel, 'It is.')
    await customer.getByText('It is.', { exact: true }).waitFor()
  })
})

// Which browser the tests find, and that the one from npm can be had where no other is.
import { existsSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** The search is done once per process: each test here gets a module of its own. */
const findBrowser = async () => (await import('../kit/browser.ts')).findBrowser()

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllEnvs())

it('takes the browser that is asked for', async () => {
  vi.stubEnv('PARLEY_CHROMIUM', process.execPath)
  expect(await findBrowser()).toMatchObject({ executablePath: process.execPath, source: 'environment' })
})

it('says so when the browser that is asked for is not there', async () => {
  vi.stubEnv('PARLEY_CHROMIUM', '/nowhere/chromium')
  await expect(findBrowser()).rejects.toThrow('PARLEY_CHROMIUM names /nowhere/chromium, and there is no such file')
})

it.runIf(process.platform === 'linux' && process.arch === 'x64')('falls back to the one from npm', async () => {
  vi.stubEnv('PARLEY_CHROMIUM', '')
  vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', '/nowhere')
  vi.stubEnv('PATH', '/nowhere')
  const { executablePath, source } = await findBrowser()
  expect(source).toBe('npm')
  expect(existsSync(executablePath)).toBe(true)
})

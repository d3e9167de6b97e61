// A program's life under the test host: one instance, quitting, starting.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'
import { launchFixture, loadedWindow, received } from './fixture/launch-fixture.ts'

const fixture = (file: string) => fileURLToPath(new URL(`fixture/${file}`, import.meta.url))

/** The command lines of all processes that carry a mark. */
function marked(mark: string): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return '' // gone between the listing and the look
      }
    })
    .filter(line => line.includes(mark))
}

const profileIn = (lines: string[]) => /--user-data-dir=([^\0]+)/.exec(lines.join('\0'))?.[1] ?? 'no profile'

describe.runIf(process.platform === 'linux')('the end leaves no browser and no profile', () => {
  it.each(['kill', 'close'] as const)('after %s', async end => {
    const mark = `--mark=${randomUUID()}`
    const app = await launchFixture({ chromiumArgs: [mark] })
    await loadedWindow(app)
    const browsers = marked(mark).filter(line => line.includes('electron-host-'))
    const profile = profileIn(browsers)
    expect(existsSync(profile)).toBe(true)

    await app[end]()
    await until('the processes to end', () => marked(mark).length === 0)
    await until('the profile to go', () => !existsSync(profile))
  })

  it('after the test itself was killed', async () => {
    const mark = `--mark=${randomUUID()}`
    const test = spawn(process.execPath, [fixture('launch-and-wait.ts'), tempDir(), mark])
    const [pid] = (await once(createInterface(test.stdout), 'line')) as [string]
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    test.kill('SIGKILL')
    await until('the program to end', () => !existsSync(`/proc/${pid}`))
    await until('its browser to end', () => marked(mark).length === 0)
  })
})

describe('one instance', () => {
  it('runs per user data folder, and hears of the next', async () => {
    const userData = tempDir()
    await using first = await launchFixture({ userData })
    const second = launchFixture({ userData, args: ['tel:+431234'] })
    await expect(second).rejects.toThrow('The program ended (code 0) before it was ready')
    const told = await until('word of the second', async () =>
      (await received(first)).find(({ kind }) => kind === 'second-instance'),
    )
    expect(told).toEqual({
      kind: 'second-instance',
      argv: [`--user-data-dir=${userData}`, 'tel:+431234'],
      data: { greeting: 'hello' },
    })
  })

  it('may start after the last was killed, and reads the secrets that one has kept', async () => {
    const userData = tempDir()
    const first = await launchFixture({ userData })
    const secret = await first.evaluate(({ safeStorage }) => safeStorage.encryptString('token 🔑').toString('base64'))
    expect(Buffer.from(secret, 'base64').toString()).not.toContain('token')
    await first.kill()

    await using second = await launchFixture({ userData })
    const read = await second.evaluate(({ safeStorage }, secret) => {
      const bytes = Buffer.from(secret, 'base64')
      const plain = safeStorage.decryptString(bytes)
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
      try {
        return [plain, safeStorage.decryptString(bytes)]
      } catch (error) {
        return [plain, (error as Error).message]
      }
    }, secret)
    expect(read).toEqual(['token 🔑', 'Error while decrypting the ciphertext provided to safeStorage.decryptString.'])
  })
})

describe('quitting', () => {
  it('asks the program, then each window, and tells them in order', async () => {
    const app = await launchFixture()
    await loadedWindow(app)
    await app.evaluate(({ app, BrowserWindow }) => {
      for (const event of ['before-quit', 'window-all-closed', 'will-quit', 'quit'] as const) {
        app.on(event, () => console.log(event))
      }
      BrowserWindow.getAllWindows()[0]?.on('close', () => console.log('close'))
      app.once('before-quit', event => event.preventDefault())
      app.quit() // refused
      BrowserWindow.getAllWindows()[0]?.once('close', event => event.preventDefault())
      app.quit() // refused by the window
    })
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    await app.close()
    expect(app.process().exitCode).toBe(0)
    expect(app.output().trim().split('\n')).toEqual([
      'before-quit',
      'before-quit',
      'close',
      'before-quit',
      'close',
      'will-quit',
      'quit',
    ])
  })

  it('happens by itself after the last window, unless the program minds', async () => {
    const app = await launchFixture()
    await loadedWindow(app)
    const left = await app.evaluate(({ app, BrowserWindow }) => {
      app.once('window-all-closed', () => {})
      BrowserWindow.getAllWindows()[0]?.close()
      Reflect.get(globalThis, 'openWindow')('again')
      return BrowserWindow.getAllWindows().length
    })
    expect(left).toBe(1)
    const page = await loadedWindow(app, 'again')
    const ended = once(app.process(), 'exit')
    await page.close()
    expect(await ended).toEqual([0, null])
  })

  it('is what SIGTERM means', async () => {
    const app = await launchFixture()
    await app.evaluate(({ app }) => {
      app.on('before-quit', () => console.log('asked'))
    })
    const ended = once(app.process(), 'close')
    app.process().kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(app.output()).toContain('asked')
  })
})

describe('starting', () => {
  it('that fails says why', async () => {
    await expect(launchFixture({ main: fixture('broken-main.cjs') })).rejects.toThrow(/code 1[\s\S]*broken on purpose/)
  })

  it('works for a main process of ES modules, and for a package', async () => {
    await using app = await launchFixture({ main: fixture('module-main.mjs'), packaged: true })
    const seen = await app.evaluate(({ app }) => [Reflect.get(globalThis, 'isSame'), app.isPackaged])
    expect(seen).toEqual([true, true])
  })
})

// Starts the real main process of a desktop program for a test: in Electron where its binary is installed, else in the
// Electron-compatible host on Chromium. A test cannot tell which, but by `kind`.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { launchInElectron } from './launch-in-electron.ts'
import { launchInHost } from './launch-in-host.ts'
import type { LaunchedApp, LaunchOptions } from './launched-app.ts'

/** Rejects when the program ends before it is ready, with what it said. */
export function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const binary = electronBinary()
  return binary ? launchInElectron(binary, options) : launchInHost(options)
}

/** `require('electron')` would try to download it: only its files are looked at. */
function electronBinary(): string | undefined {
  if (process.env.ELECTRON_BIN) return process.env.ELECTRON_BIN
  try {
    const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    const binary = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

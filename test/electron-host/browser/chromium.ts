// Starts the Chromium that stands in for Electron's. It lives exactly as long as this process, however that ends, and
// leaves no profile behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { TestBrowser } from '../../kit/browser.ts'
import { type Connection, connect, type Session } from './cdp.ts'

export interface RunningBrowser extends Session {
  /** Where a second client, such as Playwright, connects. */
  readonly endpoint: string
  readonly session: Connection['session']
  readonly gone: Promise<void>
}

const switches = [
  '--headless=new',
  '--remote-debugging-port=0',
  // The lifeline: Chromium quits when the other end of this pipe closes, even if its owner was killed.
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-sync',
  '--disable-quic',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  // Electron knows neither permission prompts for the local network nor a need for a gesture.
  '--disable-features=LocalNetworkAccessChecks',
  '--autoplay-policy=no-user-gesture-required',
  // Tests have no network but this machine. Requests are failed one by one too; this holds for what slips by.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
]

/** `extra`: switches of the program and of the test. Rejects with what Chromium said when it does not start. */
export async function launchChromium(extra: readonly string[]): Promise<RunningBrowser> {
  const browser = await chosenBrowser()
  const profile = mkdtempSync(path.join(os.tmpdir(), 'electron-host-'))
  const args = [...browser.args, ...switches, `--user-data-dir=${profile}`, ...extra]
  const child = spawnBesides(profile, browser.executablePath, args, browser.env)
  // The types know five pipes at most by name; the third and fourth are the protocol's.
  const connection = connect(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  return {
    ...connection.session(),
    endpoint: await endpointOf(child, browser.executablePath),
    session: connection.session,
    gone,
  }
}

/** The launcher has looked already; looking takes Playwright, which is slow to load. */
async function chosenBrowser(): Promise<TestBrowser> {
  const chosen = process.env.ELECTRON_HOST_BROWSER
  if (chosen) return JSON.parse(chosen) as TestBrowser
  const { findBrowser } = await import('../../kit/browser.ts')
  return findBrowser()
}

/**
 * Runs Chromium under a shell that outlives it and removes its profile: when this process is killed nobody else is
 * left to do so. Windows has no such shell; there the profile is removed when this process ends in order.
 */
function spawnBesides(profile: string, file: string, args: string[], env: Readonly<Record<string, string>>) {
  const stdio = ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] as ['ignore', 'ignore', 'pipe', 'pipe', 'pipe']
  if (process.platform === 'win32') {
    process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
    return spawn(file, args, { stdio, env: { ...process.env, ...env } })
  }
  const bin = path.join(profile, 'bin')
  mkdirSync(bin)
  // A link to mailto: or tel: makes Chromium call these; a test must not start the mail program of whoever runs it.
  for (const opener of ['xdg-open', 'xdg-email', 'open']) {
    writeFileSync(path.join(bin, opener), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  }
  const keeper = `profile=$1; shift; "$@"; status=$?; rm -rf "$profile"; exit $status`
  return spawn('/bin/sh', ['-c', keeper, 'keeper', profile, file, ...args], {
    stdio,
    detached: true, // what kills this process and its whole group must spare the one who clears up
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
  })
}

function endpointOf(child: ChildProcess, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 10_000) said += text
      const endpoint = /^DevTools listening on (\S+)$/m.exec(said)?.[1]
      if (endpoint) resolve(endpoint)
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`${file} did not start (code ${code}). It said: ${said.slice(-2000)}`)))
  })
}

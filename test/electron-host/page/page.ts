// One page in the browser: made with everything a preload script needs before its first navigation, and reported upon
// in plain words. Knows the protocol so that webContents need not.
import { randomUUID } from 'node:crypto'
import type { Session } from '../browser/cdp.ts'
import type { RunningBrowser } from '../browser/chromium.ts'
import { failLoudly } from '../loud.ts'
import { answerRequest, type PausedRequest } from '../net/answer-request.ts'
import { fromBrowser } from '../net/schemes.ts'
import type { ToMain } from './isolated-world.ts'
import { installPreload } from './preload-script.ts'
import { followTitle } from './title.ts'
import { followWorlds, type Worlds } from './worlds.ts'

export interface PageOptions {
  readonly preload: string | undefined
  /** Additional arguments, for the preload's process.argv. */
  readonly args: readonly string[]
}

/** What a page tells its webContents. URLs are the program's own. */
export interface PageWatcher {
  received(message: ToMain): void
  navigated(url: string): void
  navigatedInPage(url: string): void
  domReady(): void
  loaded(): void
  titled(title: string): void
  crashed(): void
  logged(level: string, message: string): void
  asksForWindow(url: string, frameName: string, features: string): void
  /** A navigation of the top frame. Returns whether it may go on. */
  wantsToNavigate(url: string): boolean
  /** A navigation that leaves the browser, such as mailto:. */
  wantsToLeave(url: string): void
  closed(): void
}

export interface Page extends Worlds {
  readonly targetId: string
  readonly send: Session['send']
  resize(width: number, height: number): Promise<void>
  setTheme(isDark: boolean): Promise<void>
}

export async function openPage(browser: RunningBrowser, options: PageOptions, watcher: PageWatcher): Promise<Page> {
  const { preload, args } = options
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true })
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
  const session = browser.session(sessionId)
  const { send } = session
  const binding = `electronHost${randomUUID().replaceAll('-', '')}`
  const worlds = followWorlds(session, targetId)

  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === binding) watcher.received(JSON.parse(payload) as ToMain)
  })
  watch(session, targetId, watcher)
  browser.on('Target.targetDestroyed', gone => gone.targetId === targetId && watcher.closed())
  await Promise.all([
    send('Page.enable'),
    send('Runtime.enable'),
    send('Inspector.enable'),
    send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    send('Emulation.setFocusEmulationEnabled', { enabled: true }),
    followTitle(session, title => watcher.titled(title)),
    ...(preload ? installPreload(session, { preload, args, binding }) : []),
  ])
  return {
    targetId,
    send,
    ...worlds,
    async resize(width, height) {
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
    },
    async setTheme(isDark) {
      const value = isDark ? 'dark' : 'light'
      await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
    },
  }
}

function watch(session: Session, targetId: string, watcher: PageWatcher): void {
  session.on('Page.frameNavigated', ({ frame }) => {
    if (!frame.parentId) watcher.navigated(fromBrowser(frame.url + (frame.urlFragment ?? '')))
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === targetId) watcher.navigatedInPage(fromBrowser(url))
  })
  session.on('Page.domContentEventFired', () => watcher.domReady())
  session.on('Page.loadEventFired', () => watcher.loaded())
  session.on('Inspector.targetCrashed', () => watcher.crashed())
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    watcher.logged(type, args.map(({ value, description }) => String(value ?? description)).join(' '))
  })
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    watcher.asksForWindow(fromBrowser(url), windowName, windowFeatures.join(','))
  })
  session.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
    if (frameId === targetId && !/^(https?|about|blob|data|javascript):/.test(url)) watcher.wantsToLeave(url)
  })
  session.on('Fetch.requestPaused', paused => {
    decide(session, targetId, paused, watcher).catch(error => {
      // The request may have been cancelled by its page in the meantime; everything else is a fault.
      if (!/Invalid InterceptionId|browser is gone|Session with given id/.test(String(error))) failLoudly(error)
    })
  })
}

async function decide(session: Session, targetId: string, paused: PausedRequest, watcher: PageWatcher): Promise<void> {
  const { requestId, request, frameId, resourceType } = paused
  const isTopNavigation = resourceType === 'Document' && frameId === targetId
  if (isTopNavigation && !watcher.wantsToNavigate(fromBrowser(request.url + (request.urlFragment ?? '')))) {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    return
  }
  await answerRequest(session, paused)
}

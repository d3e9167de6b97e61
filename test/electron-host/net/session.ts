// session.defaultSession: the permission handlers of the program, and their verdicts carried into the browser.
import type { Session as ElectronSession, WebContents as ElectronWebContents } from 'electron'
import type { RunningBrowser } from '../browser/chromium.ts'
import { HostEmitter, loud } from '../loud.ts'
import { netFetch } from './net-fetch.ts'
import { originOf, protocol, toBrowser } from './schemes.ts'

type CheckHandler = Parameters<ElectronSession['setPermissionCheckHandler']>[0]
type RequestHandler = Parameters<ElectronSession['setPermissionRequestHandler']>[0]
type Permission = Parameters<NonNullable<RequestHandler>>[1]

/** Electron's name of a permission, and the browser's. */
const permissions: readonly (readonly [Permission, string, mediaType?: 'audio' | 'video'])[] = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['media', 'microphone', 'audio'],
  ['media', 'camera', 'video'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['display-capture', 'display-capture'],
  ['idle-detection', 'idle-detection'],
]

let checkHandler: CheckHandler = null
let requestHandler: RequestHandler = null

class HostSession extends HostEmitter implements Pick<ElectronSession, 'fetch'> {
  readonly protocol = protocol
  readonly fetch = netFetch

  constructor() {
    super('session', { emitted: [], byHand: ['will-download', 'preconnect'] })
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    checkHandler = handler
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    requestHandler = handler
  }

  isPersistent(): boolean {
    return true
  }
}

export const defaultSession = loud('session', new HostSession())

export const session = loud('electron.session', { defaultSession })

/**
 * Electron asks the handlers when a page wants something; the browser wants to know beforehand. So they are asked for
 * each permission as a page is about to load. Without handlers everything is granted, as in Electron.
 */
export async function settlePermissions(browser: RunningBrowser, contents: object, url: string): Promise<void> {
  const origin = originOf(url)
  if (origin === 'null') return
  const verdicts = permissions.map(async ([permission, name, mediaType]) => {
    const setting = (await mayUse(contents, permission, url, mediaType)) ? 'granted' : 'denied'
    await browser.send('Browser.setPermission', { permission: { name }, setting, origin: toBrowser(origin) })
  })
  await Promise.all(verdicts)
}

async function mayUse(contents: object, permission: Permission, url: string, mediaType?: 'audio' | 'video') {
  const asking = contents as ElectronWebContents
  const checked = { requestingUrl: url, isMainFrame: true, ...(mediaType && { mediaType, securityOrigin: url }) }
  // The types of the check handler lack what only the request handler is ever asked; no handler minds.
  const isAllowed = checkHandler?.(asking, permission as 'media', `${originOf(url)}/`, checked) ?? true
  if (!isAllowed || !requestHandler) return isAllowed
  const ask = requestHandler
  const requested = { requestingUrl: url, isMainFrame: true, ...(mediaType && { mediaTypes: [mediaType] }) }
  return new Promise<boolean>(resolve => ask(asking, permission, resolve, requested))
}

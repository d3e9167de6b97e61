// Answers the requests of a page: custom schemes by the program's handler, this machine by itself, all others by failing
// as if there were no network.
import type { Session } from '../browser/cdp.ts'
import { fromBrowser, handlerOf, policyToBrowser, toBrowser } from './schemes.ts'

/** The part of the browser's paused request that is looked at. */
export interface PausedRequest {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly urlFragment?: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
}

/**
 * A page may do everything but open windows. The browser reports the attempt all the same, and `window.open` gives null,
 * as in Electron when the program denies. A window that opened would be too late to ask about; and shutting one while
 * Playwright's debugger still holds it freezes the page that opened it.
 */
const noWindows = {
  name: 'content-security-policy',
  value: `sandbox ${[
    'allow-downloads',
    'allow-forms',
    'allow-modals',
    'allow-pointer-lock',
    'allow-presentation',
    'allow-same-origin',
    'allow-scripts',
    'allow-top-navigation',
    'allow-top-navigation-to-custom-protocols',
  ].join(' ')}`,
}

export async function answerRequest(page: Session, paused: PausedRequest): Promise<void> {
  const { requestId } = paused
  const url = fromBrowser(paused.request.url)
  const handler = handlerOf(url)
  if (!handler) {
    if (isOnThisMachine(url)) await page.send('Fetch.continueRequest', { requestId })
    else await page.send('Fetch.failRequest', { requestId, errorReason: 'InternetDisconnected' })
    return
  }
  let response: Response
  let body: Buffer
  try {
    response = await handler(toRequest(url, paused.request))
    body = Buffer.from(await response.arrayBuffer())
  } catch (error) {
    console.error(`electron-host: the handler of ${url} failed`, error)
    await page.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
    return
  }
  if (response.type === 'error') {
    await page.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
    return
  }
  const responseHeaders = [...response.headers].map(([name, value]) => ({
    name,
    value: name.startsWith('content-security-policy') ? policyToBrowser(value) : toBrowser(value),
  }))
  if (paused.resourceType === 'Document') responseHeaders.push(noWindows)
  await page.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders,
    body: body.toString('base64'),
  })
}

function toRequest(url: string, { method, headers, postDataEntries }: PausedRequest['request']): Request {
  const pieces = (postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))
  return new Request(url, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, fromBrowser(value)]),
    body: pieces.length > 0 ? Buffer.concat(pieces) : null,
  })
}

function isOnThisMachine(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return ['data:', 'blob:', 'file:'].includes(protocol) || hostname === '127.0.0.1' || hostname === 'localhost'
}

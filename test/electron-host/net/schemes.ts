// Custom schemes. Chromium refuses to navigate to a scheme it does not know, so `app://bundle/x` lives in the browser as
// `https://bundle.app.ehost.invalid/x`: also a secure context with an origin of its own, and a name that cannot leak.
import type { CustomScheme, Protocol } from 'electron'
import { loud } from '../loud.ts'

export type SchemeHandler = (request: Request) => Response | Promise<Response>

const registered = new Set<string>()
const handlers = new Map<string, SchemeHandler>()
let isReady = false

export function closeRegistration(): void {
  isReady = true
}

export const protocol = loud('protocol', {
  registerSchemesAsPrivileged(schemes: CustomScheme[]) {
    if (isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) {
        throw new Error(`electron-host: only standard and secure schemes are served, and ${scheme} is not both`)
      }
      registered.add(scheme)
    }
  },
  handle(scheme: string, handler: SchemeHandler) {
    if (!registered.has(scheme)) {
      throw new Error(
        `electron-host: ${scheme} must be registered as a standard and secure scheme before it is handled`,
      )
    }
    if (handlers.has(scheme)) throw new Error('Failed to register protocol. It has already been registered')
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string) {
    if (!handlers.delete(scheme)) throw new Error('Failed to unhandle protocol. It has not been registered')
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>)

/** Undefined for a scheme that nobody answers. */
export function handlerOf(url: string): SchemeHandler | undefined {
  return handlers.get(url.slice(0, url.indexOf(':')))
}

const inBrowser = (scheme: string, host: string) => `https://${host}.${scheme}.ehost.invalid`

const schemePattern = () => [...registered].join('|') || '(?!)'

/** Any text of the program, such as an address, in the words of the browser. */
export function toBrowser(text: string): string {
  const address = new RegExp(`\\b(${schemePattern()})://([\\w.-]+)`, 'g')
  return text.replace(address, (_, scheme: string, host: string) => inBrowser(scheme, host))
}

/**
 * A Content-Security-Policy. What it allows under the program's schemes stays allowed as it is written too: pictures and
 * sounds, unlike pages, are asked for under those.
 */
export function policyToBrowser(policy: string): string {
  const source = new RegExp(`(?<=^|[\\s;,])(${schemePattern()}):(?://([\\w.-]+))?(?=$|[\\s;,])`, 'g')
  return policy.replace(source, (own, scheme: string, host = '*') => `${own} ${inBrowser(scheme, host)}`)
}

/** Any text of the browser in the words of the program. */
export function fromBrowser(text: string): string {
  return text.replace(
    /https:\/\/([\w.-]+)\.([a-z][\w+-]*)\.ehost\.invalid/g,
    (_, host, scheme) => `${scheme}://${host}`,
  )
}

/** Electron's form of an origin: `app://bundle`. */
export function originOf(url: string): string {
  return /^[a-z][\w+.-]*:\/\/[^/?#]+/i.exec(url)?.[0] ?? 'null'
}

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

/** Any text of the program, such as an address or a policy, in the words of the browser. */
export function toBrowser(text: string): string {
  if (registered.size === 0) return text
  const schemes = [...registered].join('|')
  return text
    .replace(
      new RegExp(`\\b(${schemes})://([\\w.-]+)`, 'g'),
      (_, scheme, host) => `https://${host}.${scheme}.ehost.invalid`,
    )
    .replace(
      new RegExp(`(^|[\\s;])(${schemes}):(?=$|[\\s;])`, 'g'),
      (_, before, scheme) => `${before}https://*.${scheme}.ehost.invalid`,
    )
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

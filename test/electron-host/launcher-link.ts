// The line to the test that launched this program: it is told when the app is ready, and may run functions here.
import type { RunningBrowser } from './browser/chromium.ts'
import { createCodec, type Packed } from './page/codec.ts'

/** From the launcher. `source` is a function of (electron, arg). */
export type ToHost =
  | { readonly kind: 'evaluate'; readonly id: number; readonly source: string; readonly arg: Packed }
  | { readonly kind: 'quit' }

/** To the launcher. */
export type ToLauncher =
  | { readonly kind: 'ready'; readonly endpoint: string }
  | { readonly kind: 'evaluated'; readonly id: number; readonly ok: boolean; readonly value: Packed }

export interface LauncherLink {
  ready(browser: RunningBrowser): void
  /** Answers from now on. */
  serve(electron: object, app: { quit(): void; exit(code: number): void }): void
}

/** Takes the line away from the program: in Electron it has none. */
export function linkToLauncher(): LauncherLink {
  const codec = createCodec()
  const send = process.send?.bind(process) as ((message: ToLauncher) => void) | undefined
  delete process.send

  const evaluate = async ({ id, source, arg }: Extract<ToHost, { kind: 'evaluate' }>, electron: object) => {
    try {
      // The text of a function of a test: running it is what it was sent for.
      // biome-ignore lint/security/noGlobalEval: see above
      const run = globalThis.eval(`(${source})`) as (electron: object, arg: unknown) => unknown
      send?.({ kind: 'evaluated', id, ok: true, value: codec.pack(await run(electron, codec.unpack(arg))) })
    } catch (error) {
      send?.({ kind: 'evaluated', id, ok: false, value: codec.pack(error) })
    }
  }

  return {
    ready: ({ endpoint }) => send?.({ kind: 'ready', endpoint }),
    serve(electron, app) {
      if (!send) return
      process.on('message', (message: ToHost) => {
        if (message.kind === 'quit') app.quit()
        else evaluate(message, electron)
      })
      // The test is gone. Nobody would ever quit this program.
      process.on('disconnect', () => app.exit(1))
    },
  }
}

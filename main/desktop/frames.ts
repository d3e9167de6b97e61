// Carries the contract over Electron's IPC: plain strings, one line per page, and only from pages of our own.
import { ipcMain, type WebContents } from 'electron'
import { appOrigin } from './app-scheme.ts'

/** What wire serves a page through: a port that posts strings and hears strings. */
export interface FramePort {
  postMessage(frame: string): void
  addEventListener(type: 'message', listener: (event: { data: string }) => void): void
}

/** Calls `serve` with a port for each page that speaks; the returned function is called when the page is gone or reloaded. */
export const serveFrames = (serve: (port: FramePort) => () => void): void => {
  const pages = new Map<number, { hear: (frame: string) => void; end: () => void }>()

  const begin = (contents: WebContents) => {
    const listeners = new Set<(event: { data: string }) => void>()
    const end = serve({
      postMessage: frame => {
        if (!contents.isDestroyed()) contents.send('parley:frame', frame)
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
    })
    const page = {
      hear: (data: string) => {
        for (const listener of listeners) listener({ data })
      },
      end: () => {
        pages.delete(contents.id)
        end()
      },
    }
    pages.set(contents.id, page)
    return page
  }

  const known = new Set<number>()
  ipcMain.on('parley:frame', (event, frame: unknown) => {
    const { sender, senderFrame } = event
    // Sandboxed as they are, pages are checked all the same: only the top frame of our own bundle may speak.
    if (typeof frame !== 'string' || !senderFrame?.url.startsWith(`${appOrigin}/`)) return
    if (!known.has(sender.id)) {
      known.add(sender.id)
      const { id } = sender
      sender.on('did-navigate', () => pages.get(id)?.end())
      sender.once('destroyed', () => {
        known.delete(id)
        pages.get(id)?.end()
      })
    }
    const page = pages.get(sender.id) ?? begin(sender)
    page.hear(frame)
  })
}

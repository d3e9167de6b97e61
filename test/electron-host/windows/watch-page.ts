// Turns what a page does into what a program hears: events of its webContents, messages at ipcMain.
import { failLoudly, hostEvent } from '../loud.ts'
import { createCodec, type Packed } from '../page/codec.ts'
import type { ToMain, ToPage } from '../page/isolated-world.ts'
import type { PageWatcher } from '../page/page.ts'
import type { ContentsState } from './contents-state.ts'
import { callHandler, ipcMain } from './ipc-main.ts'
import type { MainFrame } from './main-frame.ts'

const codec = createCodec()

const levels: Readonly<Record<string, string>> = { warning: 'warning', error: 'error', assert: 'error', debug: 'debug' }

export interface Watched {
  readonly state: ContentsState
  /** As the program holds it. */
  readonly contents: { send(channel: string, ...args: unknown[]): void }
  readonly mainFrame: MainFrame
  readonly preload: string | undefined
  /** Silent once the page is gone. */
  emit(event: string, ...args: unknown[]): void
  deliver(message: ToPage): void
  forget(): void
}

export function watchPage(watched: Watched): PageWatcher {
  const { state, mainFrame, emit, forget } = watched
  const mayNavigate = (url: string) => {
    const event = hostEvent({ url, isSameDocument: false, isMainFrame: true, frame: mainFrame })
    emit('will-navigate', event, url)
    return !event.defaultPrevented
  }
  return {
    received(message) {
      if (!state.isDestroyed) receive(message, watched)
    },
    navigated(url) {
      state.url = url
      state.hasCrashed = false
      emit('did-navigate', hostEvent(), url, 200, 'OK')
    },
    navigatedInPage(url) {
      state.url = url
      emit('did-navigate-in-page', hostEvent(), url, true)
    },
    domReady: () => emit('dom-ready', hostEvent()),
    loaded() {
      state.isLoading = false
      emit('did-finish-load', hostEvent())
      emit('did-stop-loading', hostEvent())
    },
    titled(title) {
      if (title === state.title) return
      state.title = title
      emit('page-title-updated', hostEvent(), title, true)
    },
    crashed() {
      state.hasCrashed = true
      emit('render-process-gone', hostEvent(), { reason: 'crashed', exitCode: 1 })
    },
    logged(type, message) {
      const details = { level: levels[type] ?? 'info', message, lineNumber: 0, sourceId: '', frame: mainFrame }
      emit('console-message', hostEvent(details))
    },
    asksForWindow(url, frameName, features) {
      const disposition = features ? 'new-window' : 'foreground-tab'
      const referrer = { url: state.url, policy: 'strict-origin-when-cross-origin' } as const
      const answer = state.openHandler?.({ url, frameName, features, disposition, referrer })
      if (answer?.action === 'deny') return
      // Electron would open a BrowserWindow by itself.
      failLoudly(new Error(`electron-host: windows opened by a page are not implemented; deny ${url} in a handler`))
    },
    wantsToNavigate(url) {
      const isOurs = state.navigatingTo === url || url === state.url
      state.navigatingTo = undefined
      const mayGo = isOurs || mayNavigate(url)
      if (mayGo) state.isLoading = true
      return mayGo
    },
    wantsToLeave(url) {
      if (mayNavigate(url)) console.error(`electron-host: the page left for ${url}, which is not followed`)
    },
    closed: forget,
  }
}

function receive(message: ToMain, { contents, mainFrame, preload, emit, deliver }: Watched): void {
  if (message.kind === 'preload-error') {
    const error = codec.unpack(message.error)
    console.error(`Unable to load preload script: ${preload}`, error)
    emit('preload-error', hostEvent(), preload, error)
    return
  }
  const reply = (channel: string, ...args: unknown[]) => contents.send(channel, ...args)
  const event = hostEvent({
    sender: contents,
    senderFrame: mainFrame,
    processId: mainFrame.processId,
    frameId: 1,
    ports: [],
    reply,
  })
  const args = codec.unpack(message.args) as unknown[]
  if (message.kind === 'send') {
    ipcMain.emit(message.channel, event, ...args)
    return
  }
  const answer = (ok: boolean, value: Packed) => deliver({ kind: 'reply', id: message.id, ok, value })
  callHandler(message.channel, event, args)
    .then(value => answer(true, codec.pack(value)))
    .catch((reason: unknown) => answer(false, String(reason)))
}

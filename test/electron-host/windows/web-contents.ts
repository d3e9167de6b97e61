// webContents: the page of a window, as the main process knows it.
import type { WebContents as ElectronWebContents, HandlerDetails, WindowOpenHandlerResponse } from 'electron'
import type { RunningBrowser } from '../browser/chromium.ts'
import { failLoudly, HostEmitter, hostEvent, loud } from '../loud.ts'
import { toBrowser } from '../net/schemes.ts'
import { defaultSession, settlePermissions } from '../net/session.ts'
import { createCodec } from '../page/codec.ts'
import type { ToPage } from '../page/isolated-world.ts'
import { openPage, type Page, type PageOptions } from '../page/page.ts'
import type { Presence } from '../page/presence.ts'
import { type ContentsState, freshContents } from './contents-state.ts'
import { createMainFrame, type MainFrame } from './main-frame.ts'
import { watchPage } from './watch-page.ts'

const codec = createCodec()
let lastId = 0

const events = {
  emitted: [
    'did-finish-load',
    'did-fail-load',
    'did-stop-loading',
    'did-navigate',
    'did-navigate-in-page',
    'dom-ready',
    'will-navigate',
    'page-title-updated',
    'console-message',
    'preload-error',
    'render-process-gone',
    'destroyed',
  ],
  byHand: ['unresponsive', 'responsive', 'context-menu', 'before-input-event', 'will-attach-webview', 'will-redirect'],
}

type Implemented =
  | 'id'
  | 'send'
  | 'getURL'
  | 'getTitle'
  | 'loadURL'
  | 'reload'
  | 'isLoading'
  | 'isCrashed'
  | 'isDestroyed'
  | 'close'
  | 'executeJavaScript'
  | 'setWindowOpenHandler'
  | 'forcefullyCrashRenderer'

export class WebContents extends HostEmitter implements Pick<ElectronWebContents, Implemented> {
  readonly id: number
  readonly mainFrame: MainFrame
  readonly session = defaultSession
  /** Settles when the page exists and its preload script is in place. */
  readonly page: Promise<Page>
  readonly #state: ContentsState = freshContents()
  readonly #browser: RunningBrowser
  #guarded: WebContents = this

  /** The program gets the guarded face of a webContents, everywhere the same. */
  static create(browser: RunningBrowser, options: PageOptions): WebContents {
    const contents = new WebContents(browser, options)
    contents.#guarded = loud('webContents', contents, () => contents.#state.isDestroyed)
    return contents.#guarded
  }

  private constructor(browser: RunningBrowser, options: PageOptions) {
    super('webContents', events)
    lastId += 1
    this.id = lastId
    this.#browser = browser
    const state = this.#state
    this.mainFrame = createMainFrame(
      this.id,
      () => state.url,
      () => state.isDestroyed,
    )
    // Whoever made this webContents has its guarded face by the time the first thing happens in the page.
    this.page = Promise.resolve().then(() => {
      const watcher = watchPage({
        state,
        contents: this.#guarded,
        mainFrame: this.mainFrame,
        preload: options.preload,
        emit: (event, ...args) => {
          if (!state.isDestroyed) this.emit(event, ...args)
        },
        deliver: message => this.#deliver(message),
        forget: () => this.forget(),
      })
      return openPage(browser, options, watcher)
    })
    this.page.catch(error => state.isDestroyed || failLoudly(error))
  }

  getURL(): string {
    return this.#state.url
  }

  getTitle(): string {
    return this.#state.title
  }

  isLoading(): boolean {
    return this.#state.isLoading
  }

  isCrashed(): boolean {
    return this.#state.hasCrashed
  }

  isDestroyed(): boolean {
    return this.#state.isDestroyed
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#state.openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.#deliver({ kind: 'message', channel, args: codec.pack(args) })
  }

  /** Resolves when the page has loaded; rejects with the browser's error. Nobody needs to mind, as in Electron. */
  loadURL(url: string): Promise<void> {
    const loaded = this.#load(url)
    loaded.catch(() => {})
    return loaded
  }

  async #load(url: string): Promise<void> {
    const page = await this.page
    await settlePermissions(this.#browser, this.#guarded, url)
    const finished = new Promise<void>((resolve, reject) => {
      this.once('did-finish-load', resolve)
      this.once('destroyed', () => reject(new Error(`ERR_FAILED (-2) loading '${url}'`)))
    })
    finished.catch(() => {})
    this.#state.navigatingTo = url
    this.#state.isLoading = true
    const { errorText, loaderId } = await page.send('Page.navigate', { url: toBrowser(url) })
    if (errorText) {
      this.#state.isLoading = false
      this.emit('did-fail-load', hostEvent(), -2, errorText, url, true)
      throw new Error(`${errorText.replace('net::', '')} (-2) loading '${url}'`)
    }
    // Without a loader only the fragment has changed.
    if (loaderId) await finished
  }

  reload(): void {
    this.#command(page => page.send('Page.reload'))
  }

  forcefullyCrashRenderer(): void {
    // The answer never comes: the process that would send it is gone.
    this.#command(page => page.send('Page.crash'))
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.page
    const answer = await page.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true })
    const { exceptionDetails, result } = answer
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  close(): void {
    this.#command(page => this.#browser.send('Target.closeTarget', { targetId: page.targetId }))
    this.forget()
  }

  /** These three are for the window around it. */
  resize(width: number, height: number): void {
    this.#command(page => page.resize(width, height))
  }

  setPresence(presence: Presence): void {
    this.#command(async page => page.setPresence(presence))
  }

  setTheme(isDark: boolean): void {
    this.#command(page => page.setTheme(isDark))
  }

  /** The page is gone, whoever closed it. */
  forget(): void {
    if (this.#state.isDestroyed) return
    this.#state.isDestroyed = true
    this.emit('destroyed', hostEvent())
  }

  #deliver(message: ToPage): void {
    this.#command(async page => page.deliver(message))
  }

  /** The page may go at any moment; what was still meant for it has no meaning then. */
  #command(act: (page: Page) => Promise<unknown>): void {
    this.page.then(act).catch(() => {})
  }
}

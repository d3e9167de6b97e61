// What the visitor has written and we do not have on disk yet. One message at a time, the oldest first, each with an id of
// its own: sent again until it is acknowledged, and known again when it had arrived after all.
import type { PageFrame, PagePostback } from '../wire.ts'
import type { Keeper, KeptUnsent } from './keeper.ts'
import { type Uploaded, upload } from './uploads.ts'

export interface Unsent extends KeptUnsent {
  /** The file itself, while this page is open. */
  readonly source?: File
  /** Of the upload, 0 to 1. */
  readonly progress?: number
  /** Why it will not be sent; only the visitor can try again. */
  readonly refusal?: string
}

export interface OutboxPorts {
  readonly keeper: Keeper
  say(message: { clientId: string; text: string; file?: string; postback?: PagePostback }): boolean
  changed(): void
}

const ackWithinMs = 15_000
const usualPauseMs = 3_000

export class Outbox {
  readonly #ports: OutboxPorts
  #unsent: readonly Unsent[]
  #isOpen = false
  #onItsWay: string | null = null
  readonly #uploading = new Map<string, AbortController>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ports: OutboxPorts) {
    this.#ports = ports
    this.#unsent = ports.keeper.unsent()
  }

  get unsent(): readonly Unsent[] {
    return this.#unsent
  }

  get isUploading(): boolean {
    return this.#unsent.some(message => message.source && !message.file && message.refusal === undefined)
  }

  find(clientId: string): Unsent | undefined {
    return this.#unsent.find(message => message.clientId === clientId)
  }

  add(text: string, { source, postback }: { readonly source?: File; readonly postback?: PagePostback } = {}): void {
    const about = { ...(source ? { source } : {}), ...(postback ? { postback } : {}) }
    const message: Unsent = { clientId: newId(), text, at: Date.now(), ...about }
    this.#unsent = [...this.#unsent, message]
    // A file alone outlives the page only when it is uploaded; its words should then still have it.
    if (!source) this.#ports.keeper.keepUnsent(message)
    this.#ports.changed()
    this.#pump()
  }

  /** The line is there and we are known: everything goes on. */
  open(): void {
    this.#isOpen = true
    this.#onItsWay = null
    this.#pump()
  }

  close(): void {
    this.#isOpen = false
    this.#onItsWay = null
    clearTimeout(this.#timer)
  }

  /** It is on disk; of what is not in here there is nothing to be done. */
  done(clientId: string): void {
    if (!this.find(clientId)) return
    this.#forget(clientId)
    if (this.#onItsWay === clientId) this.#onItsWay = null
    this.#ports.changed()
    this.#pump()
  }

  refused({ clientId, sentence, retryAfterMs }: Extract<PageFrame, { type: 'refused' }>): void {
    const concerned = clientId ?? this.#onItsWay
    if (concerned === null) return
    this.#onItsWay = null
    if (retryAfterMs !== undefined) {
      this.#again(retryAfterMs)
      return
    }
    this.#change(concerned, { refusal: sentence })
    this.#pump()
  }

  retry(clientId: string): void {
    const message = this.find(clientId)
    if (!message) return
    const { refusal: _old, progress: _none, ...rest } = message
    const { file: _receipt, ...withoutReceipt } = rest
    this.#replace(clientId, message.source ? withoutReceipt : rest)
    this.#pump()
  }

  remove(clientId: string): void {
    this.#uploading.get(clientId)?.abort()
    this.#forget(clientId)
    if (this.#onItsWay === clientId) this.#onItsWay = null
    this.#ports.changed()
    this.#pump()
  }

  #pump(): void {
    if (!this.#isOpen) return
    for (const message of this.#unsent) if (needsUpload(message)) this.#upload(message)
    if (this.#onItsWay !== null) return
    const next = this.#unsent.find(message => message.refusal === undefined && !needsUpload(message))
    if (!next) return
    const { clientId, text, file, postback } = next
    const more = { ...(file ? { file: file.sealed } : {}), ...(postback ? { postback } : {}) }
    if (!this.#ports.say({ clientId, text, ...more })) return
    this.#onItsWay = clientId
    // Whatever swallowed it: the same again is no double.
    this.#again(ackWithinMs)
  }

  #again(inMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#onItsWay = null
      this.#pump()
    }, inMs)
  }

  #upload({ clientId, source }: Unsent): void {
    const token = this.#ports.keeper.token
    if (!source || !token || this.#uploading.has(clientId)) return
    const abort = new AbortController()
    this.#uploading.set(clientId, abort)
    const onProgress = (progress: number) => this.#change(clientId, { progress })
    upload(source, token, onProgress, abort.signal).then(result => {
      this.#uploading.delete(clientId)
      if (abort.signal.aborted) return
      if ('sealed' in result) this.#uploaded(clientId, result)
      else if (result.retryAfterMs === null) this.#change(clientId, { refusal: result.sentence })
      else setTimeout(() => this.#pump(), result.retryAfterMs || usualPauseMs)
    })
  }

  #uploaded(clientId: string, file: Uploaded): void {
    this.#change(clientId, { file })
    const message = this.find(clientId)
    if (message) this.#ports.keeper.keepUnsent({ clientId, text: message.text, at: message.at, file })
    this.#pump()
  }

  #change(clientId: string, change: Partial<Unsent>): void {
    const message = this.find(clientId)
    if (message) this.#replace(clientId, { ...message, ...change })
  }

  #replace(clientId: string, message: Unsent): void {
    this.#unsent = this.#unsent.map(one => (one.clientId === clientId ? message : one))
    this.#ports.changed()
  }

  #forget(clientId: string): void {
    this.#ports.keeper.forgetUnsent(clientId)
    this.#unsent = this.#unsent.filter(message => message.clientId !== clientId)
  }
}

/** 128 random bits; `crypto.randomUUID` is missing on pages without https. */
const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')

const needsUpload = (message: Unsent): boolean =>
  message.source !== undefined && message.file === undefined && message.refusal === undefined

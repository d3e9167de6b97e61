// Notification: shown to nobody, kept for the test, which clicks by emitting what the desktop would.
import type { NotificationConstructorOptions } from 'electron'
import { HostEmitter, hostEvent, loud } from '../loud.ts'

const events = { emitted: ['show', 'close'], byHand: ['click', 'action', 'reply', 'failed'] }

export class Notification extends HostEmitter {
  /** Every notification that was ever shown, oldest first. */
  static readonly shown: Notification[] = []

  static isSupported(): boolean {
    return true
  }

  title: string
  subtitle: string
  body: string
  silent: boolean
  urgency: string
  timeoutType: string
  actions: readonly { readonly type: string; readonly text?: string }[]
  readonly options: NotificationConstructorOptions
  /** Whether it is on the screen now, for tests. */
  isOpen = false
  #face: Notification = this

  constructor(options: NotificationConstructorOptions = {}) {
    super('Notification', events)
    this.options = options
    this.title = options.title ?? ''
    this.subtitle = options.subtitle ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    this.urgency = options.urgency ?? 'normal'
    this.timeoutType = options.timeoutType ?? 'default'
    this.actions = options.actions ?? []
    this.#face = loud('Notification', this)
    // biome-ignore lint/correctness/noConstructorReturn: a program must only ever hold the guarded face
    return this.#face
  }

  show(): void {
    if (!Notification.shown.includes(this.#face)) Notification.shown.push(this.#face)
    this.isOpen = true
    queueMicrotask(() => this.emit('show', hostEvent()))
  }

  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    queueMicrotask(() => this.emit('close', hostEvent()))
  }
}

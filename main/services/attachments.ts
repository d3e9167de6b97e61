// Fetches the bytes of attachments that networks keep for us: after the message is stored, several at once, again after trouble.
import type { Log } from '../channels/channel.ts'
import { type Clock, MINUTE, SECOND } from '../domain/clock.ts'
import type { AttachmentId } from '../domain/ids.ts'
import type { AttachmentRow, FileStore, Store } from '../storage/store.ts'
import { Alarm } from './alarm.ts'
import { Errand } from './errand.ts'
import type { Links } from './links.ts'

const atOnce = 4
const triesAtMost = 8

export class Attachments {
  readonly #store: Store
  readonly #files: FileStore
  readonly #clock: Clock
  readonly #links: Links
  readonly #errand: Errand
  readonly #alarm: Alarm
  readonly #notBefore = new Map<AttachmentId, number>()
  readonly #stop = new AbortController()

  constructor(ports: { store: Store; files: FileStore; clock: Clock; log: Log }, links: Links) {
    this.#store = ports.store
    this.#files = ports.files
    this.#clock = ports.clock
    this.#links = links
    this.#errand = new Errand('Fetching attachments', ports.log, () => this.#pass())
    this.#alarm = new Alarm(ports.clock, () => this.kick())
  }

  kick(): void {
    if (!this.#stop.signal.aborted) void this.#errand.request()
  }

  settled(): Promise<void> {
    return this.#errand.settled()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    this.#alarm.setTo(null)
    await this.settled()
  }

  async #pass(): Promise<void> {
    const now = this.#clock.now()
    const rows = await this.#store.messages.attachmentsToFetch(200)
    const due = rows.filter(row => (this.#notBefore.get(row.id) ?? 0) <= now)
    for (let i = 0; i < due.length && !this.#stop.signal.aborted; i += atOnce)
      await Promise.all(due.slice(i, i + atOnce).map(row => this.#fetch(row)))
    const later = [...this.#notBefore.values()].filter(at => at > now)
    if (later.length > 0) this.#alarm.notAfter(Math.min(...later))
  }

  async #fetch(row: AttachmentRow): Promise<void> {
    const link = this.#links.get(row.channelId)
    if (link?.fetchAttachment === undefined || row.remote === null) {
      this.#notBefore.set(row.id, this.#clock.now() + MINUTE)
      return
    }
    const got = await link.fetchAttachment(row.remote, this.#stop.signal).catch(error => ({
      failed: String(error),
      final: false,
    }))
    if (this.#stop.signal.aborted && 'failed' in got) return
    if ('failed' in got) {
      const attempts = row.attempts + 1
      const final = got.final || attempts >= triesAtMost
      const retryAt = ('retryAt' in got ? got.retryAt : undefined) ?? this.#clock.now() + 2 ** attempts * 2 * SECOND
      if (final) this.#notBefore.delete(row.id)
      else this.#notBefore.set(row.id, retryAt)
      await this.#conclude(row, final ? { state: 'failed', failure: got.failed, attempts } : { attempts }, final)
      return
    }
    this.#notBefore.delete(row.id)
    const { fileId, size } = await this.#files.put(got.bytes)
    const name = row.name === '' && 'name' in got ? got.name : undefined
    const mime = 'mime' in got ? got.mime : undefined
    await this.#conclude(
      row,
      {
        state: 'stored',
        fileId,
        size,
        failure: null,
        ...(name === undefined ? {} : { name }),
        ...(mime === undefined ? {} : { mime }),
      },
      true,
    )
  }

  #conclude(
    row: AttachmentRow,
    change: Parameters<Parameters<Parameters<Store['transact']>[0]>[0]['messages']['updateAttachment']>[1],
    tell: boolean,
  ): Promise<void> {
    return this.#store.transact(async tx => {
      // Its contact may have been erased while it was on its way.
      if ((await tx.messages.attachment(row.id)) === null && change.fileId) return tx.persons.forgetFile(change.fileId)
      await tx.messages.updateAttachment(row.id, change)
      if (!tell) return
      const chat = await tx.chats.get(row.chatId)
      const offered = chat?.status === 'waiting' ? (await tx.offers.open(row.chatId)).map(offer => offer.agentId) : []
      await tx.events.append({
        type: 'message.changed',
        at: this.#clock.now(),
        audience: chat?.ownerId ? [chat.ownerId] : offered,
        chatId: row.chatId,
        messageId: row.messageId,
      })
    })
  }
}

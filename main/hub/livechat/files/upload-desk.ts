// Files that programs upload before they send them: kept, and named by an address that a seal of ours makes. The address is good for
// a day; a message that the file goes into has one of its own.
import { z } from 'zod'
import { describeUpload } from '../../../channels/web/door/uploads.ts'
import type { Seal } from '../../../channels/web/seal.ts'
import { type Clock, DAY } from '../../../domain/clock.ts'
import { asId, type FileId } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { IncomingAttachment } from '../../../domain/unified-message.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Reads } from '../../../storage/store.ts'
import { fail, failOf, type ProtocolError } from '../protocol-error.ts'
import { isProgram } from './programs.ts'

/** LiveChat's own limit ("Upload File", 3.6). */
export const largestUpload = 10 * 1024 * 1024
const lifeMs = DAY

const purposes = { attachment: 'livechat-file', upload: 'livechat-upload' } as const

const sealedUpload = z.object({
  fileId: z.string(),
  kind: z.enum(['photo', 'video', 'audio', 'document']),
  name: z.string(),
  mime: z.string(),
  size: z.number(),
  until: z.number(),
})

/** A file as it stands behind an address. */
export interface HeldFile {
  readonly fileId: FileId
  readonly kind: IncomingAttachment['kind']
  readonly name: string
  readonly mime: string
  readonly size: number
}

export class UploadDesk {
  readonly #parts: {
    readonly seal: Seal
    readonly clock: Clock
    readonly reads: Reads
    readonly files: Services['files']
    root(): string
  }

  constructor(parts: {
    readonly seal: Seal
    readonly clock: Clock
    readonly reads: Reads
    readonly files: Services['files']
    /** Under which address files can be had, without a slash at the end. */
    root(): string
  }) {
    this.#parts = parts
  }

  /** The address of a file that is in a message. */
  urlOf(attachmentId: string): string {
    return this.#url(this.#parts.seal.close(purposes.attachment, attachmentId))
  }

  /** Keeps the bytes; the address by which they can be sent within a day. */
  async keep(bytes: Uint8Array, name: string, contentType: string): Promise<string | ProtocolError> {
    if (bytes.byteLength === 0) return fail('validation', '`file`: it is empty.')
    if (bytes.byteLength > largestUpload) return fail('entity_too_large', 'A file can have at most 10 MB.')
    const file = describeUpload({ name }, contentType)
    if (isProgram(file.name, bytes))
      return fail('validation', '`file`: programs cannot be sent. Put it into an archive.')
    const { clock, seal, files } = this.#parts
    const kept = await files.put(bytes)
    if (isRefusal(kept)) return failOf(kept)
    return this.#url(seal.close(purposes.upload, { ...file, ...kept, until: clock.now() + lifeMs }))
  }

  /** Null: none of our addresses, its day is over, or the file is gone. */
  async open(url: string): Promise<HeldFile | null> {
    const name = /\/livechat\/files\/([\w-]+\.[\w-]+)$/.exec(url)?.[1]
    return name === undefined ? null : this.openName(name)
  }

  /** By what stands last in the address. */
  async openName(sealed: string): Promise<HeldFile | null> {
    const { seal, clock, reads } = this.#parts
    const upload = sealedUpload.safeParse(seal.open(purposes.upload, sealed))
    if (upload.success) {
      const { until, fileId, ...file } = upload.data
      return until > clock.now() ? { ...file, fileId: asId(fileId) } : null
    }
    const attachmentId = z.string().safeParse(seal.open(purposes.attachment, sealed))
    const row = attachmentId.success ? await reads.messages.attachment(asId(attachmentId.data)) : null
    if (row === null || row.fileId === null) return null
    const { fileId, kind, name, mime, size } = row
    return { fileId, kind, name, mime, size: size ?? 0 }
  }

  #url(sealed: string): string {
    return `${this.#parts.root()}/livechat/files/${sealed}`
  }
}

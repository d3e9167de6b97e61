// Bytes that screens hand in: replies' files and the notification sound.
import type { FileId } from '../domain/ids.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { FileStore } from '../storage/store.ts'
import type { FileVerbs } from './verbs.ts'

/** Telegram's limit for files of bots, and ours. Source: facts of the Bot API, "other files <= 50 MB". */
export const largestFile = 50 * 1024 * 1024

export class FileService implements FileVerbs {
  readonly #files: FileStore

  constructor(files: FileStore) {
    this.#files = files
  }

  async put(bytes: Uint8Array): Promise<{ readonly fileId: FileId; readonly size: number } | Refusal> {
    if (bytes.length === 0) return refuse('invalid', 'base64: the file is empty. Choose another.', { field: 'base64' })
    if (bytes.length > largestFile)
      return refuse('tooLarge', 'base64: the file is larger than 50 MB. Send a link instead.', { field: 'base64' })
    return this.#files.put(bytes)
  }

  read(id: FileId): Promise<Uint8Array | null> {
    return this.#files.read(id)
  }
}

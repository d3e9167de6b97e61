// The files of one bot: what customers sent it and what it uploaded, under file ids that only this bot can use.
import { createHash } from 'node:crypto'
import type { FileEntry } from '../record/ledger.ts'

export type MediaKind = 'photo' | 'document' | 'voice' | 'audio' | 'video' | 'video_note' | 'animation' | 'sticker'

/** How real file ids of each kind begin. */
const prefixes: Record<MediaKind, string> = {
  photo: 'AgACAgIAAxkB',
  document: 'BQACAgIAAxkB',
  voice: 'AwACAgIAAxkB',
  audio: 'CQACAgIAAxkB',
  video: 'BAACAgIAAxkB',
  video_note: 'DQACAgIAAxkB',
  animation: 'CgACAgIAAxkB',
  sticker: 'CAACAgIAAxkB',
}

const mimes: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  zip: 'application/zip',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/x-wav',
  mp4: 'video/mp4',
  webm: 'video/webm',
  tgs: 'application/x-tgsticker',
}

export interface NewFile {
  kind: MediaKind
  name: string
  bytes: Buffer
  /** Guessed from the name's ending where it is not given. */
  mime?: string
  /** Pretends to be this long, so that a file too big to download needs no bytes. */
  size?: number
}

export class StoredFile {
  readonly kind: MediaKind
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
  readonly size: number
  readonly fileId: string
  readonly uniqueId: string
  /** Where getFile says it can be fetched; names are not preserved (facts 1.2). */
  readonly path: string
  /** When getFile last promised the path; links outlive the promise by an hour. */
  promisedAt: number | undefined
  #sha256: string | undefined

  constructor(file: NewFile, botId: number, number: number) {
    this.kind = file.kind
    this.name = file.name
    this.mime = file.mime && file.mime !== 'application/octet-stream' ? file.mime : mimeOf(file.name)
    this.bytes = file.bytes
    this.size = file.size ?? file.bytes.length
    this.fileId =
      prefixes[file.kind] + Buffer.from(`${botId}/${String(number).padStart(12, '0')}/file`).toString('base64url')
    this.uniqueId = `AgAD${Buffer.from(String(number).padStart(8, '0')).toString('base64url')}`
    this.path = `${file.kind}s/file_${number}${endingOf(file.name)}`
  }

  entry(): FileEntry {
    this.#sha256 ??= createHash('sha256').update(this.bytes).digest('hex')
    return { name: this.name, size: this.size, sha256: this.#sha256 }
  }
}

export class FileStore {
  readonly #botId: number
  readonly #byId = new Map<string, StoredFile>()
  readonly #byPath = new Map<string, StoredFile>()

  constructor(botId: number) {
    this.#botId = botId
  }

  keep(file: NewFile): StoredFile {
    const stored = new StoredFile(file, this.#botId, this.#byId.size)
    this.#byId.set(stored.fileId, stored)
    this.#byPath.set(stored.path, stored)
    return stored
  }

  byId(fileId: string): StoredFile | undefined {
    return this.#byId.get(fileId)
  }

  byPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path)
  }
}

function endingOf(name: string): string {
  return /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? ''
}

function mimeOf(name: string): string {
  return mimes[endingOf(name).slice(1)] ?? 'application/octet-stream'
}

// The files inside messages. Telegram forgets most names and types of files, so each gets sensible ones at once.
import type { IncomingAttachment } from '../../../domain/unified-message.ts'
import type { WireFile } from '../wire.ts'
import { present } from './present.ts'

const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  zip: 'application/zip',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  tgs: 'application/x-tgsticker',
}

interface Guess {
  /** The name without its ending, for a file that came without a name. */
  readonly name: string
  /** The type that Telegram uses for this kind, when it does not say. */
  readonly mime?: string
}

export const attachment = (kind: IncomingAttachment['kind'], file: WireFile, guess: Guess): IncomingAttachment => {
  const mime = file.mime_type ?? guess.mime ?? typeOf(file.file_name) ?? 'application/octet-stream'
  return {
    kind,
    name: file.file_name ?? guess.name + endingFor(mime),
    mime,
    remote: file.file_id,
    ...present({
      size: file.file_size,
      width: file.width,
      height: file.height,
      durationMs: file.duration === undefined ? undefined : Math.round(file.duration * 1000),
    }),
  }
}

const typeOf = (name: string | undefined): string | undefined => types[name?.split('.').at(-1)?.toLowerCase() ?? '']

const endingFor = (mime: string): string => {
  const ending = Object.keys(types).find(key => types[key] === mime)
  return ending === undefined ? '' : `.${ending}`
}

/** A photo comes in several sizes: the one with the most pixels, or bytes where pixels are not told. */
export const largest = (sizes: readonly WireFile[]): WireFile | undefined =>
  sizes.toSorted((a, b) => pixels(b) - pixels(a) || (b.file_size ?? 0) - (a.file_size ?? 0))[0]

const pixels = (size: WireFile): number => (size.width ?? 0) * (size.height ?? 0)

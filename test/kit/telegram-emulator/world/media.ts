// A file as a message shows it, the same for what customers send and what the bot sends.
import type { Message } from 'grammy/types'
import type { FileStore, MediaKind, StoredFile } from './file-store.ts'

export interface MediaDetails {
  durationS?: number
  width?: number
  height?: number
  title?: string
  performer?: string
  emoji?: string
}

/** The content fields of a message that carries this file. */
export function mediaFields(
  file: StoredFile,
  kind: MediaKind,
  details: MediaDetails,
  files: FileStore,
): Partial<Message> {
  const base = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size }
  const named = { ...base, file_name: file.name, mime_type: file.mime }
  const duration = details.durationS ?? 3
  const size = { width: details.width ?? 640, height: details.height ?? 480 }
  switch (kind) {
    case 'photo': {
      const full = pictureSize(file.bytes) ?? { width: details.width ?? 1280, height: details.height ?? 960 }
      const small = files.keep({ kind: 'photo', name: file.name, bytes: file.bytes })
      const thumbnail = { file_id: small.fileId, file_unique_id: small.uniqueId, file_size: small.size }
      return {
        photo: [
          { ...thumbnail, width: 90, height: 67 },
          { ...base, ...full },
        ],
      }
    }
    case 'document':
      return { document: named }
    case 'voice':
      return { voice: { ...base, mime_type: file.mime, duration } }
    case 'audio': {
      const { title, performer } = details
      return { audio: { ...named, duration, ...(title ? { title } : {}), ...(performer ? { performer } : {}) } }
    }
    case 'video':
      return { video: { ...named, ...size, duration } }
    case 'video_note':
      return { video_note: { ...base, length: 240, duration } }
    case 'animation':
      // The same file once more as a document: old clients know no animations (facts 1.2).
      return { animation: { ...named, ...size, duration }, document: named }
    case 'sticker': {
      const isAnimated = file.mime === 'application/x-tgsticker'
      const look = { width: 512, height: 512, is_animated: isAnimated, is_video: file.mime === 'video/webm' }
      return {
        sticker: { ...base, ...look, type: 'regular', emoji: details.emoji ?? '👋', set_name: 'EmulatedStickers' },
      }
    }
  }
}

/** Whether Telegram would take the bytes for a picture. */
export function isPicture(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1')
  return ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'BM'].some(magic => head.startsWith(magic)) || head.slice(8) === 'WEBP'
}

/** Voice notes are OGG, MP3 or M4A; anything else is shown as a document (facts 1.2). */
export function isVoice(file: StoredFile): boolean {
  return ['audio/ogg', 'audio/mpeg', 'audio/mp4'].includes(file.mime)
}

function pictureSize(bytes: Buffer): { width: number; height: number } | undefined {
  const isPng = bytes.length >= 24 && bytes.subarray(1, 4).toString('latin1') === 'PNG'
  return isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined
}

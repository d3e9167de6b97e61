// A visitor's files: counted while they come in, kept by the inside, and handed back to the page as a sealed receipt.
// Nobody can speak of a file that they did not send themselves, although files are named by their contents.
import { z } from 'zod'
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import type { Seal } from '../seal.ts'
import { type StoredUpload, storedUpload } from '../wire.ts'

/** After the limit so much more is read and thrown away, so that the sender gets to read the refusal. */
const patienceBytes = 64 * 1024 * 1024
const sealed = z.object({ channelId: z.string(), visitor: z.string(), file: storedUpload })

export const tooLarge = (maxBytes: number): Refusal =>
  maxBytes === 0
    ? refuse('notAllowed', 'Files cannot be sent in this chat.', { field: 'file' })
    : refuse('tooLarge', `A file can have at most ${Math.floor(maxBytes / 1024 / 1024)} MB.`, { field: 'file' })

/** The whole body, or a refusal as soon as it is known to be too large. Never holds more than the limit. */
export const readBody = async (
  body: ReadableStream<Uint8Array> | null,
  declared: number | null,
  maxBytes: number,
): Promise<Uint8Array | Refusal> => {
  if (declared !== null && declared > maxBytes + patienceBytes) return tooLarge(maxBytes)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > maxBytes + patienceBytes) break
    if (size > maxBytes || (declared ?? 0) > maxBytes) parts.length = 0
    else parts.push(part)
  }
  if (size > maxBytes || (declared ?? 0) > maxBytes) return tooLarge(maxBytes)
  if (size === 0) return refuse('invalid', 'This file is empty.', { field: 'file' })
  return Buffer.concat(parts)
}

export const describeUpload = (
  query: Record<string, string>,
  contentType: string | undefined,
): Omit<StoredUpload, 'fileId' | 'size'> => {
  const mime = plainMime(contentType)
  const width = pixels(query.width)
  const height = pixels(query.height)
  return { kind: kindOf(mime), name: fileName(query.name ?? ''), mime, ...(width && height ? { width, height } : {}) }
}

export const sealUpload = (seal: Seal, channelId: string, visitor: string, file: StoredUpload): string =>
  seal.close('upload', { channelId, visitor, file })

/** Null: not sealed by us, or for somebody else. */
export const openUpload = (
  seal: Seal,
  whose: { readonly visitor: string; readonly service: { readonly channelId: string } },
  text: string,
): StoredUpload | null => {
  const opened = sealed.safeParse(seal.open('upload', text))
  if (!opened.success) return null
  const { channelId, visitor, file } = opened.data
  return channelId === whose.service.channelId && visitor === whose.visitor ? file : null
}

const plainMime = (contentType: string | undefined): string => {
  const mime = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,80}$/.test(mime) ? mime : 'application/octet-stream'
}

const kindOf = (mime: string): StoredUpload['kind'] => {
  if (/^image\/(png|jpeg|gif|webp|avif)$/.test(mime)) return 'photo'
  if (mime.startsWith('video/')) return 'video'
  if (mime.startsWith('audio/')) return 'audio'
  return 'document'
}

/** A name without folders, without control characters and without those that turn the direction of text: "gpj.exe" stays that. */
const fileName = (name: string): string =>
  name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, '')
    .replace(/^.*[\\/]/, '')
    .trim()
    .slice(-120)
    .toWellFormed() || 'file'

const pixels = (text: string | undefined): number => {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 && number <= 20_000 ? number : 0
}

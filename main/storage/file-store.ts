// Files by content address: the same bytes are kept once, under the SHA-256 of what they are.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { FileId } from '../domain/ids.ts'
import { asId } from '../domain/ids.ts'
import type { FileStore } from './store.ts'

/** Ids come from screens and networks too: nothing but a SHA-256 in hex ever becomes a path. */
const isAddress = (id: string): boolean => /^[0-9a-f]{64}$/.test(id)

/** Keeps files in `dir/ab/abcdef...`. What is there is whole: it is written aside, flushed to the disk, then given its name. */
export const openFileStore = (dir: string): FileStore => {
  const pathOf = (id: string) => join(dir, id.slice(0, 2), id)
  return {
    async put(bytes) {
      const fileId = asId<FileId>(createHash('sha256').update(bytes).digest('hex'))
      const path = pathOf(fileId)
      if ((await sizeOf(path)) !== bytes.byteLength) await write(path, bytes)
      return { fileId, size: bytes.byteLength }
    },
    async read(id) {
      return isAddress(id) ? absentAsNull(readFile(pathOf(id))) : null
    },
    async size(id) {
      return isAddress(id) ? sizeOf(pathOf(id)) : null
    },
    async remove(id) {
      if (isAddress(id)) await rm(pathOf(id), { force: true })
    },
    async stream(id) {
      const file = isAddress(id) ? await absentAsNull(open(pathOf(id))) : null
      return file && (Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>)
    },
  }
}

const write = async (path: string, bytes: Uint8Array): Promise<void> => {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const aside = join(folder, `.${randomUUID()}`)
  try {
    await withFile(aside, 'wx', async file => {
      await file.writeFile(bytes)
      await file.sync()
    })
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
  // The name is on the disk only when its folder is; Windows cannot open folders, and flushes names by itself.
  if (process.platform !== 'win32') await withFile(folder, 'r', folder => folder.sync())
}

const withFile = async (
  path: string,
  flags: string,
  use: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> => {
  const file = await open(path, flags)
  try {
    await use(file)
  } finally {
    await file.close()
  }
}

const sizeOf = async (path: string): Promise<number | null> => (await absentAsNull(stat(path)))?.size ?? null

const absentAsNull = <T>(wanted: Promise<T>): Promise<T | null> =>
  wanted.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })

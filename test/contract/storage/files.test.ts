// The file store: bytes under their own address, whole or not at all.
import { createHash } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asId, type FileId } from '../../../main/domain/ids.ts'
import { openFileStore } from '../../../main/storage/file-store.ts'
import { tempDir } from '../../kit/temp-dir.ts'

const implementations = [{ name: 'a folder', open: openFileStore }]

const bytesOf = async (stream: ReadableStream<Uint8Array> | null): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream ?? []) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe.each(implementations)('files in $name', ({ open }) => {
  test('come back as they were, whole or in a stream, under the hash of what they are', async () => {
    const files = open(tempDir())
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200_000, size: 'max' }), async bytes => {
        const { fileId, size } = await files.put(bytes)
        expect(fileId).toBe(createHash('sha256').update(bytes).digest('hex'))
        expect([size, await files.size(fileId)]).toEqual([bytes.length, bytes.length])
        expect(Buffer.compare((await files.read(fileId)) ?? Buffer.alloc(0), bytes)).toBe(0)
        expect(Buffer.compare(await bytesOf(await files.stream(fileId)), bytes)).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  test('the same bytes are kept once, also when many put them at once', async () => {
    const dir = tempDir()
    const files = open(dir)
    const puts = await Promise.all(Array.from({ length: 8 }, () => files.put(Buffer.from('same'))))
    expect(new Set(puts.map(put => put.fileId)).size).toBe(1)
    expect(readdirSync(dir, { recursive: true })).toHaveLength(2)
  })

  test('a file that a crash or a full disk cut short is written again', async () => {
    const dir = tempDir()
    const files = open(dir)
    const { fileId } = await files.put(Buffer.from('whole'))
    writeFileSync(join(dir, fileId.slice(0, 2), fileId), 'who')
    await files.put(Buffer.from('whole'))
    expect(String(await files.read(fileId))).toBe('whole')
  })

  test.each(['0'.repeat(64), '', '..', '../../etc/passwd', 'A'.repeat(64), `${'0'.repeat(63)}/`])(
    'what is not there, or no address at all, is null (%s)',
    async id => {
      const files = open(tempDir())
      const fileId = asId<FileId>(id)
      expect([await files.read(fileId), await files.size(fileId), await files.stream(fileId)]).toEqual([
        null,
        null,
        null,
      ])
    },
  )
})

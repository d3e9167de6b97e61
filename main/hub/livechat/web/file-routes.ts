// GET /livechat/files/<sealed>: the file of a message, for everybody who was told its address, as on LiveChat's own CDN.
import { Hono } from 'hono'
import { z } from 'zod'
import type { Seal } from '../../../channels/web/seal.ts'
import { asId } from '../../../domain/ids.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Reads } from '../../../storage/store.ts'
import { allowPages } from './allow-pages.ts'

const purpose = 'livechat-file'

export const sealFile = (seal: Seal, attachmentId: string): string => seal.close(purpose, attachmentId)

/** What a browser shows by itself and cannot run. */
const shown = /^(image\/(png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/i

export const fileRoutes = ({
  seal,
  reads,
  files,
}: {
  readonly seal: Seal
  readonly reads: Reads
  readonly files: Services['files']
}): Hono => {
  const app = new Hono()
  app.use('/*', allowPages)
  app.get('/:sealed', async c => {
    const id = z.string().safeParse(seal.open(purpose, c.req.param('sealed')))
    const row = id.success ? await reads.messages.attachment(asId(id.data)) : null
    const bytes = row === null || row.fileId === null ? null : await files.read(row.fileId)
    if (row === null || bytes === null) return c.text('There is no such file.', 404)
    const inline = shown.test(row.mime)
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': inline ? row.mime : 'application/octet-stream',
      'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(row.name.toWellFormed())}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=3600',
    })
  })
  return app
}

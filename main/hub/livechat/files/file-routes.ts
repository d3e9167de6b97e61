// GET /livechat/files/<sealed>: a file for everybody who was told its address, as on LiveChat's own CDN.
import { Hono } from 'hono'
import type { Services } from '../../../services/verbs.ts'
import { allowPages } from '../web/allow-pages.ts'
import type { UploadDesk } from './upload-desk.ts'

/** What a browser shows by itself and cannot run. */
const shown = /^(image\/(png|jpeg|gif|webp)|audio\/[\w.-]+|video\/[\w.-]+)$/i

export const fileRoutes = ({
  uploads,
  files,
}: {
  readonly uploads: UploadDesk
  readonly files: Services['files']
}): Hono => {
  const app = new Hono()
  app.use('/*', allowPages)
  app.get('/:sealed', async c => {
    const file = await uploads.openName(c.req.param('sealed'))
    const bytes = file === null ? null : await files.read(file.fileId)
    if (file === null || bytes === null) return c.text('There is no such file.', 404)
    const inline = shown.test(file.mime)
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': inline ? file.mime : 'application/octet-stream',
      'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${percent(file.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=3600',
    })
  })
  return app
}

/** RFC 8187: what encodeURIComponent leaves and a header parameter must not hold. */
const percent = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

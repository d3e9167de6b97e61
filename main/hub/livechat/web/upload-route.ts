// POST /v3.x/{customer|agent}/action/upload_file: one file of a form. Source: "Upload File" of both Chat APIs, 3.6.
import type { Context } from 'hono'
import { largestUpload, type UploadDesk } from '../files/upload-desk.ts'
import type { Answer } from '../method.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'

/** With what a form puts around a file. */
export const largestForm = largestUpload + 64 * 1024

/** After the caller was let in. `largest`: bytes; 0: they may send no files. */
export const takeUpload = async (c: Context, uploads: UploadDesk, largest: number): Promise<Answer | ProtocolError> => {
  if (largest === 0) return fail('not_allowed', 'Files cannot be sent here.')
  if (!/^multipart\/form-data/i.test(c.req.header('Content-Type') ?? ''))
    return fail('validation', 'Send the file as multipart/form-data, in the field `file`.')
  const form = await c.req.parseBody().catch(() => null)
  const file = form?.file
  if (!(file instanceof File)) return fail('validation', '`file`: a form with one file is needed.')
  if (file.size > largest)
    return fail('entity_too_large', `A file can have at most ${Math.floor(largest / 1024 / 1024)} MB.`)
  const url = await uploads.keep(new Uint8Array(await file.arrayBuffer()), file.name, file.type)
  return isProtocolError(url) ? url : { payload: { url } }
}

// Brings the bytes of a reply's file to Facebook, which gives them a number that a message can name (Messenger Platform,
// "Attachment Upload API"). Nobody sees an upload, so one whose answer was lost is simply made again.
import type { OutgoingAttachment } from '../../domain/unified-message.ts'
import * as answers from './graph/answers.ts'
import type { GraphApi, Trouble } from './graph/api.ts'

/** Messenger Platform, "Saving assets": up to 25 MB whatever the type. */
export const largestFile = 25 * 1024 * 1024

/** Uploads that are remembered for the next try of their messages. */
const mostRemembered = 200

export class Uploads {
  readonly #api: GraphApi
  readonly #known = new Map<string, string>()

  constructor(api: GraphApi) {
    this.#api = api
  }

  async idOf(
    file: OutgoingAttachment,
    signal: AbortSignal,
  ): Promise<{ readonly id: string } | { readonly trouble: Trouble }> {
    const known = this.#known.get(file.id)
    if (known !== undefined) return { id: known }
    const form = new FormData()
    form.set('message', JSON.stringify({ attachment: { type: typeFor(file), payload: { is_reusable: true } } }))
    const bytes = new Uint8Array(await file.read())
    form.set('filedata', new Blob([bytes], { type: plainMime(file.mime) }), file.name === '' ? 'file' : file.name)
    const answer = await this.#api.upload(this.#api.page('/message_attachments'), form, signal)
    if (!answer.ok) return { trouble: answer.trouble }
    const id = answers.uploaded.safeParse(answer.body).data?.attachment_id
    if (id === undefined) return { trouble: { kind: 'foreign', status: 200 } }
    const [oldest] = this.#known.keys()
    if (this.#known.size >= mostRemembered && oldest !== undefined) this.#known.delete(oldest)
    this.#known.set(file.id, id)
    return { id }
  }

  /** It may be what was wrong with the message. */
  forget(file: OutgoingAttachment): void {
    this.#known.delete(file.id)
  }
}

/** What Messenger shows as a picture, a film or sound; everything else goes as a file that can be opened. */
export const typeFor = ({ mime }: Pick<OutgoingAttachment, 'mime'>): 'image' | 'video' | 'audio' | 'file' => {
  if (/^image\/(jpeg|png|gif)$/i.test(mime)) return 'image'
  if (/^video\/(mp4|quicktime|webm|x-msvideo|3gpp)$/i.test(mime)) return 'video'
  return /^audio\/(mpeg|mp3|mp4|m4a|x-m4a|aac|wav|x-wav|ogg)$/i.test(mime) ? 'audio' : 'file'
}

const plainMime = (mime: string): string => (/^[\w.+-]+\/[\w.+-]+$/.test(mime) ? mime : 'application/octet-stream')

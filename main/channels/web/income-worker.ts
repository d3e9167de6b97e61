// WebIncomeMessageWorker: what a known visitor said over the socket -> what Parley understands. Pure, and never throws.
import type { z } from 'zod'
import { assertNever } from '../../domain/assert-never.ts'
import { asId, type FileId, type MessageId } from '../../domain/ids.ts'
import type { Sender } from '../../domain/sender.ts'
import { standInName } from '../../domain/stand-in-name.ts'
import type { InboundUpdate, IncomingAttachment } from '../../domain/unified-message.ts'
import type { Intake } from '../channel.ts'
import { whole } from '../whole.ts'
import { externalIdOf, maxPreviewLength, type PagePostback, type StoredUpload, webPayload } from './wire.ts'

export class WebIncomeMessageWorker {
  /** One WebPayload, parsed or as JSON text. */
  toUnified(payload: unknown): Intake {
    const parsed = webPayload.safeParse(typeof payload === 'string' ? parseJson(payload) : payload)
    if (parsed.success) return { updates: [understand(parsed.data)] }
    const issue = parsed.error.issues[0]
    const reason = `Not a visitor's message: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? ''}`
    return { updates: [], unreadable: [{ payload: whole(payload), reason }] }
  }
}

const understand = ({ visitor: address, at, sender: told, frame }: z.output<typeof webPayload>): InboundUpdate => {
  const sender = toSender(address, told)
  switch (frame.type) {
    case 'say': {
      const text = clean(frame.text)
      const externalId = externalIdOf(address, frame.clientId)
      if (!frame.file) {
        const said = { type: 'message', externalId, address, sender, at, kind: 'text', text } as const
        return frame.postback === undefined ? said : { ...said, postback: { ...toButton(frame.postback), value: text } }
      }
      const kind = frame.file.kind
      return { type: 'message', externalId, address, sender, at, kind, text, attachments: [toAttachment(frame.file)] }
    }
    case 'press':
      return { type: 'postback', address, at, ...toButton(frame), toggled: frame.isPressed }
    case 'typing':
      return frame.preview === undefined
        ? { type: 'typing', address, at }
        : { type: 'typing', address, at, preview: clean(frame.preview).slice(0, maxPreviewLength) }
    case 'received':
      return { type: 'receipt', address, state: 'delivered', externalId: frame.upTo, at }
    case 'read':
      return { type: 'receipt', address, state: 'read', externalId: frame.upTo, at }
    case 'profile':
      return { type: 'profile', address, at, sender }
    default:
      return assertNever(frame)
  }
}

/** Of a message of ours the network's id is our own, once it was sent. */
const toButton = ({ messageId, buttonId }: PagePostback) => ({
  externalId: messageId,
  messageId: asId<MessageId>(messageId),
  buttonId,
})

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A visitor who told no name gets one that an agent can tell from the next. */
const toSender = (
  address: string,
  told: { name?: string | undefined; email?: string | undefined; language?: string | undefined },
): Sender => ({
  name: oneLine(told.name ?? '') || standInName(address),
  ...(told.email ? { email: told.email } : {}),
  ...(told.language ? { language: told.language } : {}),
})

const toAttachment = ({ fileId, width, height, ...file }: StoredUpload): IncomingAttachment => ({
  ...file,
  fileId: asId<FileId>(fileId),
  ...(width && height ? { width, height } : {}),
})

/** NUL and lone surrogates are no text: databases and encoders stumble over them. */
const clean = (text: string) => text.toWellFormed().replaceAll('\u0000', '').trim()

/** A name is one line, without characters that turn the direction of what stands after it. */
const oneLine = (text: string) =>
  clean(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()

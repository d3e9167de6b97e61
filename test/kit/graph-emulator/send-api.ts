// The emulated Send API: who may be written to, with what and when, in Meta's own errors (Messenger Platform, "Send API" and
// "Error Codes").
import { type Clock, DAY } from '../../../main/domain/clock.ts'
import { type EmulatedPage, type EmulatedPerson, inboxApp, type SentMessage } from './page.ts'
import { type Asked, graphError, objectIn, ok, type Reply, textIn } from './reply.ts'
import type { World } from './world.ts'

const longestText = 2_000
const largestFile = 25 * 1024 * 1024

export interface SendPorts {
  readonly world: World
  readonly clock: Clock
  /** Told of a message that was taken. */
  readonly onSent: (page: EmulatedPage, message: SentMessage) => void
}

/** POST /{page}/messages. */
export const sendMessage = (ports: SendPorts, page: EmulatedPage, asked: Asked): Reply => {
  const { world, clock } = ports
  const psid = String(objectIn(asked.values, 'recipient').id ?? '')
  const person = page.people.get(psid)
  if (person === undefined) return graphError(100, '(#100) No matching user found', 2018001)
  const message = objectIn(asked.values, 'message')
  const action = textIn(asked, 'sender_action')
  if (action !== '') {
    if (Object.keys(message).length > 0)
      return graphError(100, '(#100) Cannot send message and sender_action together', 2018014)
    page.actions.push({ psid, action })
    return ok({ recipient_id: psid })
  }
  const no = whyNot(ports, page, person, asked, message)
  if (no !== null) return no
  const file = fileIn(page, asked, message)
  if (file !== null && 'status' in file) return file
  const sent: SentMessage = {
    mid: world.number('m_'),
    psid,
    text: typeof message.text === 'string' ? message.text : null,
    metadata: typeof message.metadata === 'string' ? message.metadata : null,
    tag: textIn(asked, 'tag') || null,
    messagingType: textIn(asked, 'messaging_type') || null,
    replyTo: String(objectIn(asked.values, 'reply_to').mid ?? '') || null,
    quickReplies: quickRepliesIn(message),
    file,
    at: clock.now(),
    byApp: world.appId,
  }
  page.sent.push(sent)
  if (page.defaultApp !== null) page.setHolder(psid, world.appId, clock.now())
  ports.onSent(page, sent)
  return ok({ recipient_id: psid, message_id: sent.mid })
}

const whyNot = (
  { world, clock }: SendPorts,
  page: EmulatedPage,
  person: EmulatedPerson,
  asked: Asked,
  message: Readonly<Record<string, unknown>>,
): Reply | null => {
  const { text, attachment } = message
  if (page.isRestricted) return graphError(10, '(#10) This Page is temporarily restricted', 1893063)
  if (person.hasBlocked) return graphError(551, "(#551) This person isn't available right now.", 1545041)
  const speaker = page.speaker(person.psid, clock.now())
  if (speaker !== null && speaker !== world.appId)
    return graphError(10, '(#10) Another app is controlling this thread now', 2018300)
  if (text === undefined && attachment === undefined) return graphError(100, '(#100) The parameter message is required')
  if (text !== undefined && (typeof text !== 'string' || text.trim() === ''))
    return graphError(100, '(#100) param message[text] must be a non-empty UTF-8 encoded string')
  if (typeof text === 'string' && text.length > longestText)
    return graphError(100, '(#100) Length of param message[text] must be less than or equal to 2000')
  const replies = quickRepliesIn(message)
  if (
    replies.length > 13 ||
    replies.some(({ title, payload }) => title === '' || title.length > 20 || payload.length > 1_000)
  )
    return graphError(100, '(#100) Invalid quick replies', 2018112)
  return outsideWindow(page, person, textIn(asked, 'tag'), textIn(asked, 'messaging_type'), clock.now())
}

const quickRepliesIn = (message: Readonly<Record<string, unknown>>): SentMessage['quickReplies'] => {
  const given: readonly unknown[] = Array.isArray(message.quick_replies) ? message.quick_replies : []
  return given.map(one => {
    const { title, payload } = Object(one) as { title?: unknown; payload?: unknown }
    return { title: String(title ?? ''), payload: String(payload ?? '') }
  })
}

const outsideWindow = (
  page: EmulatedPage,
  { lastActionAt }: EmulatedPerson,
  tag: string,
  messagingType: string,
  now: number,
): Reply | null => {
  if (tag !== '' && tag !== 'HUMAN_AGENT')
    return graphError(100, `(#100) The message tag ${tag} is no longer supported`)
  if (tag === 'HUMAN_AGENT' && !page.humanAgentAllowed)
    return graphError(10, '(#10) This app does not have the Human Agent feature', 2018278)
  if (tag === '' && messagingType === 'MESSAGE_TAG') return graphError(100, '(#100) A tag is required')
  const silentMs = now - (lastActionAt ?? 0)
  if (silentMs < DAY || (tag === 'HUMAN_AGENT' && silentMs < 7 * DAY)) return null
  return graphError(10, '(#10) This message is sent outside of allowed window.', 2018278)
}

/** Of an attachment: what it is; null: there is none. */
const fileIn = (
  page: EmulatedPage,
  asked: Asked,
  message: Readonly<Record<string, unknown>>,
): SentMessage['file'] | Reply => {
  if (message.attachment === undefined) return null
  const attachment = objectIn(message, 'attachment')
  const type = String(attachment.type ?? '')
  if (!['image', 'audio', 'video', 'file'].includes(type))
    return graphError(100, '(#100) Invalid attachment type', 2018047)
  const payload = objectIn(attachment, 'payload')
  if (typeof payload.attachment_id === 'string')
    return page.uploads.get(payload.attachment_id) ?? graphError(100, '(#100) Invalid attachment id', 2018074)
  if (asked.file === null) return graphError(100, '(#100) Failed to fetch the file from the url', 2018008)
  if (asked.file.bytes.length > largestFile)
    return graphError(100, '(#100) Attachment size exceeds allowable limit', 2018109)
  return { type, ...asked.file }
}

/** POST /{page}/message_attachments. */
export const uploadFile = (world: World, page: EmulatedPage, asked: Asked): Reply => {
  const file = fileIn(page, asked, objectIn(asked.values, 'message'))
  if (file === null) return graphError(100, '(#100) The parameter message is required')
  if ('status' in file) return file
  const id = world.number('18577')
  page.uploads.set(id, file)
  return ok({ attachment_id: id })
}

/**
 * Whoever does not hold the conversation is told of it only by the others: nobody is called for what they did themselves.
 * pass_, take_, release_, request_, extend_thread_control. */
export const controlThread = ({ world, clock }: SendPorts, page: EmulatedPage, verb: string, asked: Asked): Reply => {
  const psid = String(objectIn(asked.values, 'recipient').id ?? '')
  const now = clock.now()
  const us = world.appId
  if (!page.people.has(psid)) return graphError(100, '(#100) No matching user found', 2018001)
  const holder = page.holder(psid, now)
  const speaker = page.speaker(psid, now)
  if (verb === 'take') {
    if (page.defaultApp === null) return graphError(27, '(#27) This app may not take thread control')
    if (holder !== null && page.defaultApp !== us && holder !== inboxApp)
      return graphError(10, '(#10) This app may not take control of this thread', 2018300)
    page.setHolder(psid, us, now)
    return ok({ success: true })
  }
  if (verb === 'request') return ok({ success: true })
  if (speaker !== null && speaker !== us)
    return graphError(10, '(#10) Another app is controlling this thread now', 2018300)
  if (verb === 'release') page.setHolder(psid, null, now)
  if (verb === 'pass') page.setHolder(psid, textIn(asked, 'target_app_id'), now)
  if (verb === 'extend') page.setHolder(psid, us, now, Number(textIn(asked, 'duration')) * 1_000)
  return ok({ success: true })
}

// A contact's timeline: every message of every address in one order, page by page, and beside them what else has an instant.
import type { ContactId, ConversationId, MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Contact, Reads } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'
import { noteCards } from './contact-card.ts'
import type { TimelineExtra, TimelinePage } from './contact-verbs.ts'
import { seenContact } from './seen-contact.ts'

/** What stands between messages by its instant. Another kind of thing joins the timeline by joining this list. */
const sources: readonly ((reads: Reads, contact: Contact) => Promise<readonly TimelineExtra[]>)[] = [
  async (reads, contact) => {
    const notes = await noteCards(reads, await reads.contacts.notes(contact.id))
    return notes.map(note => ({ kind: 'note', at: note.at, note }))
  },
]

/** `before`: as the page before gave it; null: the newest page. */
export const timelineOf = async (
  reads: Reads,
  actor: Actor,
  id: ContactId,
  before: string | null,
  limit: number,
): Promise<TimelinePage | Refusal> => {
  const cursor = before === null ? { messageId: null, until: Number.POSITIVE_INFINITY } : cursorOf(before)
  if (cursor === null)
    return refuse('invalid', 'before: must be what the page before said. Leave it out for the newest page.', {
      field: 'before',
    })
  const seen = await seenContact(reads, actor, id)
  if (isRefusal(seen)) return seen
  const conversations = [...new Set<ConversationId>(seen.chats.map(chat => chat.conversationId))]
  const found = await reads.messages.acrossConversations(conversations, cursor.messageId, limit + 1)
  const page = found.slice(0, limit).toReversed()
  const hasOlder = found.length > limit
  // Pages share out all of time among them, without a gap and without a double, whatever the clocks did.
  const since = hasOlder ? Math.min(cursor.until, ...page.map(message => message.storedAt)) : Number.NEGATIVE_INFINITY
  const extras = (await Promise.all(sources.map(source => source(reads, seen.contact)))).flat()
  const chatIds = [...new Set(page.map(message => message.chatId))]
  const headings = await Promise.all(chatIds.map(chatId => reads.chats.row(chatId)))
  const oldest = page[0]
  return {
    messages: page,
    extras: extras.filter(({ at }) => at >= since && at < cursor.until).toSorted((a, b) => a.at - b.at),
    headings: headings.filter(row => row !== null),
    before: hasOlder && oldest !== undefined ? `${oldest.id}.${since}` : null,
  }
}

const cursorOf = (text: string): { readonly messageId: MessageId; readonly until: number } | null => {
  const [, messageId, until] = /^(\d{1,16})\.(\d{1,16})$/.exec(text) ?? []
  return messageId === undefined ? null : { messageId: asId(messageId), until: Number(until) }
}

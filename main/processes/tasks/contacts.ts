// Tag the contact, and set one of the contact's fields.
import { refuse } from '../../domain/refusal.ts'
import type { Contact } from '../../storage/store.ts'
import { emptyField, type InsideDoing, type InsideTask, short, textOf } from './task.ts'

const mostTags = 50
const longestTag = 50

export const addTag: InsideTask = async doing => {
  const no = emptyField(doing.step, 'tag', 'The tag')
  if (no !== null) return no
  const tag = textOf(doing.step, 'tag').trim().slice(0, longestTag)
  const contact = await doing.tx.contacts.get(doing.chat.contactId)
  if (contact === null) return refuse('notFound', 'There is no such contact any more.')
  const has = contact.tags.some(known => known.toLowerCase() === tag.toLowerCase())
  if (!has && contact.tags.length >= mostTags)
    return refuse('conflict', `${contact.name} has ${mostTags} tags already. Remove one, then retry.`)
  if (!has) await change(doing, contact, { tags: [...contact.tags, tag] })
  return {
    output: {},
    outcome: has ? `The tag ${tag} was there already` : `Tagged the contact with ${tag}`,
    line: true,
  }
}

const longest: Readonly<Record<string, number>> = { name: 200, email: 320, phone: 50, language: 35, about: 10_000 }

export const setContactField: InsideTask = async doing => {
  const field = textOf(doing.step, 'field')
  const most = longest[field]
  if (most === undefined) return refuse('invalid', `${field} is no field of a contact. Change the task.`)
  const value = textOf(doing.step, 'value').trim()
  if (value.length > most) return refuse('invalid', `${field} can have at most ${most} characters.`)
  if (field === 'name' && value === '') return refuse('invalid', 'A contact must have a name.')
  if (field === 'email' && value !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    return refuse('invalid', `${short(value)} is not an e-mail address.`)
  const contact = await doing.tx.contacts.get(doing.chat.contactId)
  if (contact === null) return refuse('notFound', 'There is no such contact any more.')
  const isText = field === 'name' || field === 'about'
  await change(doing, contact, { [field]: value === '' && !isText ? null : value })
  const outcome = value === '' ? `Cleared the contact's ${field}` : `Set the contact's ${field} to ${short(value)}`
  return { output: {}, outcome, line: true }
}

const change = async (
  { tx, now, chat, agent }: InsideDoing,
  { id }: Contact,
  given: Partial<Omit<Contact, 'id' | 'createdAt'>>,
): Promise<void> => {
  await tx.contacts.update(id, given)
  await tx.events.append({
    type: 'contact.changed',
    at: now,
    audience: [...new Set([agent.id, ...(chat.ownerId === null ? [] : [chat.ownerId])])],
    ...(chat.status === 'closed' ? {} : { chatId: chat.id }),
    facts: { contactId: id },
  })
}

// Approved templates: what a chat's network offers, and the text that one becomes with its variables.

import type { Chat } from '../domain/chat.ts'
import {
  type ChosenTemplate,
  filledTemplate,
  type MessageTemplate,
  unfilledVariable,
} from '../domain/message-template.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Links } from './links.ts'

const patienceMs = 15_000
const longestVariable = 1_000

export const templatesOf = async (
  links: Links,
  chat: Pick<Chat, 'channelId'>,
): Promise<readonly MessageTemplate[] | Refusal> => {
  const link = links.get(chat.channelId)
  if (link === undefined) return refuse('unavailable', 'The channel is off, so its templates cannot be asked for.')
  return (await link.templates?.(AbortSignal.timeout(patienceMs))) ?? []
}

/** What the customer will read. Only what the network has approved, with every variable filled. */
export const templateText = async (
  links: Links,
  chat: Pick<Chat, 'channelId'>,
  chosen: ChosenTemplate,
): Promise<string | Refusal> => {
  const offered = await templatesOf(links, chat)
  if (isRefusal(offered)) return offered
  const template = offered.find(one => one.id === chosen.id)
  if (template === undefined)
    return refuse('notFound', 'template: this template is not approved (any more). Choose another.', {
      field: 'template',
    })
  const missing = unfilledVariable(template, chosen.variables)
  if (missing !== undefined)
    return refuse('invalid', `template: fill in {{${missing}}}.`, { field: 'template', facts: { variable: missing } })
  const foreign = Object.keys(chosen.variables).find(key => !template.variables.some(one => one.key === key))
  if (foreign !== undefined)
    return refuse('invalid', `template: it has no variable {{${foreign}}}.`, { field: 'template' })
  const long = Object.entries(chosen.variables).find(([, value]) => value.length > longestVariable)
  if (long !== undefined)
    return refuse('invalid', `template: {{${long[0]}}} is longer than ${longestVariable} characters. Shorten it.`, {
      field: 'template',
    })
  return filledTemplate(template, chosen.variables)
}

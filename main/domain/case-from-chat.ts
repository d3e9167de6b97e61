// What a case made from a chat begins with, by the rule of "Create case": the first customer message and all before the agent's first answer.
import { longestDescription, longestSubject } from './case.ts'
import type { Message } from './message.ts'

type Said = Pick<Message, 'direction' | 'text' | 'agentId' | 'deletedAt' | 'attachments' | 'place' | 'card'>

/** `messages` of one chat, oldest first. Null subject: the customer has said nothing in it yet. */
export const caseFromChat = (
  messages: readonly Said[],
): { readonly subject: string | null; readonly description: string } => {
  const answer = messages.findIndex(isAnswer)
  const before = answer === -1 ? messages : messages.slice(0, answer)
  const said = before.filter(isCustomers).map(inWords).filter(notBlank)
  const first = said[0] ?? messages.filter(isCustomers).map(inWords).find(notBlank)
  return {
    subject: first === undefined ? null : cut(first.replace(/\s+/gu, ' ').trim(), longestSubject),
    description: cut(said.join('\n'), longestDescription),
  }
}

/** What Parley or a bot sends by itself answers nothing for the agent. */
const isAnswer = ({ direction, agentId }: Said): boolean => direction === 'out' && agentId !== null

const isCustomers = ({ direction, deletedAt }: Said): boolean => direction === 'in' && deletedAt === null

const notBlank = (text: string): boolean => text.trim() !== ''

/** What cannot be put in words stands with its name in brackets. */
const inWords = ({ text, attachments, place, card }: Said): string =>
  [
    text.trim(),
    ...attachments.map(({ name, kind }) => `[${name || kind}]`),
    place === null ? '' : `[${place.title ?? `${place.latitude}, ${place.longitude}`}]`,
    card === null ? '' : `[${[card.name, card.phone, card.email].filter(Boolean).join(', ')}]`,
  ]
    .filter(notBlank)
    .join(' ')

/** Whole characters; an ellipsis says that something is missing. */
const cut = (text: string, longest: number): string => {
  if (text.length <= longest) return text
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`
}

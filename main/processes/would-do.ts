// What a step would do, in a sentence with everything filled in.

import type { OpenStep } from '../services/process-interpreter.ts'
import { formOf } from './form-of.ts'
import { short, textOf } from './tasks/task.ts'

/** `nonce`: of the marks that stand for secrets, which are shown by their names. */
export const wouldDo = (step: OpenStep, nonce: string): string => {
  const marks = new RegExp(`SECRET_${nonce}_([A-Za-z0-9_]+?)_(?![A-Za-z0-9_])`, 'g')
  return sentence(step).replace(marks, (_mark, name: string) => `[secret ${name}]`)
}

const sentence = (step: OpenStep): string => {
  const said = (name: string) => short(textOf(step, name), 300)
  switch (step.kind) {
    case 'createCase':
      return `Create a case: ${said('subject') || "the customer's first message"}`
    case 'sendMessage':
      return `Send to the customer: ${said('text')}`
    case 'addNote':
      return `Note: ${said('text')}`
    case 'addTag':
      return `Tag the contact with ${said('tag')}`
    case 'transferChat':
      return `Transfer the chat to the ${said('to')} ${said('target')}`
    case 'closeChat':
      return 'Close the chat'
    case 'setContactField':
      return `Set the contact's ${said('field')} to ${said('value') || 'nothing'}`
    case 'notify':
      return `Notify ${textOf(step, 'to') === 'owner' ? "the chat's owner" : `the ${said('to')} ${said('target')}`}: ${said('text')}`
    case 'httpRequest':
      return `Call ${said('method')} ${said('url')}${textOf(step, 'body').trim() === '' ? '' : ` with ${said('body')}`}`
    case 'sendMail':
      return `Send an e-mail to ${said('to')}: ${said('subject')}`
    case 'askAgent': {
      const { title, fields } = formOf(step.input)
      return `Ask the agent: ${title}${fields.length === 0 ? '' : ` (${fields.map(({ label }) => label).join(', ')})`}`
    }
    case 'wait':
      return `Wait until ${step.dueAt === null ? 'later' : new Date(step.dueAt).toISOString()}`
    case 'decision':
      return 'Decide'
  }
}

// Canned replies with what is left open in them: filled in with what is known, and never sent with braces.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fillReply,
  type ReplyValues,
  replyValuesOf,
  replyVariables,
  unknownVariables,
} from '../../main/domain/reply-variables.ts'
import { isStandInName, standInName } from '../../main/domain/stand-in-name.ts'

const chat = {
  contactName: 'Amara Okafor',
  agentName: 'Mira Lund',
  queueName: 'Support',
  channelName: 'Shop',
  number: 7,
}
const known = replyValuesOf(chat)
const nameless = replyValuesOf({ ...chat, contactName: standInName('7f2a-99') })

describe('with everything known', () => {
  test.each([
    ['Hello {{contact.name}}, I am {{ agent.firstName }}.', 'Hello Amara Okafor, I am Mira.'],
    [
      '{{CONTACT.FIRSTNAME}}: chat {{chat.number}} of {{queue.name}} on {{channel.name}}',
      'Amara: chat 7 of Support on Shop',
    ],
    ['No variables at all', 'No variables at all'],
    ['a { b } {{', 'a { b } {{'],
  ])('%s', (text, filled) => expect(fillReply(text, known)).toBe(filled))
})

describe('with no name of the customer', () => {
  test.each([
    ['Hello {{contact.name}}!', 'Hello!'],
    ['Hello {{contact.name}}, how can I help?', 'Hello, how can I help?'],
    ['Good bye, {{contact.firstName}}.', 'Good bye.'],
    ['{{contact.name}}, are you there?', 'Are you there?'],
    ['Dear\n{{contact.name}}\n{{agent.name}} here', 'Dear\n\nMira Lund here'],
    ['{{order.number}} of {{contact.name}}', 'Of'],
  ])('%s', (text, filled) => expect(fillReply(text, nameless)).toBe(filled))
})

test('a name that looks like a variable is left alone', () => {
  expect(fillReply('Hello {{contact.name}}', replyValuesOf({ ...chat, contactName: '{{agent.name}}' }))).toBe(
    'Hello {{agent.name}}',
  )
})

test('nothing that was left open stays open, whatever is known', () => {
  const variable = fc.constantFrom(...replyVariables, 'order.number', '')
  const value = fc.stringMatching(/^[^{}]{0,12}$/)
  const values = fc
    .tuple(...replyVariables.map(() => value))
    .map(held => Object.fromEntries(replyVariables.map((name, i) => [name, held[i] ?? ''])) as unknown as ReplyValues)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[^{}]{0,8}$/), variable), { maxLength: 8 }),
      values,
      (parts, held) => {
        const text = parts.map(([words, name]) => `${words}{{${name}}}`).join('')
        expect(fillReply(text, held)).not.toMatch(/\{\{|\}\}/)
      },
    ),
  )
})

test('variables that there are not are named as they are written, once', () => {
  expect(unknownVariables('{{contact.name}} {{order.number}} {{ }} {{order.number}}')).toEqual([
    '{{order.number}}',
    '{{ }}',
  ])
})

test.each([
  ['Visitor 7F2A', true],
  ['  ', true],
  ['+49 170 1234567', true],
  ['Visitor Smith', false],
  ['Ada', false],
  ['Visitors of Rome', false],
])('%j stands in for a name: %s', (name, standsIn) => expect(isStandInName(name)).toBe(standsIn))

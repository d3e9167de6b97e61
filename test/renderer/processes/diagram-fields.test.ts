// What the editor's fields read from a diagram and write into it: real BPMN, read and written by the library that bpmn-js uses.
import { BpmnModdle } from 'bpmn-moddle'
import { describe, expect, test } from 'vitest'
import { parleyModdle } from '../../../main/domain/process-bpmn.ts'
import { taskTypes } from '../../../main/domain/process-tasks.ts'
import { isNode, type Make, type Node, nodesIn } from '../../../renderer/settings/processes/canvas/element.ts'
import { pieceAt, pieces } from '../../../renderer/settings/processes/canvas/pieces.ts'
import {
  type DrawnField,
  nameFault,
  nameFor,
  readForm,
  withForm,
} from '../../../renderer/settings/processes/fields/form-fields.ts'
import { knownNames } from '../../../renderer/settings/processes/fields/known-names.ts'
import { askedFields, readTask, withField } from '../../../renderer/settings/processes/fields/task-fields.ts'
import { readWait, timerOf, waitProperties } from '../../../renderer/settings/processes/fields/waits.ts'

const moddle = new BpmnModdle({ parley: parleyModdle })
const make: Make = (type, attributes) =>
  node(Reflect.apply(there(creatorOf(moddle)), moddle, [type, { ...attributes }]))

/** The value, or a failed test. */
const there = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('is not there')
  return value
}

const node = (value: unknown): Node => {
  if (!isNode(value)) throw new Error('is no element')
  return value
}

const definitions = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:parley="urn:parley:bpmn:1"
  xmlns:other="urn:another:tool" id="d" targetNamespace="urn:x"><bpmn:process id="p">${inside}</bpmn:process></bpmn:definitions>`

const elements = async (xml: string): Promise<readonly Node[]> => {
  const { rootElement } = await moddle.fromXML(xml)
  return nodesIn(there(nodesIn(node(rootElement), 'rootElements')[0]), 'flowElements')
}
const first = async (inside: string): Promise<Node> => there((await elements(definitions(inside)))[0])

const creatorOf = (from: object) => ('create' in from && typeof from.create === 'function' ? from.create : null)

/** Puts properties into the element, writes the diagram and reads it back: what a person sees after saving. */
const written = async (element: Node, properties: Readonly<Record<string, unknown>>): Promise<Node> => {
  for (const [name, value] of Object.entries(properties))
    Reflect.apply(there(setterOf(element)), element, [name, value])
  const process = make('bpmn:Process', { id: 'p', flowElements: [element] })
  const { xml } = await moddle.toXML(make('bpmn:Definitions', { id: 'd', rootElements: [process] }))
  return there((await elements(xml))[0])
}
const setterOf = (element: Node) => ('set' in element && typeof element.set === 'function' ? element.set : null)

describe('the fields of a task', () => {
  test('come back as they were written, over several lines and with signs that XML has uses for', async () => {
    const task = await first('<bpmn:serviceTask id="t" parley:task="httpRequest" parley:result="order" />')
    const body = '{ "name": "{{contact.name}}",\n  "less": 1 < 2 & "more" }'
    const one = await written(task, withField(make, task, 'body', body))
    const two = await written(one, withField(make, one, 'url', 'https://shop.example/{{ChatId}}'))
    expect(readTask(two)).toMatchObject({
      kind: 'httpRequest',
      result: 'order',
      fields: { body, url: 'https://shop.example/{{ChatId}}', method: 'GET', timeoutSeconds: '20' },
    })
  })

  test('an emptied field is empty, and does not fall back to its default', async () => {
    const task = await first('<bpmn:serviceTask id="t" parley:task="sendMail" />')
    expect(readTask(task).fields.to).toBe('{{contact.email}}')
    expect(readTask(await written(task, withField(make, task, 'to', ''))).fields.to).toBe('')
  })

  test('leave alone what another tool has put there', async () => {
    const task = await first(
      '<bpmn:serviceTask id="t" parley:task="addNote"><bpmn:extensionElements><other:colour name="red" /></bpmn:extensionElements></bpmn:serviceTask>',
    )
    const after = await written(task, withField(make, task, 'text', 'Looked at'))
    const { xml } = await moddle.toXML(
      make('bpmn:Definitions', { id: 'd', rootElements: [make('bpmn:Process', { flowElements: [after] })] }),
    )
    expect(xml).toContain('other:colour')
    expect(readTask(after).fields.text).toBe('Looked at')
  })

  test('are only those that the other fields ask for', async () => {
    const task = await first('<bpmn:serviceTask id="t" parley:task="notify" />')
    const namesOf = (one: Node) => askedFields(readTask(one)).map(({ name }) => name)
    expect(namesOf(task)).toEqual(['to', 'target', 'text'])
    expect(namesOf(await written(task, withField(make, task, 'to', 'owner')))).toEqual(['to', 'text'])
  })

  test('a kind that Parley does not know has none, and is no piece of the palette', async () => {
    const task = await first('<bpmn:serviceTask id="t" parley:task="launchRocket" />')
    expect(readTask(task).kind).toBeNull()
    expect(askedFields(readTask(task))).toEqual([])
    expect(pieceAt(task)).toBeUndefined()
  })
})

describe('the form of a user task', () => {
  const fields: readonly DrawnField[] = [
    { name: 'amount', label: 'Amount', type: 'number', required: true, value: '{{10 + 5}}', options: [] },
    { name: 'why', label: 'Why <so>?', type: 'choice', required: false, value: '', options: ['Broken', 'Late & lost'] },
    { name: 'sure', label: 'Sure', type: 'confirmation', required: true, value: '', options: [] },
  ]

  test('comes back with its fields in their order', async () => {
    const task = await first('<bpmn:userTask id="u" />')
    const after = await written(task, withForm(make, task, fields))
    expect(readForm(after)).toEqual(fields)
    expect(readForm(await written(after, withForm(make, after, [])))).toEqual([])
  })

  test.each([
    ['Order number', [], 'orderNumber'],
    ['Order number', ['orderNumber'], 'orderNumber2'],
    ['Größe in cm', [], 'groEInCm'],
    ['2nd name', [], 'field2ndName'],
    ['Контакт', [], 'field'],
    ['contact', [], 'contact2'],
  ])('the answer to “%s” is known by a name that FEEL can say', (label, others, name) => {
    expect(nameFor(label, others)).toBe(name)
    expect(nameFault(nameFor(label, others), others)).toBeNull()
  })

  test.each(['', '1st', 'with space', 'chat', 'secrets'])('the name “%s” is refused with a sentence', name => {
    expect(nameFault(name, [])).toMatch(/\.$/)
  })
})

describe('a wait', () => {
  const timer = '<bpmn:intermediateCatchEvent id="w"><bpmn:timerEventDefinition id="t">'
  const end = '</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>'
  const duration = (text: string) => `${timer}<bpmn:timeDuration>${text}</bpmn:timeDuration>${end}`

  test.each([
    ['PT30M', { mode: 'minutes', text: '30' }],
    ['P2D', { mode: 'days', text: '2' }],
    ['PT1H30M', { mode: 'own', text: 'PT1H30M' }],
    ['{{order.body.wait}}', { mode: 'own', text: '{{order.body.wait}}' }],
  ])('of %s reads as a person would say it, and is written back the same', async (text, form) => {
    const wait = await first(duration(text))
    expect(readWait(wait)).toEqual(form)
    Object.assign(there(timerOf(wait)), waitProperties(make, readWait(wait)))
    expect(readWait(await written(wait, {}))).toEqual(form)
  })

  test('until a date forgets the duration', async () => {
    const wait = await first(duration('PT30M'))
    Object.assign(there(timerOf(wait)), waitProperties(make, { mode: 'date', text: '2026-12-24T09:00:00Z' }))
    expect(readWait(await written(wait, {}))).toEqual({ mode: 'date', text: '2026-12-24T09:00:00Z' })
  })
})

test('what can be filled in are the answers and results of this diagram, and what every chat knows', async () => {
  const all = await elements(
    definitions(`<bpmn:userTask id="u"><bpmn:extensionElements><parley:formField name="amount" label="Amount" type="number" /></bpmn:extensionElements></bpmn:userTask>
      <bpmn:serviceTask id="t" name="Ask the shop" parley:task="httpRequest" parley:result="order" />
      <bpmn:serviceTask id="n" name="Note" parley:task="addNote" />`),
  )
  const names = knownNames(all).map(group => group.names.map(({ name }) => name))
  expect(names[0]).toEqual(['amount'])
  expect(names[1]).toEqual(['order.status', 'order.body'])
  expect(names[2]).toContain('contact.email')
})

test('every kind of task is a piece of the palette, once', () => {
  const keys = pieces().map(({ key }) => key)
  for (const { kind } of taskTypes) expect(keys).toContain(kind)
  expect(new Set(keys).size).toBe(keys.length)
})

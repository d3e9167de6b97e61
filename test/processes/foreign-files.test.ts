// Diagrams that other tools saved: each runs to its end, or is refused with every element that is not supported by its id.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aProcessDesk } from '../kit/process-desk.ts'

const folder = join(import.meta.dirname, 'foreign')
const read = (name: string): string => readFileSync(join(folder, `${name}.bpmn`), 'utf8')

/** Those that run: what people answer on their way is nothing but "done". */
const running = ['plain-sequence', 'pool-with-people-and-paper']

/** Of the others each element that stands in the way, with the beginning of why. */
const refused: Readonly<Record<string, readonly (readonly [string | null, string])[]>> = {
  'undecided-gateways': [
    ['split', 'The way to "Task 2" needs a condition'],
    ['split', 'The way "Other" needs a condition'],
  ],
  'sub-process-with-edges': [
    ['onMessage', 'A message at a boundary event'],
    ['onEscalation', 'An escalation at a boundary event'],
  ],
  'two-pools': [
    [null, 'There are 2 processes'],
    ['s2', 'A message at a start event'],
    ['receive', 'A receive task'],
  ],
  'engine-export': [
    ['external', 'Choose what this task does'],
    ['rule', 'A business rule task'],
    ['late', 'A timer that repeats'],
    ['refused', 'An error at a boundary event'],
    ['script', 'A script task'],
    ['call', 'A call activity'],
    ['alarm', 'A signal at an intermediate throw event'],
    ['failed', 'An error at an end event'],
    ['yes', 'The condition is written in another language'],
    ['no', 'The condition is written in groovy'],
  ],
  'everything-else': [
    ['daily', 'There is more than one start event'],
    ['daily', 'A timer at a start event'],
    ['either', 'An event based gateway'],
    ['came', 'A message at an intermediate catch event'],
    ['rang', 'A conditional at an intermediate catch event'],
    ['complex', 'A complex gateway'],
    ['each', 'Loops and multiple instances of a user task'],
    ['mail', 'Choose what this task does'],
    ['deal', 'A transaction is not supported'],
    ['te', 'A cancel at an end event'],
    ['any', 'An ad hoc sub process'],
    ['event', 'A sub-process that is triggered by an event'],
    ['burns', 'A signal at a start event'],
    ['undo', 'A task for compensation'],
    ['comp', 'A compensate at a boundary event'],
    ['jump', 'A link at an intermediate throw event'],
    ['g12', 'This flow does not lead from one element to another'],
  ],
}

test('every file of the folder is told about here', () => {
  const files = readdirSync(folder).map(name => name.replace('.bpmn', ''))
  expect(files.toSorted()).toEqual([...running, ...Object.keys(refused)].toSorted())
})

test.each(running)('%s runs to its end', async name => {
  const desk = await aProcessDesk()
  const problems = await desk.office.services.processes.validate(read(name))
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const begun = await desk.run(read(name))
  if (begun.run.status === 'running') await desk.answer({})
  const { run } = await desk.look()
  expect([run.status, run.reason]).toEqual(['finished', null])
})

test.each(Object.entries(refused))('%s is refused, element by element', async (name, expected) => {
  const desk = await aProcessDesk()
  const problems = await desk.office.services.processes.validate(read(name))
  const errors = problems.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ elementId, sentence }) => [elementId, sentence])).toEqual(
    expected.map(([id, sentence]) => [id, expect.stringMatching(new RegExp(`^${sentence}.*\\.$`))]),
  )
})

// Processes over the door: drawn, checked, tried, published; their secrets; and every run of them, for those who set up chats.
import { z } from 'zod'
import { longestDiagram } from '../../main/domain/process.ts'
import { name } from '../names.ts'
import { id, instant } from '../shapes.ts'
import { at } from './gates.ts'
import { formValues, runSummary } from './runs.ts'

const done = z.object({ ok: z.literal(true) })
const oneProcess = z.strictObject({ id })
/** In bytes: a diagram in which every character takes six as JSON, and more, so that one too large is told so in words. */
const diagramBody = 16 * 1024 * 1024
/** BPMN 2.0; a longer one is refused with a sentence. */
const xml = z
  .string()
  .min(1, 'must not be empty')
  .max(longestDiagram, 'is larger than 2 MB. Draw a smaller diagram, or divide it')
/** Compared with what is stored: refused when somebody changed it since. */
const version = z.number().int().optional()

export const processProblem = z.object({
  /** Null: the diagram as a whole. */
  elementId: z.string().nullable(),
  elementName: z.string(),
  /** An error keeps it from being published. */
  severity: z.enum(['error', 'warning']),
  sentence: z.string(),
  /** Of a task: which field of process-tasks.ts. */
  field: z.string().nullable(),
})

export const processSummary = z.object({
  id,
  /** Such as CreateCaseFromChat. */
  code: z.string(),
  name: z.string(),
  /** Null: never published. */
  publishedNumber: z.number().int().nullable(),
  publishedAt: instant.nullable(),
  /** There is a draft that differs from what is published. */
  hasDraft: z.boolean(),
  changedAt: instant,
  /** Null: Parley itself. */
  changedByName: z.string().nullable(),
  /** Runs that go on, and those that failed and wait for a person. */
  running: z.number().int(),
  failed: z.number().int(),
  /** Captions of the actions that run it. */
  actions: z.array(z.string()),
  version: z.number().int(),
})

export const process = processSummary.extend({
  /** The draft, or what is published. */
  xml: z.string(),
  problems: z.array(processProblem),
})

const processVersion = z.object({
  number: z.number().int(),
  publishedAt: instant,
  publishedByName: z.string().nullable(),
  /** Runs that keep to it still. */
  running: z.number().int(),
})

export const dryRun = z.object({
  steps: z.array(
    z.object({
      elementId: z.string(),
      name: z.string(),
      kind: z.string(),
      /** What it would do, with everything filled in. */
      sentence: z.string(),
    }),
  ),
  /** Whether it came to its end. */
  finished: z.boolean(),
  /** How it ended, or why it did not. */
  sentence: z.string(),
  /** What is wrong with the diagram; with an error nothing was tried. */
  problems: z.array(processProblem),
})

export const processSecret = z.object({
  name: z.string(),
  /** The only host that it is ever sent to. */
  host: z.string(),
  changedAt: instant,
  changedByName: z.string().nullable(),
})

const secretName = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/, 'must be a word of letters, digits and _, such as shop')

export const processes = {
  list: at('CanManageChats', 'Processes')
    .input(z.strictObject({}))
    .output(z.object({ processes: z.array(processSummary) })),
  get: at('CanManageChats', 'A process with its diagram').input(oneProcess).output(process),
  create: at('CanManageChats', 'Add a process; without `xml` an empty one', diagramBody)
    .input(z.strictObject({ name, xml: xml.optional() }))
    .output(process),
  saveDraft: at(
    'CanManageChats',
    'Keep a draft, with errors or without; refused when changed since `version`',
    diagramBody,
  )
    .input(z.strictObject({ id, version, name: name.optional(), xml: xml.optional() }))
    .output(process),
  discardDraft: at('CanManageChats', 'Go back to what is published')
    .input(z.strictObject({ id, version }))
    .output(process),
  publish: at(
    'CanManageChats',
    'Make the draft the version that new runs use; refused at the first element with an error',
  )
    .input(z.strictObject({ id, version }))
    .output(process),
  versions: at('CanManageChats', 'What was published, the newest first')
    .input(oneProcess)
    .output(z.object({ versions: z.array(processVersion) })),
  getVersion: at('CanManageChats', 'The diagram of a published version')
    .input(z.strictObject({ id, number: z.number().int() }))
    .output(z.object({ xml: z.string() })),
  validate: at('CanManageChats', 'What is wrong with a diagram, at which element; nothing is kept', diagramBody)
    .input(z.strictObject({ xml }))
    .output(z.object({ problems: z.array(processProblem) })),
  dryRun: at('CanManageChats', 'What a diagram would do in a chat; nothing is touched, nobody is called', diagramBody)
    .input(
      z.strictObject({
        xml,
        chatId: id,
        /** What the agent would answer, by the element of the form; a form without answers takes its defaults. */
        answers: z.record(z.string(), formValues).default({}),
      }),
    )
    .output(dryRun),
  remove: at('CanManageChats', 'Delete a process that no action runs; can be undone for a day')
    .input(oneProcess)
    .output(done),
  restore: at('CanManageChats', 'Undo the deletion of a process').input(oneProcess).output(process),
  listRuns: at('CanManageChats', 'Runs: failed ones first, then those that go on, then the newest')
    .input(
      z.strictObject({
        processId: id.optional(),
        status: z.enum(['running', 'failed', 'finished', 'cancelled']).optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ runs: z.array(runSummary), failed: z.number().int(), running: z.number().int() })),
  listSecrets: at('CanManageChats', 'Names of the secrets that HTTP tasks can send')
    .input(z.strictObject({}))
    .output(z.object({ secrets: z.array(processSecret) })),
  setSecret: at('CanManageChats', 'Keep a secret under a name; another host than before needs the value anew')
    .input(
      z.strictObject({
        name: secretName,
        host: z
          .string()
          .trim()
          .toLowerCase()
          .regex(
            /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?)$/,
            'must be a host name, such as shop.example',
          ),
        /** Empty: leave it as it is. Stored sealed, never sent back. */
        value: z.string().max(10_000).default(''),
      }),
    )
    .output(processSecret),
  removeSecret: at('CanManageChats', 'Forget a secret')
    .input(z.strictObject({ name: secretName }))
    .output(done),
}

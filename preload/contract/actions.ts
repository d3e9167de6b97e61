// Chat actions over the door: their set-up, and for agents running them in a chat, answering forms, and what became of runs.
import { z } from 'zod'
import { actionIcons, isShortcut } from '../../main/domain/chat-action.ts'
import { name } from '../names.ts'
import { id } from '../shapes.ts'
import { at } from './gates.ts'
import { agentForm, formValues, runSummary } from './runs.ts'

const done = z.object({ ok: z.literal(true) })
const oneAction = z.strictObject({ id })
const oneChat = z.strictObject({ chatId: id })
const oneRun = z.strictObject({ runId: id })

const icon = z.enum(actionIcons)
const shortcut = z.string().trim().toLowerCase().refine(isShortcut, 'must be one letter or digit').nullable()

export const chatAction = z.object({
  id,
  caption: z.string(),
  icon,
  /** Null: in all queues. */
  queueId: id.nullable(),
  processId: id,
  processName: z.string(),
  /** False: its process was never published, so it cannot be run. */
  runnable: z.boolean(),
  position: z.number().int(),
  shortcut: z.string().nullable(),
  version: z.number().int(),
})

export const chatActions = {
  list: at('CanManageChats', 'Chat actions, in their order')
    .input(z.strictObject({}))
    .output(z.object({ actions: z.array(chatAction) })),
  create: at('CanManageChats', 'Add a chat action, after the others')
    .input(
      z.strictObject({
        caption: name,
        icon: icon.default('bolt'),
        queueId: id.nullable().default(null),
        processId: id,
        shortcut: shortcut.default(null),
      }),
    )
    .output(chatAction),
  update: at('CanManageChats', 'Change a chat action; refused when somebody changed it since `version`')
    .input(
      z.strictObject({
        id,
        version: z.number().int().optional(),
        caption: name.optional(),
        icon: icon.optional(),
        queueId: id.nullable().optional(),
        processId: id.optional(),
        shortcut: shortcut.optional(),
      }),
    )
    .output(chatAction),
  reorder: at('CanManageChats', 'Put the chat actions into this order; those left out come after, as they were')
    .input(z.strictObject({ ids: z.array(id).max(1_000) }))
    .output(done),
  remove: at('CanManageChats', 'Delete a chat action; can be undone for a day').input(oneAction).output(done),
  restore: at('CanManageChats', 'Undo the deletion of a chat action').input(oneAction).output(chatAction),
}

/** Part of chatService. */
export const actionsInChats = {
  getChatActions: at('signedIn', "Actions of the chat's queue, in their order")
    .input(oneChat)
    .output(
      z.object({ actions: z.array(z.object({ id, caption: z.string(), icon, shortcut: z.string().nullable() })) }),
    ),
  runAction: at('signedIn', 'Run an action in a chat that I own. The same idempotencyKey twice starts one run')
    .input(
      z.strictObject({
        chatId: id,
        actionId: id,
        idempotencyKey: z.string().min(8, 'must have at least 8 characters').max(200).optional(),
      }),
    )
    .output(runSummary),
  getRuns: at('signedIn', 'Runs in a chat: failed ones first, then those that go on, then the newest')
    .input(oneChat)
    .output(z.object({ runs: z.array(runSummary) })),
  retryRun: at('signedIn', 'Try the failed steps of a run again').input(oneRun).output(runSummary),
  cancelRun: at('signedIn', 'End a run where it is; what it did stays').input(oneRun).output(runSummary),
  getForms: at('signedIn', 'Forms that processes wait for in a chat, the oldest first')
    .input(oneChat)
    .output(z.object({ forms: z.array(agentForm) })),
  saveFormDraft: at('signedIn', 'Keep what I have typed into a form')
    .input(z.strictObject({ stepId: id, values: formValues }))
    .output(done),
  answerForm: at('signedIn', 'Answer a form; refused at the first field that will not do')
    .input(z.strictObject({ stepId: id, values: formValues }))
    .output(done),
}

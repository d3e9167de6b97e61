// Running actions in a chat, what becomes of the runs, and the forms they ask for; part of chatService.
import { asId, type ChatActionId, type ChatId, type RunId, type StepId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { formView, runView } from '../views/process.ts'

const done = { ok: true } as const
const os = door.chatService

export const actionsInChats = {
  getChatActions: os.getChatActions.handler(async ({ input, context }) => {
    const { services, actor } = context
    const actions = granted(await services.chatService.getChatActions(actor, asId<ChatId>(input.chatId)))
    return { actions: actions.map(({ id, caption, icon, shortcut }) => ({ id, caption, icon, shortcut })) }
  }),
  runAction: os.runAction.handler(async ({ input, context }) => {
    const { chatId, actionId, idempotencyKey } = input
    const { services, actor } = context
    const begun = await services.runs.run(actor, asId<ChatId>(chatId), asId<ChatActionId>(actionId), idempotencyKey)
    return runView(granted(begun))
  }),
  getRuns: os.getRuns.handler(async ({ input, context }) => {
    const { services, actor } = context
    return { runs: granted(await services.runs.ofChat(actor, asId<ChatId>(input.chatId))).map(runView) }
  }),
  retryRun: os.retryRun.handler(async ({ input, context }) =>
    runView(granted(await context.services.runs.retry(context.actor, asId<RunId>(input.runId)))),
  ),
  cancelRun: os.cancelRun.handler(async ({ input, context }) =>
    runView(granted(await context.services.runs.cancel(context.actor, asId<RunId>(input.runId)))),
  ),
  getForms: os.getForms.handler(async ({ input, context }) => {
    const { services, actor } = context
    return { forms: granted(await services.runs.forms(actor, asId<ChatId>(input.chatId))).map(formView) }
  }),
  saveFormDraft: os.saveFormDraft.handler(async ({ input, context }) => {
    granted(await context.services.runs.saveForm(context.actor, asId<StepId>(input.stepId), input.values))
    return done
  }),
  answerForm: os.answerForm.handler(async ({ input, context }) => {
    granted(await context.services.runs.answerForm(context.actor, asId<StepId>(input.stepId), input.values))
    return done
  }),
}

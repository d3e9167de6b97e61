// Processes, actions, runs and forms as the contract shows them.
import type {
  AgentFormView,
  ChatActionView,
  DryRunView,
  ProcessSecretView,
  ProcessSummaryView,
  ProcessView,
  RunView,
} from '../../../preload/views.ts'
import type {
  AgentForm,
  ChatActionCard,
  DryRun,
  ProcessDetail,
  ProcessSummary,
  RunCard,
  SecretCard,
} from '../../services/process-verbs.ts'

export const processSummary = (summary: ProcessSummary): ProcessSummaryView => ({
  ...summary,
  actions: [...summary.actions],
})

export const processView = (detail: ProcessDetail): ProcessView => ({
  ...processSummary(detail),
  xml: detail.xml,
  problems: [...detail.problems],
})

export const dryRunView = (dryRun: DryRun): DryRunView => ({
  ...dryRun,
  steps: [...dryRun.steps],
  problems: [...dryRun.problems],
})

export const secretView = (secret: SecretCard): ProcessSecretView => ({ ...secret })

export const chatActionView = (action: ChatActionCard): ChatActionView => ({ ...action })

export const runView = ({ run, steps, chatNumber, contactName, startedByName }: RunCard): RunView => ({
  id: run.id,
  processId: run.processId,
  processName: run.processName,
  versionNumber: run.versionNumber,
  actionCaption: run.actionCaption,
  chatId: run.chatId,
  chatNumber,
  contactName,
  status: run.status,
  reason: run.reason,
  startedAt: run.startedAt,
  startedByName,
  endedAt: run.endedAt,
  // What was worked out for a step and what came back stay inside: they may hold what others are not to see.
  steps: steps.map(step => ({
    id: step.id,
    elementId: step.elementId,
    name: step.name,
    kind: step.kind,
    status: step.status,
    attempts: step.attempts,
    nextTryAt: step.nextTryAt,
    dueAt: step.dueAt,
    reason: step.reason,
    outcome: step.outcome,
    startedAt: step.startedAt,
    endedAt: step.endedAt,
  })),
})

export const formView = ({ step, chatId, processName, title, fields }: AgentForm): AgentFormView => ({
  stepId: step.id,
  runId: step.runId,
  chatId,
  processName,
  title,
  fields: fields.map(field => ({ ...field, options: [...field.options] })),
  draft: step.draft,
  since: step.startedAt,
})

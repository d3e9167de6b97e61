// Processes and the actions that run them, over the door.
import { asId, type ChatActionId, type ChatId, type ProcessId, type QueueId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { chatActionView, dryRunView, processSummary, processView, runView, secretView } from '../views/process.ts'

const done = { ok: true } as const
const of = (id: string) => asId<ProcessId>(id)
const os = door.processes

export const processes = {
  list: os.list.handler(async ({ context }) => ({
    processes: (await context.services.processes.list()).map(processSummary),
  })),
  get: os.get.handler(async ({ input, context }) =>
    processView(granted(await context.services.processes.get(of(input.id)))),
  ),
  create: os.create.handler(async ({ input, context }) => {
    const { services, actor } = context
    return processView(
      granted(await services.processes.create(actor, { name: input.name, ...present({ xml: input.xml }) })),
    )
  }),
  saveDraft: os.saveDraft.handler(async ({ input, context }) => {
    const { id, version, ...change } = input
    return processView(
      granted(await context.services.processes.saveDraft(context.actor, of(id), present(change), version)),
    )
  }),
  discardDraft: os.discardDraft.handler(async ({ input, context }) =>
    processView(granted(await context.services.processes.discardDraft(context.actor, of(input.id), input.version))),
  ),
  publish: os.publish.handler(async ({ input, context }) =>
    processView(granted(await context.services.processes.publish(context.actor, of(input.id), input.version))),
  ),
  versions: os.versions.handler(async ({ input, context }) => ({
    versions: [...granted(await context.services.processes.versions(of(input.id)))],
  })),
  getVersion: os.getVersion.handler(async ({ input, context }) => ({
    xml: granted(await context.services.processes.getVersion(of(input.id), input.number)),
  })),
  validate: os.validate.handler(async ({ input, context }) => ({
    problems: [...(await context.services.processes.validate(input.xml))],
  })),
  dryRun: os.dryRun.handler(async ({ input, context }) => {
    const { services, actor } = context
    return dryRunView(granted(await services.runs.dryRun(actor, asId<ChatId>(input.chatId), input.xml, input.answers)))
  }),
  remove: os.remove.handler(async ({ input, context }) => {
    granted(await context.services.processes.remove(context.actor, of(input.id)))
    return done
  }),
  restore: os.restore.handler(async ({ input, context }) =>
    processView(granted(await context.services.processes.restore(context.actor, of(input.id)))),
  ),
  listRuns: os.listRuns.handler(async ({ input, context }) => {
    const { processId, ...query } = input
    const found = await context.services.runs.list({
      ...present(query),
      ...(processId === undefined ? {} : { processId: of(processId) }),
    })
    return { ...found, runs: found.runs.map(runView) }
  }),
  listSecrets: os.listSecrets.handler(async ({ context }) => ({
    secrets: (await context.services.processes.listSecrets()).map(secretView),
  })),
  setSecret: os.setSecret.handler(async ({ input, context }) =>
    secretView(granted(await context.services.processes.setSecret(context.actor, input))),
  ),
  removeSecret: os.removeSecret.handler(async ({ input, context }) => {
    granted(await context.services.processes.removeSecret(context.actor, input.name))
    return done
  }),
}

const queueOf = (id: string | null) => (id === null ? null : asId<QueueId>(id))

export const chatActions = {
  list: door.chatActions.list.handler(async ({ context }) => ({
    actions: (await context.services.chatActions.list()).map(chatActionView),
  })),
  create: door.chatActions.create.handler(async ({ input, context }) => {
    const action = { ...input, processId: of(input.processId), queueId: queueOf(input.queueId) }
    return chatActionView(granted(await context.services.chatActions.create(context.actor, action)))
  }),
  update: door.chatActions.update.handler(async ({ input, context }) => {
    const { id, version, processId, queueId, ...rest } = input
    const change = {
      ...present(rest),
      ...(processId === undefined ? {} : { processId: of(processId) }),
      ...(queueId === undefined ? {} : { queueId: queueOf(queueId) }),
    }
    const { services, actor } = context
    return chatActionView(granted(await services.chatActions.update(actor, asId<ChatActionId>(id), change, version)))
  }),
  reorder: door.chatActions.reorder.handler(async ({ input, context }) => {
    const ids = input.ids.map(id => asId<ChatActionId>(id))
    granted(await context.services.chatActions.reorder(context.actor, ids))
    return done
  }),
  remove: door.chatActions.remove.handler(async ({ input, context }) => {
    granted(await context.services.chatActions.remove(context.actor, asId<ChatActionId>(input.id)))
    return done
  }),
  restore: door.chatActions.restore.handler(async ({ input, context }) =>
    chatActionView(granted(await context.services.chatActions.restore(context.actor, asId<ChatActionId>(input.id)))),
  ),
}

// Cases over the door.
import { randomUUID } from 'node:crypto'
import { type AgentId, asId, type CaseId, type ChatId, type ContactId, type QueueId } from '../../domain/ids.ts'
import type { AdmittedCall } from '../call.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { caseSummary, caseView } from '../views/case.ts'

const agentOf = (id: string | null): AgentId | null => (id === null ? null : asId<AgentId>(id))
const queueOf = (id: string | null): QueueId | null => (id === null ? null : asId<QueueId>(id))
const contactOf = (id: string | null): ContactId | null => (id === null ? null : asId<ContactId>(id))
const given = <From, To>(value: From | undefined, brand: (value: From) => To): To | undefined =>
  value === undefined ? undefined : brand(value)

export const cases = {
  list: door.cases.list.handler(async ({ input, context }) => {
    const { assigneeId, contactId, queueId, chatId, ...rest } = input
    const filter = {
      ...rest,
      assigneeId: given(assigneeId, agentOf),
      contactId: given(contactId, asId<ContactId>),
      queueId: given(queueId, asId<QueueId>),
      chatId: given(chatId, asId<ChatId>),
    }
    const found = await context.services.cases.list(context.actor, present(filter))
    return { cases: found.cases.map(caseSummary), nextBefore: found.nextBefore }
  }),

  countMine: door.cases.countMine.handler(async ({ context }) => ({
    count: await context.services.cases.countMine(context.actor),
  })),

  people: door.cases.people.handler(async ({ context }) => {
    const [agents, queues] = await Promise.all([context.services.agents.list(), context.services.queues.list()])
    return {
      agents: agents
        .filter(({ agent }) => agent.deactivatedAt === null)
        .map(({ agent }) => ({ id: agent.id, name: agent.name })),
      queues: queues
        .filter(({ queue }) => queue.archivedAt === null)
        .map(({ queue }) => ({ id: queue.id, name: queue.name })),
    }
  }),

  get: door.cases.get.handler(async ({ input, context }) =>
    caseView(granted(await context.services.cases.get(context.actor, asId<CaseId>(input.caseId)))),
  ),

  create: door.cases.create.handler(async ({ input, context }) => {
    const { idempotencyKey, assigneeId, queueId, contactId, chatId, ...rest } = input
    const wanted = {
      ...rest,
      assigneeId: agentOf(assigneeId),
      queueId: queueOf(queueId),
      contactId: contactOf(contactId),
      chatId: chatId === null ? null : asId<ChatId>(chatId),
    }
    return caseView(granted(await context.services.cases.create(context.actor, wanted, idempotencyKey)))
  }),

  createFromChat: door.cases.createFromChat.handler(async ({ input, context }) => {
    const { services, actor } = context
    const chatId = asId<ChatId>(input.chatId)
    granted(await services.chatService.getChat(actor, chatId))
    // Nobody can meet, or guess at, another agent's key.
    const key = `${actor.agentId}:${input.idempotencyKey ?? randomUUID()}`
    const made = granted(await services.cases.createFromChat(actor, chatId, key))
    return caseView(granted(await services.cases.get(actor, made.id)))
  }),

  update: door.cases.update.handler(async ({ input, context }) => {
    const { caseId, version, assigneeId, queueId, contactId, ...rest } = input
    const change = present({
      ...rest,
      assigneeId: given(assigneeId, agentOf),
      queueId: given(queueId, queueOf),
      contactId: given(contactId, contactOf),
    })
    return answerOf(context, services => services.cases.update(context.actor, asId<CaseId>(caseId), change, version))
  }),

  assign: door.cases.assign.handler(({ input, context }) =>
    answerOf(context, ({ cases: verbs }) =>
      verbs.assign(context.actor, asId<CaseId>(input.caseId), agentOf(input.assigneeId)),
    ),
  ),

  comment: door.cases.comment.handler(({ input, context }) =>
    answerOf(context, ({ cases: verbs }) =>
      verbs.comment(context.actor, asId<CaseId>(input.caseId), input.text, input.idempotencyKey),
    ),
  ),

  linkChat: door.cases.linkChat.handler(({ input, context }) =>
    answerOf(context, ({ cases: verbs }) =>
      verbs.linkChat(context.actor, asId<CaseId>(input.caseId), asId<ChatId>(input.chatId)),
    ),
  ),

  unlinkChat: door.cases.unlinkChat.handler(({ input, context }) =>
    answerOf(context, ({ cases: verbs }) =>
      verbs.unlinkChat(context.actor, asId<CaseId>(input.caseId), asId<ChatId>(input.chatId)),
    ),
  ),
}

type Services = AdmittedCall['services']

const answerOf = async (
  { services }: AdmittedCall,
  ask: (services: Services) => ReturnType<Services['cases']['get']>,
) => caseView(granted(await ask(services)))

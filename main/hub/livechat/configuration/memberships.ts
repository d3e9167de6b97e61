// Agents' and bots' places in groups, as the Configuration API tells and takes them.
import { z } from 'zod'
import type { AgentId, QueueId } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { Actor } from '../../../services/verbs.ts'
import { type Answer, done } from '../method.ts'
import { fail, failOf, type ProtocolError } from '../protocol-error.ts'
import type { ConfigurationParts } from './configurator.ts'

/** Who has the priority "supervisor" in a group sees its chats and gets none. */
export const priorities = ['first', 'normal', 'last', 'supervisor'] as const

export const groupsWanted = z
  .array(z.object({ id: z.number().int(), priority: z.enum(priorities).optional() }))
  .max(1_000)
  .optional()

export const groupsOf = async ({ services, library }: ConfigurationParts, agentId: AgentId) =>
  Promise.all(
    (await services.queues.ofAgent(agentId)).map(async queue => ({
      id: await library.groupOf(queue.id),
      priority: 'normal' as const,
    })),
  )

/** Null: nothing was said of groups. Group 0 is everybody's and needs no place. */
export const queuesNamed = async (
  { library }: ConfigurationParts,
  groups: z.output<typeof groupsWanted>,
): Promise<QueueId[] | null | ProtocolError> => {
  if (groups === undefined) return null
  const queues: QueueId[] = []
  for (const { id, priority } of groups) {
    if (id === 0 || priority === 'supervisor') continue
    const queueId = await library.queueOf(id)
    if (queueId === null) return fail('group_not_found', `\`groups\`: there is no group ${id}.`)
    queues.push(queueId)
  }
  return queues
}

/** Puts the agent directly into these queues and out of all others; what roles bring stays. */
export const setGroups = async (
  { services }: ConfigurationParts,
  actor: Actor,
  agentId: AgentId,
  queues: readonly QueueId[],
): Promise<Answer | ProtocolError> => {
  for (const { queue } of await services.queues.list()) {
    const isIn = queue.agentIds.includes(agentId)
    if (isIn === queues.includes(queue.id)) continue
    const agentIds = isIn ? queue.agentIds.filter(id => id !== agentId) : [...queue.agentIds, agentId]
    const changed = await services.queues.update(actor, queue.id, { agentIds }, queue.version)
    if (isRefusal(changed)) return failOf(changed)
  }
  return done
}

/** What of a request our agents have. */
export const asWanted = ({
  name,
  max_chats_count,
}: {
  readonly name?: string | undefined
  readonly max_chats_count?: number | undefined
}) => ({
  ...(name === undefined ? {} : { name }),
  ...(max_chats_count === undefined ? {} : { chatLimit: max_chats_count }),
})

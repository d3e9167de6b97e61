// Tags over the Configuration API. Source: "Configuration API, Tags", 3.6.
import { z } from 'zod'
import type { QueueId } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import { longestTag, type Tag } from '../../../domain/tag.ts'
import { done, type Methods } from '../method.ts'
import { instant } from '../names.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { type ConfigurationParts, type Configurator, configured } from './configurator.ts'

const name = z.string().trim().min(1).max(longestTag)
const groupIds = z.array(z.number().int()).max(1_000)
const read = { scopes: ['tags--all:ro', 'tags--groups:ro'] } as const
const write = { scopes: ['tags--all:rw', 'tags--groups:rw'], right: 'CanManageChats' } as const

export const tags = ({ services, library }: ConfigurationParts): Methods<Configurator> => {
  const { configuration } = services

  /** Group 0 means all, which no list of queues says. */
  const queuesOf = async (ids: readonly number[]): Promise<QueueId[] | ProtocolError> => {
    const queues: QueueId[] = []
    for (const id of ids.includes(0) ? [] : ids) {
      const queueId = await library.queueOf(id)
      if (queueId === null) return fail('group_not_found', `\`group_ids\`: there is no group ${id}.`)
      queues.push(queueId)
    }
    return queues
  }
  const tagView = async (tag: Tag) => {
    const author = tag.createdBy === null ? null : await library.agent(tag.createdBy)
    return {
      name: tag.name,
      group_ids: tag.queueIds.length === 0 ? [0] : await Promise.all(tag.queueIds.map(id => library.groupOf(id))),
      created_at: instant(tag.createdAt),
      author_id: author?.login ?? '',
    }
  }

  return {
    list_tags: configured(
      z.object({ filters: z.object({ group_ids: groupIds.nullish() }).nullish() }),
      read,
      async (_caller, { filters }) => {
        const wanted = filters?.group_ids ?? []
        const views = await Promise.all((await configuration.tags()).map(tagView))
        return { payload: views.filter(tag => wanted.length === 0 || tag.group_ids.some(id => wanted.includes(id))) }
      },
    ),

    create_tag: configured(z.object({ name, group_ids: groupIds }), write, async (caller, wanted) => {
      const queues = await queuesOf(wanted.group_ids)
      if (isProtocolError(queues)) return queues
      const made = await configuration.createTag(caller.actor, wanted.name, queues)
      return isRefusal(made) ? failOf(made, made.code === 'conflict' ? 'already_exists' : undefined) : done
    }),

    update_tag: configured(z.object({ name, group_ids: groupIds }), write, async (caller, wanted) => {
      const queues = await queuesOf(wanted.group_ids)
      if (isProtocolError(queues)) return queues
      const changed = await configuration.updateTag(caller.actor, wanted.name, queues)
      return isRefusal(changed) ? failOf(changed) : done
    }),

    delete_tag: configured(z.object({ name }), write, async (caller, wanted) => {
      const gone = await configuration.deleteTag(caller.actor, wanted.name)
      return isRefusal(gone) ? failOf(gone) : done
    }),
  }
}

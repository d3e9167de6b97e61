// Which tags there are, as pushes to agents. Source: "tag_created", "tag_updated" and "tag_deleted", 3.6.
import type { StoredEvent } from '../../../domain/event.ts'
import { instant } from '../names.ts'
import type { Library } from '../views/library.ts'
import type { Push } from './push.ts'

export const tagListPushes = async (library: Library, event: StoredEvent): Promise<readonly Push[]> => {
  const { name, deed } = event.facts ?? {}
  if (typeof name !== 'string' || (deed !== 'created' && deed !== 'updated' && deed !== 'deleted')) return []
  const tag = deed === 'deleted' ? null : await library.reads.configuration.tag(name)
  const author = tag?.createdBy == null ? null : await library.agent(tag.createdBy)
  const payload = {
    name,
    ...(tag === null
      ? {}
      : {
          group_ids: tag.queueIds.length === 0 ? [0] : await Promise.all(tag.queueIds.map(id => library.groupOf(id))),
          created_at: instant(tag.createdAt),
          author_id: author?.login ?? '',
        }),
  }
  return [{ to: { side: 'agents', audience: 'everyone' }, action: `tag_${deed}`, payload }]
}

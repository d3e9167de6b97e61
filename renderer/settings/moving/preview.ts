// What an import would do, counted and put in order for the eye.
import type { SetupPreviewView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'

export type PreviewItem = SetupPreviewView['items'][number]
export type Counts = Readonly<Record<PreviewItem['verdict'], number>>

export const countsOf = (items: readonly PreviewItem[]): Counts => {
  const counts = { created: 0, changed: 0, same: 0, impossible: 0 }
  for (const { verdict } of items) counts[verdict] += 1
  return counts
}

/** "6 new, 2 changed, 14 left alone"; what there is none of is not told. */
export const countsInWords = (counts: Counts): string => {
  const { created, changed, same, impossible } = counts
  if (created + changed + impossible === 0) return t('settings.moving.nothingToDo')
  return [
    ...(created > 0 ? [t('settings.moving.created', { count: created })] : []),
    ...(changed > 0 ? [t('settings.moving.changed', { count: changed })] : []),
    ...(same > 0 ? [t('settings.moving.same', { count: same })] : []),
    ...(impossible > 0 ? [t('settings.moving.impossible', { count: impossible })] : []),
  ].join(', ')
}

const sections = {
  role: 'roles',
  agent: 'agents',
  queue: 'queues',
  order: 'queues',
  channel: 'channels',
  cannedReply: 'replies',
  process: 'processes',
  chatAction: 'actions',
  actionOrder: 'actions',
  contactField: 'contactFields',
  webhook: 'webhooks',
  setting: 'system',
} as const satisfies Record<PreviewItem['what'], string>

export type Section = (typeof sections)[PreviewItem['what']]

/** By kind of thing, in the order in which the file has them; what needs a look first. */
export const sectionsOf = (
  items: readonly PreviewItem[],
): readonly { readonly section: Section; readonly items: readonly PreviewItem[] }[] =>
  [...new Set(Object.values(sections))]
    .map(section => ({ section, items: items.filter(({ what }) => sections[what] === section) }))
    .filter(one => one.items.length > 0)

// In the foot of a form: to the history of the one thing that the address names.
import type { AuditNoun } from '../../../main/domain/audit.ts'
import { usePlace } from '../../stores/place.ts'
import { useSetup } from '../setup.ts'
import { HistoryLink } from './HistoryLink.tsx'
import { type Page, routeOf } from './route.ts'

const nouns: Partial<Record<Page, AuditNoun>> = {
  queues: 'queue',
  channels: 'channel',
  agents: 'agent',
  roles: 'role',
  replies: 'cannedReply',
  processes: 'process',
  actions: 'chatAction',
  webhooks: 'webhook',
}

export const OwnHistory = () => {
  const route = usePlace(place => place.rest)
  const { page, id } = routeOf(route) ?? { page: null, id: null }
  const noun = page === null ? undefined : nouns[page]
  // A form of something new has no history.
  const isThere = useSetup(setup =>
    [setup.queues, setup.channels, setup.agents, setup.replies, setup.roles, setup.webhooks, setup.actions].some(all =>
      all.some(one => one.id === id),
    ),
  )
  return noun === undefined || id === null || !isThere ? null : <HistoryLink noun={noun} id={id} />
}

// No chats: says what happens next, and on a first day where to be the customer.
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Rich } from '../../parts/Rich.tsx'
import { setPresence } from '../../stores/deeds.ts'
import { useSession } from '../../stores/session.ts'
import { t } from '../../words/words.ts'

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' })

export const NoChats = () => {
  const me = useSession(session => session.me)
  const url = useSession(session => session.info?.customerUrl ?? null)
  if (me === null) return null
  const queues = listFormat.format(me.queues.map(queue => queue.name))
  const active = me.agent.presence.status === 'active'
  return (
    <Empty title={t('empty.title')}>
      {me.queues.length === 0 ? t('empty.noQueues') : active ? t('empty.active', { queues }) : t('empty.inactive')}
      {active || me.queues.length === 0 ? null : (
        <p>
          <Button onClick={() => void setPresence('active')}>{t('presence.setActive')}</Button>
        </p>
      )}
      {url === null ? null : (
        <p>
          <Rich
            word="empty.customer"
            marks={{
              page: () => (
                <a href={url} target="_blank" rel="noreferrer">
                  {url}
                </a>
              ),
            }}
          />
        </p>
      )}
    </Empty>
  )
}

// Queues: who takes which chats, with what happens in each at this moment.
import { Switch } from '@mantine/core'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import { Listing } from '../list/Listing.tsx'
import { useSetup } from '../setup.ts'
import { QueueEditor } from './QueueEditor.tsx'
import { QueueTable } from './QueueTable.tsx'

export const QueuesPage = ({ id }: { readonly id: string | null }) => {
  const queues = useSetup(setup => setup.queues)
  const [withArchived, setWithArchived] = useState(false)
  const hasArchived = queues.some(queue => queue.archivedAt !== null)
  const shown = queues.filter(queue => queue.archivedAt === null || withArchived || queue.id === id)
  const open = queues.find(queue => queue.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.queues')}
          intro={t('settings.queues.intro')}
          add={
            <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('queues', 'new'))}>
              {t('settings.queues.add')}
            </Button>
          }
          filters={
            hasArchived ? (
              <Switch
                size="xs"
                label={t('settings.queues.showArchived')}
                checked={withArchived}
                onChange={event => setWithArchived(event.currentTarget.checked)}
              />
            ) : null
          }
        >
          {shown.length === 0 ? (
            <Empty title={t('settings.queues.empty')} />
          ) : (
            <QueueTable queues={shown} openId={id} />
          )}
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <QueueEditor key="new" queue={null} />
        ) : open === null ? (
          <Gone back={hashOf('queues')} />
        ) : (
          <QueueEditor key={open.id} queue={open} />
        )
      }
    />
  )
}

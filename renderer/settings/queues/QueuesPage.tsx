// Queues: who takes which chats, with what happens in each at this moment.
import { Switch } from '@mantine/core'
import { useState } from 'react'
import type { QueueView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import list from '../list/Listing.module.css'
import { Listing } from '../list/Listing.tsx'
import { RowLink } from '../list/RowLink.tsx'
import { useSetup } from '../setup.ts'
import { QueueEditor } from './QueueEditor.tsx'

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

const QueueTable = ({ queues, openId }: { readonly queues: readonly QueueView[]; readonly openId: string | null }) => (
  <table className={list.table}>
    <thead className={list.wide}>
      <tr>
        <th scope="col">{t('settings.queues.column.name')}</th>
        <th scope="col" className={list.number}>
          {t('settings.queues.column.waiting')}
        </th>
        <th scope="col" className={list.number}>
          {t('settings.queues.column.active')}
        </th>
        <th scope="col" className={list.number}>
          {t('settings.queues.column.available')}
        </th>
      </tr>
    </thead>
    <tbody>
      {queues.map(queue => (
        <QueueRow key={queue.id} queue={queue} isOpen={queue.id === openId} />
      ))}
    </tbody>
  </table>
)

const QueueRow = ({ queue, isOpen }: { readonly queue: QueueView; readonly isOpen: boolean }) => {
  const { waiting, active, agentsAvailable } = queue
  const isArchived = queue.archivedAt !== null
  const waitingTone = waiting > 0 ? list.late : ''
  const availableTone = agentsAvailable === 0 && !isArchived ? list.care : ''
  return (
    <tr className={`${list.row} ${isArchived ? list.quiet : ''}`}>
      <td>
        <RowLink href={hashOf('queues', queue.id)} isOpen={isOpen}>
          {queue.name}
        </RowLink>
        {isArchived ? <span className={list.tag}>{t('settings.queues.archived')}</span> : null}
        <div className={list.sub}>{t(`settings.queues.${queue.routingRule}`)}</div>
        <div className={`${list.sub} ${list.narrow}`}>
          <span className={waitingTone}>{t('settings.queues.waitingOf', { count: waiting })}</span>
          {' · '}
          {t('settings.queues.activeOf', { count: active })}
          {' · '}
          <span className={availableTone}>{t('settings.queues.availableOf', { count: agentsAvailable })}</span>
        </div>
      </td>
      <td className={`${list.number} ${list.wide} ${waitingTone}`}>{numberOf(waiting)}</td>
      <td className={`${list.number} ${list.wide}`}>{numberOf(active)}</td>
      <td className={`${list.number} ${list.wide} ${availableTone}`}>{numberOf(agentsAvailable)}</td>
    </tr>
  )
}

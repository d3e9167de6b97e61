// The queues in their order, with what happens in each at this moment, and the means to put them into another.
import { type DragEvent, useState } from 'react'
import type { QueueView } from '../../../preload/views.ts'
import { useNow } from '../../stores/clock.ts'
import { numberOf } from '../../words/formats.ts'
import { openingOf } from '../../words/opening.ts'
import { t } from '../../words/words.ts'
import { hashOf } from '../frame/route.ts'
import list from '../list/Listing.module.css'
import order from '../list/Order.module.css'
import { OrderKeys } from '../list/OrderKeys.tsx'
import { movedBy, movedTo } from '../list/order.ts'
import { RowLink } from '../list/RowLink.tsx'
import { useMoveFocus } from '../list/use-move-focus.ts'
import classes from './Queues.module.css'
import { useOrder } from './use-order.ts'

/** What a dragged queue is known by on its way. */
const queueDrag = 'application/x-parley-queue'

export const QueueTable = ({
  queues,
  openId,
}: {
  readonly queues: readonly QueueView[]
  readonly openId: string | null
}) => {
  const { ids, sorted, put } = useOrder()
  const [said, setSaid] = useState('')
  const [over, setOver] = useState<string | null>(null)
  const { body, pressed } = useMoveFocus()

  const move = (id: string, next: readonly string[]) => {
    if (next.join() === ids.join()) return
    const name = queues.find(queue => queue.id === id)?.name ?? ''
    const place = numberOf(next.indexOf(id) + 1)
    setSaid(t('settings.queues.movedTo', { name, place, count: numberOf(next.length) }))
    void put(next)
  }

  return (
    <>
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
            <th scope="col" className={order.orderCell}>
              <span className="unseen">{t('settings.queues.column.order')}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {sorted(queues).map(queue => (
            <QueueRow
              key={queue.id}
              queue={queue}
              isOpen={queue.id === openId}
              place={ids.indexOf(queue.id)}
              count={ids.length}
              isOver={over === queue.id}
              onMove={by => {
                pressed.current = `${queue.id} ${by < 0 ? 'up' : 'down'}`
                move(queue.id, movedBy(ids, queue.id, by))
              }}
              onOver={is => setOver(is ? queue.id : null)}
              onDropped={id => move(id, movedTo(ids, id, queue.id))}
            />
          ))}
        </tbody>
      </table>
      <output className="unseen">{said}</output>
    </>
  )
}

interface QueueRowProps {
  readonly queue: QueueView
  readonly isOpen: boolean
  /** In the order of those that are not archived; -1: it is. */
  readonly place: number
  readonly count: number
  readonly isOver: boolean
  readonly onMove: (by: -1 | 1) => void
  readonly onOver: (is: boolean) => void
  readonly onDropped: (id: string) => void
}

const QueueRow = (props: QueueRowProps) => {
  const { queue, isOpen, place, count, onOver } = props
  const { waiting, active, agentsAvailable } = queue
  const isArchived = queue.archivedAt !== null
  const waitingTone = waiting > 0 ? list.late : ''
  const availableTone = agentsAvailable === 0 && !isArchived && queue.isOpen ? list.care : ''
  const isDrag = (event: DragEvent) => !isArchived && event.dataTransfer.types.includes(queueDrag)
  return (
    <tr
      className={`${list.row} ${isArchived ? list.quiet : ''} ${props.isOver ? order.over : ''}`}
      onDragOver={event => {
        if (!isDrag(event)) return
        event.preventDefault()
        onOver(true)
      }}
      onDragLeave={() => onOver(false)}
      onDrop={event => {
        onOver(false)
        if (!isDrag(event)) return
        event.preventDefault()
        props.onDropped(event.dataTransfer.getData(queueDrag))
      }}
    >
      <td>
        <RowLink href={hashOf('queues', queue.id)} isOpen={isOpen}>
          {queue.name}
        </RowLink>
        {isArchived ? <span className={list.tag}>{t('settings.queues.archived')}</span> : null}
        <div className={list.sub}>
          {t(`settings.queues.${queue.routingRule}`)}
          {queue.workingHours === null || isArchived ? null : <Opening queue={queue} />}
        </div>
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
      <td className={order.orderCell}>
        {isArchived || count < 2 ? null : (
          <OrderKeys
            thing={queue}
            drag={queueDrag}
            isFirst={place === 0}
            isLast={place === count - 1}
            onMove={props.onMove}
          />
        )}
      </td>
    </tr>
  )
}

const Opening = ({ queue }: { readonly queue: QueueView }) => (
  <span className={queue.isOpen ? '' : classes.shut}> · {openingOf(queue, useNow())}</span>
)

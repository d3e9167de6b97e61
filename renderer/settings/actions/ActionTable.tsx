// The chat actions in the order in which agents see them, and the means to put them into another.
import { type DragEvent, useState } from 'react'
import type { ChatActionView } from '../../../preload/views.ts'
import { actionSigns } from '../../parts/action-icons.ts'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { hashOf } from '../frame/route.ts'
import list from '../list/Listing.module.css'
import order from '../list/Order.module.css'
import { OrderKeys } from '../list/OrderKeys.tsx'
import { movedBy, movedTo } from '../list/order.ts'
import { RowLink } from '../list/RowLink.tsx'
import { useMoveFocus } from '../list/use-move-focus.ts'
import { useSetup } from '../setup.ts'
import classes from './Actions.module.css'
import { useActionOrder } from './use-action-order.ts'

const drag = 'application/x-parley-action'

export interface ActionTableProps {
  readonly actions: readonly ChatActionView[]
  readonly openId: string | null
}

export const ActionTable = ({ actions, openId }: ActionTableProps) => {
  const { ids, put } = useActionOrder(actions)
  const [said, setSaid] = useState('')
  const [over, setOver] = useState<string | null>(null)
  const { body, pressed } = useMoveFocus()
  const sorted = actions.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  const move = (action: ChatActionView, next: readonly string[]) => {
    if (next.join() === ids.join()) return
    const place = numberOf(next.indexOf(action.id) + 1)
    setSaid(t('settings.queues.movedTo', { name: action.caption, place, count: numberOf(next.length) }))
    void put(next)
  }
  return (
    <>
      <table className={list.table}>
        <thead className={list.wide}>
          <tr>
            <th scope="col">{t('action.column.caption')}</th>
            <th scope="col">{t('action.column.queue')}</th>
            <th scope="col">{t('action.column.process')}</th>
            <th scope="col">{t('action.column.shortcut')}</th>
            <th scope="col" className={order.orderCell}>
              <span className="unseen">{t('settings.queues.column.order')}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {sorted.map((action, place) => (
            <ActionRow
              key={action.id}
              action={action}
              isOpen={action.id === openId}
              isOver={over === action.id}
              onOver={is => setOver(is ? action.id : null)}
              onDropped={id => {
                const moved = actions.find(one => one.id === id)
                if (moved !== undefined) move(moved, movedTo(ids, id, action.id))
              }}
            >
              {actions.length < 2 ? null : (
                <OrderKeys
                  thing={{ id: action.id, name: action.caption }}
                  drag={drag}
                  isFirst={place === 0}
                  isLast={place === actions.length - 1}
                  onMove={by => {
                    pressed.current = `${action.id} ${by < 0 ? 'up' : 'down'}`
                    move(action, movedBy(ids, action.id, by))
                  }}
                />
              )}
            </ActionRow>
          ))}
        </tbody>
      </table>
      <output className="unseen">{said}</output>
    </>
  )
}

interface ActionRowProps {
  readonly action: ChatActionView
  readonly isOpen: boolean
  readonly isOver: boolean
  readonly onOver: (is: boolean) => void
  readonly onDropped: (id: string) => void
  readonly children: React.ReactNode
}

const ActionRow = ({ action, isOpen, isOver, onOver, onDropped, children }: ActionRowProps) => {
  const { id, caption, icon, queueId, processName, runnable, shortcut } = action
  const queue = useSetup(setup => setup.queues.find(one => one.id === queueId)?.name)
  const forWhom = queueId === null ? t('settings.replies.everybody') : (queue ?? t('settings.channels.noQueue'))
  const Sign = actionSigns[icon]
  const isDrag = (event: DragEvent) => event.dataTransfer.types.includes(drag)
  return (
    <tr
      className={`${list.row} ${isOver ? order.over : ''}`}
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
        onDropped(event.dataTransfer.getData(drag))
      }}
    >
      <td>
        <div className={list.main}>
          <Sign size={17} stroke={1.7} aria-hidden className={classes.sign} />
          <div className={list.names}>
            <RowLink href={hashOf('actions', id)} isOpen={isOpen}>
              {caption}
            </RowLink>
            <div className={`${list.sub} ${list.narrow}`}>
              {forWhom} · {processName}
              {shortcut === null ? null : (
                <>
                  {' · '}
                  <kbd>{shortcut.toUpperCase()}</kbd>
                </>
              )}
            </div>
            {runnable ? null : <div className={`${list.sub} ${list.care}`}>{t('action.notRunnable')}</div>}
          </div>
        </div>
      </td>
      <td className={list.wide}>{forWhom}</td>
      <td className={list.wide}>{processName}</td>
      <td className={list.wide}>{shortcut === null ? null : <kbd>{shortcut.toUpperCase()}</kbd>}</td>
      <td className={order.orderCell}>{children}</td>
    </tr>
  )
}

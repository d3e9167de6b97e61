// Moves a row in its list: by dragging its handle, or by the buttons beside it, which the keyboard reaches.
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { IconButton } from '../../parts/IconButton.tsx'
import { t } from '../../words/words.ts'
import list from './Listing.module.css'
import classes from './Order.module.css'

export interface OrderKeysProps {
  readonly thing: { readonly id: string; readonly name: string }
  /** What a dragged row is known by on its way. */
  readonly drag: string
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
}

export const OrderKeys = ({ thing, drag, isFirst, isLast, onMove }: OrderKeysProps) => {
  const { id, name } = thing
  return (
    <span className={`${classes.order} ${list.own}`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons beside it do the same by keyboard */}
      <span
        draggable
        className={classes.grip}
        title={t('settings.queues.drag', { name })}
        onDragStart={event => {
          event.dataTransfer.setData(drag, id)
          event.dataTransfer.effectAllowed = 'move'
        }}
      >
        <IconGripVertical size={15} aria-hidden />
      </span>
      <IconButton
        name={t('settings.queues.moveUp', { name })}
        data-move={`${id} up`}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={15} />
      </IconButton>
      <IconButton
        name={t('settings.queues.moveDown', { name })}
        data-move={`${id} down`}
        disabled={isLast}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={15} />
      </IconButton>
    </span>
  )
}

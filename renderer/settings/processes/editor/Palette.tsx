// What can be put into the diagram: dragged onto it, or pressed to come after the element that is chosen.
import { type PointerEvent, useRef } from 'react'
import { actionSigns } from '../../../parts/action-icons.ts'
import { t } from '../../../words/words.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { type Piece, pieces } from '../canvas/pieces.ts'
import fields from '../fields/Fields.module.css'
import classes from './Editor.module.css'

const groups = ['flow', 'steps'] as const

/** Further than this with the button down is a drag. */
const dragFrom = 6

export const Palette = ({ drawing }: { readonly drawing: Drawing }) => (
  <div className={classes.palette} role="toolbar" aria-orientation="vertical" aria-label={t('process.palette')}>
    {groups.map(group => (
      <div key={group} className={classes.group}>
        <div className={classes.groupName}>{t(`process.group.${group}`)}</div>
        {pieces()
          .filter(piece => piece.group === group)
          .map(piece => (
            <PieceButton key={piece.key} piece={piece} drawing={drawing} />
          ))}
      </div>
    ))}
    <p className={classes.paletteHint}>{t('process.paletteHint')}</p>
  </div>
)

const PieceButton = ({ piece, drawing }: { readonly piece: Piece; readonly drawing: Drawing }) => {
  const pressed = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const dragged = useRef(false)
  const Sign = piece.icon === null ? null : actionSigns[piece.icon]
  const onPointerMove = (event: PointerEvent) => {
    const { current: from } = pressed
    if (from === null || Math.hypot(event.clientX - from.x, event.clientY - from.y) < dragFrom) return
    pressed.current = null
    dragged.current = true
    // bpmn-js follows the mouse from here until it is let go.
    drawing.setter.drag(piece, event.nativeEvent)
  }
  return (
    <button
      type="button"
      className={classes.piece}
      title={piece.help}
      onPointerDown={event => {
        dragged.current = false
        pressed.current = event.button === 0 ? { x: event.clientX, y: event.clientY } : null
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        pressed.current = null
      }}
      onPointerLeave={event => {
        if (event.buttons === 1) onPointerMove(event)
      }}
      onClick={() => {
        if (dragged.current) return
        const source = drawing.chosen()
        const goesOn = source !== null && source.waypoints === undefined && source.type !== 'bpmn:EndEvent'
        drawing.setter.append(piece, goesOn && source.parent != null ? source : null)
      }}
    >
      {Sign === null ? (
        <span className={fields[`shape_${piece.key}`]} aria-hidden />
      ) : (
        <Sign size={16} stroke={1.7} aria-hidden />
      )}
      <span>{piece.caption}</span>
    </button>
  )
}

// A list and, beside it, the form of the row that is open; where there is no room for both, the form alone.
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './ListAndEditor.module.css'

export const ListAndEditor = ({ list, editor }: { readonly list: ReactNode; readonly editor: ReactNode | null }) => {
  const root = useRef<HTMLDivElement>(null)
  /** The address of the row that is open; '': a new one. */
  const opened = useRef<string | null>(null)
  useEffect(() => {
    const { current } = root
    if (current === null) return
    if (editor !== null) {
      opened.current = current.querySelector('[data-row][aria-current]')?.getAttribute('href') ?? ''
      return
    }
    // The keyboard goes on where it came from, unless it is somewhere already.
    if (opened.current === null || document.activeElement !== document.body) return
    const rows = [...current.querySelectorAll<HTMLElement>('[data-row]')]
    const row = rows.find(one => one.getAttribute('href') === opened.current)
    ;(row ?? current.querySelector<HTMLElement>('[data-add] button'))?.focus()
    opened.current = null
  })
  return (
    <div ref={root} className={classes.both} data-open={editor === null ? undefined : true}>
      <div className={classes.list}>{list}</div>
      {editor === null ? null : <div className={classes.editor}>{editor}</div>}
    </div>
  )
}

// A row that moves may let go of the keyboard: it goes on at the same key, or at the other one when the row is at its end.
import { useEffect, useRef } from 'react'

export const useMoveFocus = () => {
  const body = useRef<HTMLTableSectionElement>(null)
  /** The key that was pressed: the row's id, and 'up' or 'down'. */
  const pressed = useRef<string | null>(null)
  useEffect(() => {
    const { current } = pressed
    if (current === null) return
    pressed.current = null
    const [id = ''] = current.split(' ')
    const keys = [...(body.current?.querySelectorAll<HTMLButtonElement>('[data-move]') ?? [])]
    const own = keys.filter(key => key.dataset.move?.startsWith(`${id} `) && !key.disabled)
    ;(own.find(key => key.dataset.move === current) ?? own[0])?.focus()
  })
  return { body, pressed }
}

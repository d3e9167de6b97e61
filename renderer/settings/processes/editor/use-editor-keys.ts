// Keys for the whole editor: save, undo, redo, wherever the keyboard is. The canvas and fields of text have their own undo.
import { useEffect, useRef } from 'react'
import { isTyping } from '../../../parts/focus.ts'
import type { Drawing } from '../canvas/drawing.ts'

export const useEditorKeys = (drawing: Drawing | null, save: () => Promise<unknown>): void => {
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 's' && !event.shiftKey) {
        event.preventDefault()
        void latest.current()
        return
      }
      const isTheirs =
        isTyping(event.target) || (event.target instanceof Element && event.target.closest('.djs-container'))
      if (event.defaultPrevented || isTheirs || drawing === null) return
      if (key === 'y' || (key === 'z' && event.shiftKey)) drawing.commands.redo()
      else if (key === 'z') drawing.commands.undo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [drawing])
}

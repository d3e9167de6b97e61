// What somebody types into a field of the diagram: taken over after a pause and on leaving, so that undo goes in steps one remembers.
import { useEffect, useRef, useState } from 'react'
import { setDirty } from '../../frame/leaving.ts'

const pauseMs = 500

export interface Typed {
  readonly text: string
  readonly type: (text: string) => void
  /** Takes over at once. */
  readonly flush: () => void
}

/** `value`: what the diagram holds; followed while nothing typed waits. The component must be keyed by its element. */
export const useTyped = (value: string, commit: (text: string) => void): Typed => {
  const [text, setText] = useState(value)
  const waiting = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(commit)
  latest.current = commit
  const flush = () => {
    clearTimeout(timer.current)
    const { current } = waiting
    waiting.current = null
    if (current !== null) latest.current(current)
  }
  const last = useRef(flush)
  last.current = flush
  useEffect(() => {
    if (waiting.current === null) setText(value)
  }, [value])
  useEffect(() => () => last.current(), [])
  return {
    text,
    type: next => {
      setText(next)
      // Nobody loses it by leaving within the pause.
      setDirty(true)
      waiting.current = next
      clearTimeout(timer.current)
      timer.current = setTimeout(() => last.current(), pauseMs)
    },
    flush,
  }
}

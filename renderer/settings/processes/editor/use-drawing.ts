// The diagram that is being drawn: opened once, followed from then on, and compared with what is kept.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ProcessProblemView } from '../../../../preload/views.ts'
import { ask } from '../../../stores/door.ts'
import { t } from '../../../words/words.ts'
import { type Drawing, openDrawing } from '../canvas/drawing.ts'

/** After the last change, before it is compared and checked. */
const pauseMs = 400

export interface OpenDrawing {
  readonly place: React.RefObject<HTMLDivElement | null>
  /** Null: is not open yet. */
  readonly drawing: Drawing | null
  /** Grows with every change and choice, so that what shows them is drawn anew. */
  readonly turn: number
  readonly isDirty: boolean
  readonly isBroken: boolean
  readonly problems: readonly ProcessProblemView[]
  readonly setProblems: (problems: readonly ProcessProblemView[]) => void
  /** The diagram at this moment. */
  readonly current: () => Promise<string>
  /** It is kept as it is now. */
  readonly kept: (xml: string) => void
  /** Draws another one; `isKept`: it is the one that is kept. */
  readonly draw: (xml: string, isKept: boolean) => Promise<void>
}

export const useDrawing = (name: string, xml: string, found: readonly ProcessProblemView[]): OpenDrawing => {
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const [turn, setTurn] = useState(0)
  const [isDirty, setDirty] = useState(false)
  const [isBroken, setBroken] = useState(false)
  const [problems, setProblems] = useState(found)
  /** As bpmn-js writes what is kept: only then can the two be compared. */
  const base = useRef<string | null>(null)
  const first = useRef({ name, xml })

  useEffect(() => {
    if (place.current === null) return
    const opened = openDrawing(place.current, first.current.name)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    let checks = 0
    const look = async () => {
      const now = await opened.xml()
      if (isGone) return
      setDirty(base.current !== null && now !== base.current)
      const mine = ++checks
      const answer = await ask()
        .processes.validate({ xml: now })
        .catch(() => null)
      if (!isGone && mine === checks && answer !== null) setProblems(answer.problems)
    }
    opened.events.on('selection.changed', () => setTurn(count => count + 1))
    opened.events.on('commandStack.changed', () => {
      setTurn(count => count + 1)
      // An import begins anew, too; then nothing differs.
      if (opened.commands.canUndo()) setDirty(true)
      clearTimeout(timer)
      timer = setTimeout(() => void look(), pauseMs)
    })
    opened
      .open(first.current.xml)
      .then(async () => {
        base.current = await opened.xml()
        if (!isGone) setDrawing(opened)
      })
      .catch(() => !isGone && setBroken(true))
    return () => {
      isGone = true
      clearTimeout(timer)
      setDrawing(null)
      opened.close()
    }
  }, [])

  const current = useCallback(async () => {
    if (drawing === null) throw new Error(t('process.cannotDraw'))
    // A field that is being typed gives what it has.
    if (document.activeElement instanceof HTMLElement && !place.current?.contains(document.activeElement)) {
      const focused = document.activeElement
      focused.blur()
      focused.focus()
    }
    drawing.finishTyping()
    return drawing.xml()
  }, [drawing])

  const kept = useCallback((now: string) => {
    base.current = now
    setDirty(false)
  }, [])

  const draw = useCallback(
    async (next: string, isKept: boolean) => {
      if (drawing === null) return
      await drawing.open(next)
      const now = await drawing.xml()
      if (isKept) base.current = now
      setDirty(!isKept)
      setTurn(count => count + 1)
      const { problems: wrong } = await ask().processes.validate({ xml: now })
      setProblems(wrong)
    },
    [drawing],
  )

  return { place, drawing, turn, isDirty, isBroken, problems, setProblems, current, kept, draw }
}

// A diagram to look at: a version, a run, or any where there is no room to draw. Moved and zoomed, never changed.
import { useEffect, useRef, useState } from 'react'
import { t } from '../../../words/words.ts'
import classes from './Diagram.module.css'
import { openPicture, type Picture } from './drawing.ts'
import { type Badge, type Mark, putMarks } from './marks.ts'
import { ZoomKeys } from './ZoomKeys.tsx'

export interface DiagramProps {
  readonly name: string
  readonly xml: string
  readonly marks?: ReadonlyMap<string, Mark>
  readonly badges?: readonly Badge[]
}

export const Diagram = ({ name, xml, marks = noMarks, badges = noBadges }: DiagramProps) => {
  const place = useRef<HTMLDivElement>(null)
  const [picture, setPicture] = useState<Picture | null>(null)
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    if (place.current === null) return
    const opened = openPicture(place.current, name)
    let isGone = false
    opened
      .open(xml)
      .then(() => !isGone && setPicture(opened))
      .catch(() => !isGone && setBroken(true))
    return () => {
      isGone = true
      setPicture(null)
      setBroken(false)
      opened.close()
    }
  }, [xml, name])
  useEffect(() => {
    if (picture !== null) putMarks(picture, marks, badges)
  }, [picture, marks, badges])
  return (
    <div className={classes.frame}>
      <div ref={place} className={`${classes.canvas} bio-theme-parent`} />
      {isBroken ? <p className={classes.broken}>{t('process.cannotDraw')}</p> : null}
      {picture === null ? null : <ZoomKeys picture={picture} />}
    </div>
  )
}

const noMarks: ReadonlyMap<string, Mark> = new Map()
const noBadges: readonly Badge[] = []

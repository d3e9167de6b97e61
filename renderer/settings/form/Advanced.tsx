// What few need, folded away; opens by itself when something in it is filled or wrong.
import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '../../words/words.ts'
import classes from './Advanced.module.css'

export const Advanced = ({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) => {
  const fold = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isOpen && fold.current !== null) fold.current.open = true
  }, [isOpen])
  return (
    <details ref={fold} className={classes.advanced}>
      <summary>{t('settings.editor.advanced')}</summary>
      <div className={classes.inside}>{children}</div>
    </details>
  )
}

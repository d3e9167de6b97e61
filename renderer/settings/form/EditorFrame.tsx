// Around every form: title, what went wrong, fields, and the bar to save. Ctrl+S saves, Escape goes back to the list.
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { OwnHistory } from '../frame/OwnHistory.tsx'
import classes from './EditorFrame.module.css'
import type { Editor } from './use-editor.ts'

export interface EditorFrameProps<Values extends object> {
  readonly editor: Editor<Values>
  readonly title: string
  readonly subtitle?: ReactNode
  /** The list behind it; null: the form is the page. */
  readonly back: string | null
  readonly isNew?: boolean
  /** Deeds besides saving, such as Archive. */
  readonly deeds?: ReactNode
  readonly children: ReactNode
}

export const EditorFrame = <Values extends object>(props: EditorFrameProps<Values>) => {
  const { editor, title, subtitle, back, isNew = false, deeds, children } = props
  const { formRef, isDirty, isSaving, trouble, submit, undo } = editor
  const titleId = useId()
  useSaveKey(formRef)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isNew) formRef.current?.querySelector<HTMLElement>('input, textarea')?.focus()
    else if (back !== null) heading.current?.focus()
  }, [isNew, back, formRef])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && back !== null && !event.defaultPrevented && !somethingFloats()) goTo(back)
  }

  return (
    <section className={classes.editor} aria-labelledby={titleId} data-page={back === null || undefined}>
      <form
        ref={formRef}
        noValidate
        className={classes.form}
        onKeyDown={onKeyDown}
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <header className={classes.head}>
          {back === null ? null : (
            <IconButton name={t('settings.editor.back')} className={classes.backKey ?? ''} onClick={() => goTo(back)}>
              <IconArrowLeft size={18} />
            </IconButton>
          )}
          <div className={classes.titles}>
            <h2 id={titleId} ref={heading} tabIndex={-1} className={classes.title}>
              {title}
            </h2>
            {subtitle === undefined ? null : <div className={classes.subtitle}>{subtitle}</div>}
          </div>
          {back === null ? null : (
            <IconButton
              name={t('settings.editor.close')}
              keys="Esc"
              className={classes.closeKey ?? ''}
              onClick={() => goTo(back)}
            >
              <IconX size={18} />
            </IconButton>
          )}
        </header>
        <div className={classes.fields}>
          {trouble === null ? null : <Notice tone="bad">{trouble}</Notice>}
          {children}
        </div>
        <footer className={classes.foot}>
          <Button type="submit" weight="accent" keys="Ctrl S" disabled={isSaving || !(isDirty || isNew)}>
            {isSaving ? t('settings.editor.saving') : t('settings.editor.save')}
          </Button>
          {isDirty && !isSaving ? (
            <Button weight="quiet" onClick={undo}>
              {t('settings.editor.discard')}
            </Button>
          ) : null}
          <span className={classes.deeds}>
            <OwnHistory />
            {deeds}
          </span>
        </footer>
      </form>
    </section>
  )
}

/** An open list or colour chooser: Escape is for it. Some stay in the page, hidden, when they are closed. */
const somethingFloats = (): boolean =>
  [...document.querySelectorAll('[class*="mantine-"][class*="-dropdown"]')].some(element => element.checkVisibility())

/** Ctrl+S from anywhere in the window; never the browser's "save page". */
const useSaveKey = (formRef: React.RefObject<HTMLFormElement | null>) => {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      formRef.current?.requestSubmit()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [formRef])
}

// A form that a process asks the agent to fill in: kept while it is typed, checked before it is sent, cancelled with its run.
import { IconChevronDown, IconChevronRight, IconForms } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { checkForm } from '../../../main/domain/process-form.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import type { AgentFormView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { FormInputs } from '../../parts/FormInputs.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { ask } from '../../stores/door.ts'
import { refusedBy, refusedField } from '../../stores/refused.ts'
import { answerForm, isAwaited, refreshRuns, typeIntoForm, useRuns, valuesOf } from '../../stores/runs.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './ChatRuns.module.css'

export const FormCard = ({ form, isFirst }: { readonly form: AgentFormView; readonly isFirst: boolean }) => {
  const typed = useRuns(state => state.typed)
  const values = valuesOf(form, typed)
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [isOpen, setOpen] = useState(isFirst)
  const [isBusy, setBusy] = useState(false)
  const card = useRef<HTMLFormElement>(null)
  const titleId = useId()
  const { stepId, chatId, runId, fields } = form

  // It comes to the hand of whoever asked for it, and the first one to whoever is not writing.
  useEffect(() => {
    const { activeElement } = document
    const isFree = activeElement === document.body || activeElement === null
    if (isAwaited(runId) || (isFirst && isFree))
      card.current?.querySelector<HTMLElement>('input, textarea, button[type="submit"]')?.focus()
  }, [isFirst, runId])

  const wrong = (found: Readonly<Record<string, string>>) => {
    setErrors(found)
    const [first] = Object.keys(found)
    if (first !== undefined)
      setTimeout(() => card.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus())
  }

  const submit = async () => {
    if (isBusy) return
    const found: Record<string, string> = {}
    for (const field of fields) {
      const checked = checkForm([field], { [field.name]: values[field.name] ?? null })
      if (isRefusal(checked)) found[field.name] = upperFirst(checked.sentence.replace(`${field.label}: `, ''))
    }
    if (Object.keys(found).length > 0) return wrong(found)
    setBusy(true)
    try {
      await answerForm(chatId, stepId, values)
    } catch (error) {
      const field = refusedField(error)
      const refused = refusedBy(error)
      if (field !== null && refused.kind === 'refused' && fields.some(({ name }) => name === field))
        wrong({ [field]: refused.sentence })
      else {
        sayRefusal(error)
        void refreshRuns(chatId).catch(() => {})
      }
    }
    setBusy(false)
  }

  const cancel = async () => {
    setBusy(true)
    try {
      await ask().chatService.cancelRun({ runId })
      await refreshRuns(chatId)
    } catch (error) {
      sayRefusal(error)
    }
    setBusy(false)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    }
  }

  return (
    <form
      ref={card}
      noValidate
      className={classes.form}
      aria-labelledby={titleId}
      data-form-card
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <header className={classes.formHead}>
        <IconForms size={16} aria-hidden className={classes.formSign} />
        <div className={classes.formTitle}>
          <h2 id={titleId} dir="auto">
            {form.title}
          </h2>
          <small>{t('form.asks', { name: form.processName })}</small>
        </div>
        <IconButton
          name={t(isOpen ? 'form.fold' : 'form.unfold', { name: form.title })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <IconChevronDown size={17} /> : <IconChevronRight size={17} className="mirrored" />}
        </IconButton>
      </header>
      {isOpen ? (
        <>
          <div className={classes.formBody}>
            <FormInputs
              fields={fields}
              values={values}
              errors={errors}
              disabled={isBusy}
              onChange={next => {
                setErrors({})
                typeIntoForm(stepId, next)
              }}
            />
          </div>
          <footer className={classes.formFoot}>
            <Button type="submit" weight="accent" keys="Ctrl ↵" disabled={isBusy}>
              {t(fields.length === 0 ? 'form.done' : 'form.send')}
            </Button>
            <Button
              weight="quiet"
              disabled={isBusy}
              aria-label={t('run.cancelOf', { name: form.processName })}
              onClick={() => void cancel()}
            >
              {t('run.cancel')}
            </Button>
          </footer>
        </>
      ) : null}
    </form>
  )
}

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

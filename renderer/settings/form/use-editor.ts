// One form that edits one thing: follows what is stored while nobody types, checks before it asks, puts a refusal at its
// field, keeps what was typed when saving fails, and lets nobody leave unasked.
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { t } from '../../words/words.ts'
import { setDirty } from '../frame/leaving.ts'
import type { Wrong } from './check.ts'
import { atField, placeIn, saidBy } from './refusal.ts'

export interface EditorPlan<Values extends object> {
  /** As it is stored at present; may change while the form is open. */
  readonly stored: Values
  readonly check: (values: Values) => Wrong<Values>
  /** Rejects with what the workstation said. `before` is what the form began with. */
  readonly save: (values: Values, before: Values) => Promise<void>
  /** Fields of the contract that the form shows under another name. */
  readonly fields?: Readonly<Record<string, keyof Values>>
  /** A conflict that a form shows in its own way; true: it did. */
  readonly onConflict?: () => Promise<boolean>
}

export interface Editor<Values extends object> {
  readonly form: UseFormReturnType<Values>
  readonly isDirty: boolean
  readonly isSaving: boolean
  /** A refusal that belongs to no field. */
  readonly trouble: string | null
  readonly submit: () => void
  readonly undo: () => void
  /** Drops what was typed and begins anew with what is stored. */
  readonly takeStored: () => void
  readonly formRef: React.RefObject<HTMLFormElement | null>
}

export const useEditor = <Values extends object>(plan: EditorPlan<Values>): Editor<Values> => {
  const { stored, check } = plan
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: stored,
    validate: values => ({ ...check(values) }),
    validateInputOnBlur: true,
  })
  const formRef = useRef<HTMLFormElement | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [complaints, setComplaints] = useState(0)
  const [restarts, setRestarts] = useState(0)
  const isDirty = form.isDirty()

  useEffect(() => {
    setDirty(isDirty)
    return () => setDirty(false)
  }, [isDirty])

  // After a save the form begins anew with what is stored; before, it follows as long as nobody has typed.
  const storedText = JSON.stringify(stored)
  const followed = useRef({ text: storedText, restarts })
  useEffect(() => {
    const { current } = followed
    const isAnew = current.restarts !== restarts
    if (!isAnew && (current.text === storedText || form.isDirty())) return
    followed.current = { text: storedText, restarts }
    form.setInitialValues(stored)
    form.setValues(stored)
    form.resetDirty(stored)
    if (isAnew) form.clearErrors()
  }, [form, stored, storedText, restarts])

  // The eye goes to what is wrong, and so does the keyboard.
  useEffect(() => {
    if (complaints > 0)
      formRef.current
        ?.querySelector<HTMLElement>(':is(input, textarea):is([aria-invalid="true"], [data-invalid])')
        ?.focus()
  }, [complaints])

  const refuse = async (error: unknown) => {
    const said = saidBy(error)
    const shown = Object.keys(form.values)
    const alias = said.field === null ? undefined : plan.fields?.[said.field]
    const place = alias === undefined ? placeIn(shown, said.field) : String(alias)
    if (place === null && said.isConflict && (await plan.onConflict?.())) return
    const sentence = said.sentence ?? t('settings.unanswered')
    if (place === null) setTrouble(sentence)
    else form.setErrors({ ...form.errors, [place]: atField(sentence, said.field) })
    setComplaints(count => count + 1)
  }

  const submit = async () => {
    if (isSaving) return
    setTrouble(null)
    const { hasErrors } = await form.validate()
    if (hasErrors) return setComplaints(count => count + 1)
    setSaving(true)
    try {
      await plan.save(form.getValues(), form.getInitialValues())
      setRestarts(count => count + 1)
    } catch (error) {
      await refuse(error)
    } finally {
      setSaving(false)
    }
  }

  const undo = () => {
    setTrouble(null)
    form.reset()
    form.clearErrors()
  }

  return {
    form,
    isDirty,
    isSaving,
    trouble,
    submit: () => void submit(),
    undo,
    takeStored: () => setRestarts(count => count + 1),
    formRef,
  }
}

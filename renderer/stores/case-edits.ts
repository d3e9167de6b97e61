// What is typed into cases and not saved: it stays while one looks elsewhere, and is never saved over what somebody else did meanwhile.
import { create } from 'zustand'
import type { CaseView } from '../../preload/views.ts'
import { t } from '../words/words.ts'
import { loadCase, putCase, useCases } from './cases.ts'
import { ask } from './door.ts'
import { refusedBy, refusedField } from './refused.ts'
import { myId } from './session.ts'
import { sayRefusal } from './toasts.ts'

export interface CaseText {
  readonly subject: string
  readonly description: string
  readonly account: string
}

export interface CaseEdit {
  /** As it was when typing began, or when theirs was looked at. */
  readonly base: CaseText & { readonly version: number }
  readonly text: CaseText
  readonly isSaving: boolean
  /** Somebody saved over `base`: what they changed is shown, and nothing is saved until one has chosen. */
  readonly isOvertaken: boolean
  readonly trouble: { readonly field: string | null; readonly sentence: string } | null
}

export const useCaseEdits = create<{
  readonly byCase: ReadonlyMap<string, CaseEdit>
  readonly comments: ReadonlyMap<string, string>
}>(() => ({ byCase: new Map(), comments: new Map() }))

export const textOf = ({ subject, description, account }: CaseText): CaseText => ({ subject, description, account })

const put = (caseId: string, edit: CaseEdit | null): void =>
  useCaseEdits.setState(({ byCase }) => {
    const next = new Map(byCase)
    if (edit === null) next.delete(caseId)
    else next.set(caseId, edit)
    return { byCase: next }
  })

const isSame = (one: CaseText, other: CaseText): boolean =>
  one.subject === other.subject && one.description === other.description && one.account === other.account

export const typeIn = (one: CaseView, change: Partial<CaseText>): void => {
  const known = useCaseEdits.getState().byCase.get(one.id)
  const base = known?.base ?? { ...textOf(one), version: one.version }
  const text = { ...(known?.text ?? textOf(one)), ...change }
  const { isSaving = false, isOvertaken = false } = known ?? {}
  // What is on its way is not the base any more: going back to that is something typed, too.
  if (isSame(text, base) && !isSaving) put(one.id, null)
  else put(one.id, { base, text, isSaving, isOvertaken, trouble: null })
}

export const dropEdit = (caseId: string): void => put(caseId, null)

/** Theirs is known now: what I typed goes over it, field by field. */
export const keepMine = async (one: CaseView): Promise<void> => {
  const edit = useCaseEdits.getState().byCase.get(one.id)
  if (edit === undefined) return
  const changed = changeOf(edit)
  put(one.id, {
    ...edit,
    base: { ...textOf(one), version: one.version },
    text: { ...textOf(one), ...changed },
    isOvertaken: false,
  })
  await saveEdit(one.id)
}

/** Only what was typed. */
export const changeOf = ({ base, text }: Pick<CaseEdit, 'base' | 'text'>): Partial<CaseText> => ({
  ...(text.subject === base.subject ? {} : { subject: text.subject }),
  ...(text.description === base.description ? {} : { description: text.description }),
  ...(text.account === base.account ? {} : { account: text.account }),
})

export const saveEdit = async (caseId: string): Promise<void> => {
  const edit = useCaseEdits.getState().byCase.get(caseId)
  if (edit === undefined || edit.isSaving || edit.isOvertaken) return
  if (edit.text.subject.trim() === '') {
    put(caseId, { ...edit, trouble: { field: 'subject', sentence: t('cases.subjectMissing') } })
    return
  }
  put(caseId, { ...edit, isSaving: true, trouble: null })
  try {
    const saved = await ask().cases.update({ caseId, version: edit.base.version, ...changeOf(edit) })
    putCase(saved)
    typedSince(caseId, edit, saved)
  } catch (error) {
    const refused = refusedBy(error)
    if (refused.kind === 'refused' && refused.code === 'CONFLICT' && refusedField(error) === 'version') {
      await loadCase(caseId)
      change(caseId, { isSaving: false, isOvertaken: true })
      return
    }
    const sentence = refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer')
    change(caseId, { isSaving: false, trouble: { field: refusedField(error), sentence } })
  }
}

/** With what is typed by now, which may be more than was sent; nothing when it was dropped. */
const change = (caseId: string, by: Partial<CaseEdit>): void => {
  const edit = useCaseEdits.getState().byCase.get(caseId)
  if (edit !== undefined) put(caseId, { ...edit, ...by })
}

/** What was typed while `sent` was on its way is still to be saved. */
const typedSince = (caseId: string, sent: CaseEdit, saved: CaseView): void => {
  const edit = useCaseEdits.getState().byCase.get(caseId)
  if (edit === undefined) return
  const base = { ...textOf(saved), version: saved.version }
  const text = { ...textOf(saved), ...changeOf({ base: { ...sent.base, ...sent.text }, text: edit.text }) }
  put(caseId, isSame(text, base) ? null : { ...edit, base, text, isSaving: false })
}

type Given = Omit<Parameters<ReturnType<typeof ask>['cases']['update']>[0], 'caseId' | 'version'>

/** Status, assignee and the like change at once; what is being typed goes on from there. */
export const changeCase = async (caseId: string, change: Given): Promise<void> => {
  const before = useCases.getState().byId.get(caseId)
  try {
    const after = await ask().cases.update({ caseId, ...change })
    const edit = useCaseEdits.getState().byCase.get(caseId)
    if (edit !== undefined && edit.base.version === before?.version && after.version === before.version + 1)
      put(caseId, { ...edit, base: { ...edit.base, version: after.version } })
    putCase(after)
  } catch (error) {
    sayRefusal(error)
    void loadCase(caseId)
  }
}

export const setComment = (caseId: string, text: string): void =>
  useCaseEdits.setState(({ comments }) => ({ comments: new Map(comments).set(caseId, text) }))

const keys = new Map<string, string>()

/** The same text is sent under the same key until it is taken, so that trying again makes no second comment. */
export const sendComment = async (caseId: string): Promise<void> => {
  const text = useCaseEdits.getState().comments.get(caseId)?.trim() ?? ''
  if (text === '') return
  const name = `${myId()}/${caseId}/${text}`
  const idempotencyKey = keys.get(name) ?? crypto.randomUUID()
  keys.set(name, idempotencyKey)
  try {
    putCase(await ask().cases.comment({ caseId, text, idempotencyKey }))
    keys.delete(name)
    // What was typed meanwhile is the next one.
    if (useCaseEdits.getState().comments.get(caseId)?.trim() === text) setComment(caseId, '')
  } catch (error) {
    sayRefusal(error)
  }
}

/** The session ended: the next one may be somebody else's. */
export const forgetCaseEdits = (): void => useCaseEdits.setState(useCaseEdits.getInitialState(), true)

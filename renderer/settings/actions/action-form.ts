// A chat action as its form shows it, and as the contract wants it.
import { type ActionIcon, isShortcut } from '../../../main/domain/chat-action.ts'
import type { ChatActionView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { checkText, type Wrong, wrongOnly } from '../form/check.ts'

export interface ActionForm {
  readonly caption: string
  readonly icon: ActionIcon
  /** Empty = in all queues. */
  readonly queueId: string
  readonly processId: string
  /** Empty = none. */
  readonly shortcut: string
}

export const emptyAction: ActionForm = { caption: '', icon: 'bolt', queueId: '', processId: '', shortcut: '' }

export const actionForm = (action: ChatActionView): ActionForm => ({
  caption: action.caption,
  icon: action.icon,
  queueId: action.queueId ?? '',
  processId: action.processId,
  shortcut: (action.shortcut ?? '').toUpperCase(),
})

export const checkAction =
  (others: readonly ChatActionView[]) =>
  (form: ActionForm): Wrong<ActionForm> =>
    wrongOnly<ActionForm>({
      caption: checkText(form.caption, 200),
      processId: form.processId === '' ? t('action.processMissing') : null,
      shortcut: checkShortcut(form, others),
    })

/** Two actions that one chat may show cannot have the same key. */
const checkShortcut = ({ shortcut, queueId }: ActionForm, others: readonly ChatActionView[]): string | null => {
  const key = shortcut.trim().toLowerCase()
  if (key === '') return null
  if (!isShortcut(key)) return t('action.shortcutWrong')
  const taken = others.find(
    one => one.shortcut?.toLowerCase() === key && (one.queueId === null || queueId === '' || one.queueId === queueId),
  )
  return taken === undefined ? null : t('action.shortcutTaken', { key: key.toUpperCase(), caption: taken.caption })
}

export const actionInput = (form: ActionForm) => ({
  caption: form.caption.trim(),
  icon: form.icon,
  queueId: form.queueId === '' ? null : form.queueId,
  processId: form.processId,
  shortcut: form.shortcut.trim() === '' ? null : form.shortcut.trim().toLowerCase(),
})

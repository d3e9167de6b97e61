// A canned reply as its form shows it, and as the contract wants it.
import { unknownVariables } from '../../../main/domain/reply-variables.ts'
import type { CannedReplyView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { checkText, type Wrong, wrongOnly } from '../form/check.ts'

export interface ReplyForm {
  readonly name: string
  readonly text: string
  /** Empty = for all queues. */
  readonly queueId: string
}

export const emptyReply: ReplyForm = { name: '', text: '', queueId: '' }

export const replyForm = (reply: CannedReplyView): ReplyForm => ({
  name: reply.name,
  text: reply.text,
  queueId: reply.queueId ?? '',
})

export const checkReply = (form: ReplyForm): Wrong<ReplyForm> =>
  wrongOnly<ReplyForm>({
    name: checkText(form.name, 200),
    text: checkText(form.text, 10_000) ?? checkVariables(form.text),
  })

const checkVariables = (text: string): string | null => {
  const [variable] = unknownVariables(text)
  return variable === undefined ? null : t('settings.replies.unknown', { variable })
}

export const replyInput = (form: ReplyForm) => ({
  name: form.name.trim(),
  text: form.text.trim(),
  queueId: form.queueId === '' ? null : form.queueId,
})

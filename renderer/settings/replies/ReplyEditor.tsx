// The form of a canned reply.
import { Select, Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import type { CannedReplyView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { ChangedMeanwhile } from '../form/ChangedMeanwhile.tsx'
import { changesIn } from '../form/changes.ts'
import { differencesOf } from '../form/differences.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { useMeanwhile } from '../form/use-meanwhile.ts'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { sayWithUndo } from '../frame/Undo.tsx'
import { reload, useSetup } from '../setup.ts'
import { checkReply, emptyReply, type ReplyForm, replyForm, replyInput } from './reply-form.ts'
import { InsertButtons, ReplyPreview } from './Variables.tsx'

export const ReplyEditor = ({ reply }: { readonly reply: CannedReplyView | null }) => {
  const queues = useSetup(setup => setup.queues)
  const area = useRef<HTMLTextAreaElement>(null)
  const offered = queues.filter(({ archivedAt, id }) => archivedAt === null || id === reply?.queueId)

  const meanwhile = useMeanwhile(reply, async () => {
    await reload('replies')
    return useSetup.getState().replies.find(one => one.id === reply?.id)
  })

  const save = async (form: ReplyForm, before: ReplyForm) => {
    if (reply === null) {
      const made = await ask().cannedReplies.create(replyInput(form))
      await reload('replies')
      say(t('settings.replies.created', { name: made.name }))
      goOn(hashOf('replies', made.id))
      return
    }
    const version = meanwhile.version()
    const saved = await ask().cannedReplies.update({
      id: reply.id,
      ...(version === undefined ? {} : { version }),
      ...changesIn(replyInput(before), replyInput(form)),
    })
    await reload('replies')
    meanwhile.saved(saved)
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<ReplyForm>({
    stored: reply === null ? emptyReply : replyForm(reply),
    check: checkReply,
    save,
    onConflict: meanwhile.onConflict,
  })
  const { form } = editor
  const overtaken = meanwhile.overtaken(editor.isDirty)
  const queueName = (id: string) => queues.find(one => one.id === id)?.name ?? t('settings.replies.everybody')

  const remove = async () => {
    if (reply === null) return
    const { id, name } = reply
    try {
      await ask().cannedReplies.remove({ id })
      goOn(hashOf('replies'))
      await reload('replies')
      sayWithUndo(t('settings.replies.removed', { name }), () => bringBack(id))
    } catch (error) {
      sayRefusal(error)
    }
  }

  const insert = (written: string) => {
    const {
      value,
      selectionStart: from,
      selectionEnd: to,
    } = area.current ?? { value: '', selectionStart: 0, selectionEnd: 0 }
    form.setFieldValue('text', value.slice(0, from) + written + value.slice(to))
    form.clearFieldError('text')
    setTimeout(() => {
      area.current?.focus()
      area.current?.setSelectionRange(from + written.length, from + written.length)
    })
  }

  return (
    <EditorFrame
      editor={editor}
      title={reply?.name ?? t('settings.replies.newTitle')}
      subtitle={reply === null ? undefined : t('settings.replies.usedOf', { count: reply.usedCount })}
      back={hashOf('replies')}
      isNew={reply === null}
      deeds={
        reply === null ? null : (
          <Button weight="quiet" onClick={() => void remove()}>
            {t('settings.replies.remove')}
          </Button>
        )
      }
    >
      {overtaken !== null && reply !== null ? (
        <ChangedMeanwhile
          differences={differencesOf(replyForm(overtaken), replyForm(reply), {
            name: { caption: t('settings.replies.name') },
            text: { caption: t('settings.replies.text') },
            queueId: { caption: t('settings.replies.queue'), words: queueName },
          })}
          meanwhile={meanwhile}
          editor={editor}
        />
      ) : null}
      <TextInput
        label={t('settings.replies.name')}
        description={t('settings.replies.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Textarea
        ref={area}
        label={t('settings.replies.text')}
        description={t('settings.replies.textHint')}
        required
        autosize
        minRows={5}
        maxRows={16}
        {...form.getInputProps('text')}
      />
      <InsertButtons onInsert={insert} />
      {form.values.text.trim() === '' || form.errors.text !== undefined ? null : (
        <ReplyPreview
          text={form.values.text}
          queueName={form.values.queueId === '' ? null : queueName(form.values.queueId)}
        />
      )}
      <Select
        label={t('settings.replies.queue')}
        description={t('settings.replies.queueHint')}
        data={[
          { value: '', label: t('settings.replies.everybody') },
          ...offered.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        allowDeselect={false}
        {...form.getInputProps('queueId')}
      />
    </EditorFrame>
  )
}

const bringBack = async (id: string): Promise<void> => {
  try {
    const { name } = await ask().cannedReplies.restore({ id })
    await reload('replies')
    say(t('settings.undone', { name }))
  } catch (error) {
    sayRefusal(error)
  }
}

// The form of a canned reply.
import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CannedReplyView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { changesIn } from '../form/changes.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { reload, useSetup } from '../setup.ts'
import { checkReply, emptyReply, type ReplyForm, replyForm, replyInput } from './reply-form.ts'

/** What the composer fills in (panel/composer/canned.ts). */
const variables = ['{{contact.name}}', '{{agent.name}}', '{{queue.name}}', '{{chat.number}}']

export const ReplyEditor = ({ reply }: { readonly reply: CannedReplyView | null }) => {
  const queues = useSetup(setup => setup.queues)
  const [isRemoving, setRemoving] = useState(false)
  const offered = queues.filter(({ archivedAt, id }) => archivedAt === null || id === reply?.queueId)

  const save = async (form: ReplyForm, before: ReplyForm) => {
    if (reply === null) {
      const made = await ask().cannedReplies.create(replyInput(form))
      await reload('replies')
      say(t('settings.replies.created', { name: made.name }))
      goOn(hashOf('replies', made.id))
      return
    }
    await ask().cannedReplies.update({ id: reply.id, ...changesIn(replyInput(before), replyInput(form)) })
    await reload('replies')
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<ReplyForm>({
    stored: reply === null ? emptyReply : replyForm(reply),
    check: checkReply,
    save,
  })
  const { form } = editor

  const remove = async () => {
    if (reply === null) return
    setRemoving(false)
    try {
      await ask().cannedReplies.remove({ id: reply.id })
      await reload('replies')
      say(t('settings.replies.removed', { name: reply.name }))
      goOn(hashOf('replies'))
    } catch (error) {
      sayRefusal(error)
    }
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
          <Button weight="quiet" onClick={() => setRemoving(true)}>
            {t('settings.replies.remove')}
          </Button>
        )
      }
    >
      <TextInput
        label={t('settings.replies.name')}
        description={t('settings.replies.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t('settings.replies.text')}
        description={t('settings.replies.textHint', { names: variables.join(', ') })}
        required
        autosize
        minRows={5}
        maxRows={16}
        {...form.getInputProps('text')}
      />
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
      <Confirm
        opened={isRemoving}
        title={t('settings.replies.removeTitle', { name: reply?.name ?? '' })}
        yes={t('settings.replies.remove')}
        weight="danger"
        onYes={() => void remove()}
        onNo={() => setRemoving(false)}
      >
        {t('settings.replies.removeBody')}
      </Confirm>
    </EditorFrame>
  )
}

// The form of a queue: name, rule, timeouts and team; archive; and what to do when somebody else changed it meanwhile.
import { Radio, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { routingRules } from '../../../main/domain/queue.ts'
import type { QueueView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { changesIn } from '../form/changes.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import fields from '../form/theme.module.css'
import { useEditor } from '../form/use-editor.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { sayWithUndo } from '../frame/Undo.tsx'
import { reload, useSetup } from '../setup.ts'
import { WorkingHours } from './hours/WorkingHours.tsx'
import { Members } from './Members.tsx'
import { QueueConflict } from './QueueConflict.tsx'
import { checkQueue, emptyQueue, type QueueForm, queueFields, queueForm, queueInput } from './queue-form.ts'

export const QueueEditor = ({ queue }: { readonly queue: QueueView | null }) => {
  const systemAccept = useSetup(setup => setup.system?.OmniChatOperatorAcceptChatTimeout ?? 5)
  const [isArchiving, setArchiving] = useState(false)
  /** The version that the form began with; a save over a newer one is refused. */
  const seen = useRef(queue)
  const [conflict, setConflict] = useState(false)

  const save = async (form: QueueForm, before: QueueForm) => {
    if (queue === null) {
      const made = await ask().queues.create(queueInput(form))
      await reload('queues')
      say(t('settings.queues.created', { name: made.name }))
      goOn(hashOf('queues', made.id))
      return
    }
    const version = seen.current?.version ?? queue.version
    const changed = await ask().queues.update({
      queueId: queue.id,
      version,
      ...changesIn(queueInput(before), queueInput(form)),
    })
    await reload('queues')
    seen.current = changed
    setConflict(false)
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<QueueForm>({
    stored: queue === null ? emptyQueue : queueForm(queue),
    check: checkQueue,
    save,
    fields: queueFields,
    onConflict: async () => {
      await reload('queues')
      const now = useSetup.getState().queues.find(one => one.id === queue?.id)
      if (now === undefined || now.version === seen.current?.version) return false
      setConflict(true)
      return true
    },
  })
  const { form, isDirty } = editor
  if (!isDirty && queue !== null && seen.current?.version !== queue.version) seen.current = queue
  const isBehind =
    queue !== null && (conflict || isDirty) && seen.current !== null && seen.current.version < queue.version

  const archive = async (archived: boolean) => {
    if (queue === null) return
    setArchiving(false)
    try {
      await ask().queues.update({ queueId: queue.id, archived })
      await reload('queues')
      const { name } = queue
      if (archived) sayWithUndo(t('settings.queues.archivedToast', { name }), () => archive(false))
      else say(t('settings.queues.restoredToast', { name }))
      if (archived) goOn(hashOf('queues'))
    } catch (error) {
      sayRefusal(error)
    }
  }

  return (
    <EditorFrame
      editor={editor}
      title={queue?.name ?? t('settings.queues.newTitle')}
      back={hashOf('queues')}
      isNew={queue === null}
      deeds={
        queue === null ? null : queue.archivedAt === null ? (
          <Button weight="quiet" onClick={() => setArchiving(true)}>
            {t('settings.queues.archive')}
          </Button>
        ) : (
          <Button onClick={() => void archive(false)}>{t('settings.queues.restore')}</Button>
        )
      }
    >
      {isBehind && seen.current !== null ? (
        <QueueConflict
          before={seen.current}
          now={queue}
          onTakeTheirs={() => {
            seen.current = queue
            setConflict(false)
            editor.takeStored()
          }}
          onKeepMine={() => {
            seen.current = queue
            setConflict(false)
            editor.submit()
          }}
        />
      ) : null}
      <TextInput
        label={t('settings.queues.name')}
        description={t('settings.queues.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Radio.Group label={t('settings.queues.rule')} {...form.getInputProps('routingRule')}>
        {routingRules.map(rule => (
          <Radio
            key={rule}
            value={rule}
            mt={8}
            label={t(`settings.queues.${rule}`)}
            description={t(`settings.queues.${rule}Hint`)}
          />
        ))}
      </Radio.Group>
      <Members {...form.getInputProps('members')} />
      <TextInput
        label={t('settings.queues.completion')}
        description={t('settings.queues.completionHint')}
        placeholder={t('settings.queues.never')}
        inputMode="numeric"
        autoComplete="off"
        classNames={{ wrapper: fields.short ?? '' }}
        {...form.getInputProps('completionTimeoutMinutes')}
      />
      <TextInput
        label={t('settings.queues.accept')}
        description={t('settings.queues.acceptHint', { count: systemAccept })}
        placeholder={t('settings.queues.systems', { count: systemAccept })}
        classNames={{ wrapper: fields.short ?? '' }}
        inputMode="numeric"
        autoComplete="off"
        {...form.getInputProps('acceptTimeoutMinutes')}
      />
      <WorkingHours form={form} />
      <Confirm
        opened={isArchiving}
        title={t('settings.queues.archiveTitle', { name: queue?.name ?? '' })}
        yes={t('settings.queues.archive')}
        onYes={() => void archive(true)}
        onNo={() => setArchiving(false)}
      >
        {t('settings.queues.archiveBody')}
      </Confirm>
    </EditorFrame>
  )
}

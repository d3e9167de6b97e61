// The form of a chat action, with the captions that the seeds give its fields.
import { Select, TextInput } from '@mantine/core'
import { actionIcons } from '../../../main/domain/chat-action.ts'
import type { ChatActionView } from '../../../preload/views.ts'
import { actionSigns } from '../../parts/action-icons.ts'
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
import { goOn, goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { sayWithUndo } from '../frame/Undo.tsx'
import { reload, useSetup } from '../setup.ts'
import classes from './Actions.module.css'
import { type ActionForm, actionForm, actionInput, checkAction, emptyAction } from './action-form.ts'

export const ActionEditor = ({ action }: { readonly action: ChatActionView | null }) => {
  const { queues, processes, actions } = useSetup()
  const offered = queues.filter(({ archivedAt, id }) => archivedAt === null || id === action?.queueId)
  const meanwhile = useMeanwhile(action, async () => {
    await reload('actions')
    return useSetup.getState().actions.find(one => one.id === action?.id)
  })

  const save = async (form: ActionForm, before: ActionForm) => {
    if (action === null) {
      const made = await ask().chatActions.create(actionInput(form))
      await reload('actions')
      say(t('action.created', { name: made.caption }))
      goOn(hashOf('actions', made.id))
      return
    }
    const version = meanwhile.version()
    const saved = await ask().chatActions.update({
      id: action.id,
      ...(version === undefined ? {} : { version }),
      ...changesIn(actionInput(before), actionInput(form)),
    })
    await reload('actions')
    meanwhile.saved(saved)
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<ActionForm>({
    stored: action === null ? emptyAction : actionForm(action),
    check: checkAction(actions.filter(one => one.id !== action?.id)),
    save,
    onConflict: meanwhile.onConflict,
  })
  const { form } = editor
  const overtaken = meanwhile.overtaken(editor.isDirty)
  const queueName = (id: string) => queues.find(one => one.id === id)?.name ?? t('settings.replies.everybody')
  const processName = (id: string) => processes.find(one => one.id === id)?.name ?? ''
  const chosen = processes.find(({ id }) => id === form.values.processId)

  const remove = async () => {
    if (action === null) return
    const { id, caption } = action
    try {
      await ask().chatActions.remove({ id })
      goOn(hashOf('actions'))
      await reload('actions')
      sayWithUndo(t('action.removed', { name: caption }), () => bringBack(id))
    } catch (error) {
      sayRefusal(error)
    }
  }

  return (
    <EditorFrame
      editor={editor}
      title={action?.caption ?? t('action.newTitle')}
      back={hashOf('actions')}
      isNew={action === null}
      deeds={
        action === null ? null : (
          <Button weight="quiet" onClick={() => void remove()}>
            {t('action.remove')}
          </Button>
        )
      }
    >
      {overtaken !== null && action !== null ? (
        <ChangedMeanwhile
          differences={differencesOf(actionForm(overtaken), actionForm(action), {
            caption: { caption: t('action.caption') },
            icon: { caption: t('action.icon'), words: iconName },
            queueId: { caption: t('action.queue'), words: queueName },
            processId: { caption: t('action.process'), words: processName },
            shortcut: { caption: t('action.shortcut') },
          })}
          meanwhile={meanwhile}
          editor={editor}
        />
      ) : null}
      <TextInput
        label={t('action.caption')}
        description={t('action.captionHint')}
        required
        autoComplete="off"
        {...form.getInputProps('caption')}
      />
      <Select
        label={t('action.queue')}
        description={t('action.queueHint')}
        data={[
          { value: '', label: t('settings.replies.everybody') },
          ...offered.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        allowDeselect={false}
        {...form.getInputProps('queueId')}
      />
      <Select
        label={t('action.process')}
        description={
          chosen !== undefined && chosen.publishedNumber === null ? t('action.unpublished') : t('action.processHint')
        }
        placeholder={t('action.chooseProcess')}
        required
        searchable
        data={processes.map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={t('action.noProcess')}
        {...form.getInputProps('processId')}
        value={form.values.processId === '' ? null : form.values.processId}
      />
      {chosen === undefined ? null : (
        <div>
          <Button small onClick={() => goTo(hashOf('processes', chosen.id))}>
            {t('action.openProcess')}
          </Button>
        </div>
      )}
      <TextInput
        label={t('action.shortcut')}
        description={t('action.shortcutHint')}
        autoComplete="off"
        maxLength={1}
        w={90}
        styles={{ description: { width: 320 }, error: { width: 320 } }}
        {...form.getInputProps('shortcut')}
        onChange={event => form.setFieldValue('shortcut', event.currentTarget.value.toUpperCase())}
      />
      <fieldset className={classes.choice}>
        <legend>{t('action.icon')}</legend>
        <div className={classes.icons}>
          {actionIcons.map(icon => {
            const Sign = actionSigns[icon]
            return (
              <label key={icon} className={classes.icon} title={iconName(icon)}>
                <input
                  type="radio"
                  name="icon"
                  className="unseen"
                  aria-label={iconName(icon)}
                  checked={form.values.icon === icon}
                  onChange={() => form.setFieldValue('icon', icon)}
                />
                <Sign size={18} stroke={1.7} aria-hidden />
              </label>
            )
          })}
        </div>
      </fieldset>
    </EditorFrame>
  )
}

/** 'creditCard' as people read it. */
const iconName = (icon: string): string => icon.replace(/([A-Z])/g, ' $1').toLowerCase()

const bringBack = async (id: string): Promise<void> => {
  try {
    const { caption } = await ask().chatActions.restore({ id })
    await reload('actions')
    say(t('settings.undone', { name: caption }))
  } catch (error) {
    sayRefusal(error)
  }
}

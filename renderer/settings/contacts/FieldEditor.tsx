// The form of a contact field.
import { Select, Textarea, TextInput } from '@mantine/core'
import type { OwnFieldView } from '../../../preload/views.ts'
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
import { reload, useSetup } from '../setup.ts'
import {
  checkField,
  emptyField,
  type FieldForm,
  fieldForm,
  fieldInput,
  isKind,
  kinds,
  kindWords,
} from './field-form.ts'

export const FieldEditor = ({ field }: { readonly field: OwnFieldView | null }) => {
  const meanwhile = useMeanwhile(field, async () => {
    await reload('ownFields')
    return useSetup.getState().ownFields.find(one => one.id === field?.id)
  })

  const save = async (form: FieldForm, before: FieldForm) => {
    if (field === null) {
      const made = await ask().ownFields.create({ ...fieldInput(form), kind: form.kind })
      await reload('ownFields')
      say(t('settings.contacts.created', { name: made.name }))
      goOn(hashOf('contacts', made.id))
      return
    }
    const version = meanwhile.version()
    const saved = await ask().ownFields.update({
      id: field.id,
      ...(version === undefined ? {} : { version }),
      ...changesIn(fieldInput(before), fieldInput(form)),
    })
    await reload('ownFields')
    meanwhile.saved(saved)
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<FieldForm>({
    stored: field === null ? emptyField : fieldForm(field),
    check: checkField,
    save,
    onConflict: meanwhile.onConflict,
  })
  const { form } = editor
  const overtaken = meanwhile.overtaken(editor.isDirty)

  const archive = async () => {
    if (field === null) return
    const { id, name, archivedAt } = field
    try {
      meanwhile.saved(await ask().ownFields.update({ id, archived: archivedAt === null }))
      await reload('ownFields')
      if (archivedAt === null) say(t('settings.contacts.archivedSay', { name }))
    } catch (error) {
      sayRefusal(error)
    }
  }

  return (
    <EditorFrame
      editor={editor}
      title={field?.name ?? t('settings.contacts.newTitle')}
      subtitle={field !== null && field.archivedAt !== null ? t('settings.contacts.archived') : undefined}
      back={hashOf('contacts')}
      isNew={field === null}
      deeds={
        field === null ? null : (
          <Button weight="quiet" onClick={() => void archive()}>
            {t(field.archivedAt === null ? 'settings.contacts.archive' : 'settings.contacts.unarchive')}
          </Button>
        )
      }
    >
      {overtaken !== null && field !== null ? (
        <ChangedMeanwhile
          differences={differencesOf(fieldForm(overtaken), fieldForm(field), {
            name: { caption: t('settings.contacts.name') },
            options: { caption: t('settings.contacts.options') },
          })}
          meanwhile={meanwhile}
          editor={editor}
        />
      ) : null}
      <TextInput
        label={t('settings.contacts.name')}
        description={t('settings.contacts.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      {field === null ? (
        <Select
          label={t('settings.contacts.kind')}
          description={t('settings.contacts.kindHint')}
          data={kinds}
          allowDeselect={false}
          value={form.values.kind}
          onChange={kind => {
            if (isKind(kind)) form.setFieldValue('kind', kind)
          }}
        />
      ) : (
        <TextInput label={t('settings.contacts.kind')} value={kindWords(field.kind)} readOnly />
      )}
      {form.values.kind === 'choice' ? (
        <Textarea
          label={t('settings.contacts.options')}
          description={t('settings.contacts.optionsHint')}
          required
          autosize
          minRows={3}
          {...form.getInputProps('options')}
        />
      ) : null}
    </EditorFrame>
  )
}

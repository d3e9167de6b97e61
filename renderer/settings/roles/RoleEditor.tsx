// The form of a role: its name and what it allows, each right with a sentence; who has it; and what to do when somebody else changed it.
import { Checkbox, TextInput } from '@mantine/core'
import { permissions } from '../../../main/domain/permissions.ts'
import type { RoleView } from '../../../preload/views.ts'
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
import classes from './Roles.module.css'
import { checkRole, emptyRole, type RoleForm, roleForm, roleInput, roleShown } from './role-form.ts'

export const RoleEditor = ({ edited: role }: { readonly edited: RoleView | null }) => {
  const meanwhile = useMeanwhile(role, async () => {
    await reload('agents')
    return useSetup.getState().roles.find(one => one.id === role?.id)
  })

  const save = async (form: RoleForm, before: RoleForm) => {
    if (role === null) {
      const made = await ask().roles.create(roleInput(form))
      await reload('agents')
      say(t('settings.roles.created', { name: made.name }))
      goOn(hashOf('roles', made.id))
      return
    }
    const version = meanwhile.version()
    const saved = await ask().roles.update({
      roleId: role.id,
      ...(version === undefined ? {} : { version }),
      ...changesIn(roleInput(before), roleInput(form)),
    })
    await reload('agents')
    meanwhile.saved(saved)
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<RoleForm>({
    stored: role === null ? emptyRole : roleForm(role),
    check: checkRole,
    save,
    onConflict: meanwhile.onConflict,
  })
  const { form } = editor
  const overtaken = meanwhile.overtaken(editor.isDirty)

  const remove = async () => {
    if (role === null) return
    try {
      await ask().roles.remove({ roleId: role.id })
      goOn(hashOf('roles'))
      await reload('agents')
      sayWithUndo(t('settings.roles.removed', { name: role.name }), () => bringBack(roleInput(roleForm(role))))
    } catch (error) {
      sayRefusal(error)
    }
  }

  return (
    <EditorFrame
      editor={editor}
      title={role?.name ?? t('settings.roles.newTitle')}
      back={hashOf('roles')}
      isNew={role === null}
      deeds={
        role === null ? null : (
          <Button weight="quiet" onClick={() => void remove()}>
            {t('settings.roles.remove')}
          </Button>
        )
      }
    >
      {overtaken !== null && role !== null ? (
        <ChangedMeanwhile
          differences={differencesOf(roleForm(overtaken), roleForm(role), roleShown)}
          meanwhile={meanwhile}
          editor={editor}
        />
      ) : null}
      <TextInput
        label={t('settings.roles.name')}
        description={t('settings.roles.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Checkbox.Group
        label={t('settings.roles.rights')}
        description={t('settings.roles.rightsHint')}
        {...form.getInputProps('permissions')}
        value={[...form.values.permissions]}
      >
        <div className={classes.rights}>
          {permissions.map(right => (
            <Checkbox
              key={right}
              value={right}
              label={t(`settings.right.${right}`)}
              description={t(`settings.right.${right}Hint`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {role === null ? null : <Holders roleId={role.id} />}
    </EditorFrame>
  )
}

const Holders = ({ roleId }: { readonly roleId: string }) => {
  const { agents, queues } = useSetup()
  const people = agents.filter(agent => agent.deactivatedAt === null && agent.roleIds.includes(roleId))
  const filled = queues.filter(queue => queue.archivedAt === null && queue.roleIds.includes(roleId))
  return (
    <div className={classes.holders}>
      <h3>{t('settings.roles.people')}</h3>
      <p>{people.length === 0 ? t('settings.roles.nobody') : people.map(({ name }) => name).join(', ')}</p>
      {filled.length === 0 ? null : (
        <p>{t('settings.roles.fills', { queues: filled.map(({ name }) => name).join(', ') })}</p>
      )}
      <p className={classes.hint}>{t('settings.roles.peopleHint')}</p>
    </div>
  )
}

/** Nobody had it when it was deleted, so one like it is as good. */
const bringBack = async (was: ReturnType<typeof roleInput>): Promise<void> => {
  try {
    const { name } = await ask().roles.create(was)
    await reload('agents')
    say(t('settings.undone', { name }))
  } catch (error) {
    sayRefusal(error)
  }
}

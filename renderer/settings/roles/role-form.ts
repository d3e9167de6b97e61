// A role as the form shows it, and as the contract wants it.
import { type Permission, permissions } from '../../../main/domain/permissions.ts'
import type { RoleView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { checkText, type Wrong, wrongOnly } from '../form/check.ts'
import type { Shown } from '../form/differences.ts'

export interface RoleForm {
  readonly name: string
  readonly permissions: readonly Permission[]
}

export const emptyRole: RoleForm = { name: '', permissions: [] }

export const roleForm = ({ name, permissions }: RoleView): RoleForm => ({ name, permissions })

export const checkRole = (form: RoleForm): Wrong<RoleForm> => wrongOnly<RoleForm>({ name: checkText(form.name, 200) })

/** Always in the same order, so that ticking and unticking is no change. */
export const roleInput = (form: RoleForm) => ({
  name: form.name.trim(),
  permissions: permissions.filter(one => form.permissions.includes(one)),
})

export const rightsWords = (held: readonly Permission[]): string =>
  held.length === 0 ? t('settings.roles.noRights') : held.map(one => t(`settings.right.${one}`)).join(', ')

export const roleShown: Shown<RoleForm> = {
  get name() {
    return { caption: t('settings.roles.name') }
  },
  get permissions() {
    return { caption: t('settings.roles.rights'), words: rightsWords }
  },
}

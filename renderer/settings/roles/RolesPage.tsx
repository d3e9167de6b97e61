// Roles: what each set of people may do, and how many have it.
import type { RoleView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import list from '../list/Listing.module.css'
import { Listing } from '../list/Listing.tsx'
import { RowLink } from '../list/RowLink.tsx'
import { useSetup } from '../setup.ts'
import { RoleEditor } from './RoleEditor.tsx'
import classes from './Roles.module.css'
import { rightsWords } from './role-form.ts'

export const RolesPage = ({ id }: { readonly id: string | null }) => {
  const roles = useSetup(setup => setup.roles)
  const open = roles.find(role => role.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.roles')}
          intro={t('settings.roles.intro')}
          add={
            <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('roles', 'new'))}>
              {t('settings.roles.add')}
            </Button>
          }
        >
          {roles.length === 0 ? <Empty title={t('settings.roles.empty')} /> : <RoleTable roles={roles} openId={id} />}
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <RoleEditor key="new" edited={null} />
        ) : open === null ? (
          <Gone back={hashOf('roles')} />
        ) : (
          <RoleEditor key={open.id} edited={open} />
        )
      }
    />
  )
}

const RoleTable = ({ roles, openId }: { readonly roles: readonly RoleView[]; readonly openId: string | null }) => {
  const agents = useSetup(setup => setup.agents)
  const peopleOf = (roleId: string) =>
    agents.filter(agent => agent.deactivatedAt === null && agent.roleIds.includes(roleId)).length
  return (
    <table className={list.table}>
      <thead className={list.wide}>
        <tr>
          <th scope="col" className={classes.nameColumn}>
            {t('settings.roles.column.name')}
          </th>
          <th scope="col">{t('settings.roles.column.rights')}</th>
          <th scope="col" className={list.number}>
            {t('settings.roles.column.people')}
          </th>
        </tr>
      </thead>
      <tbody>
        {roles.map(role => (
          <tr key={role.id} className={list.row}>
            <td>
              <RowLink href={hashOf('roles', role.id)} isOpen={role.id === openId}>
                {role.name}
              </RowLink>
              <div className={`${list.sub} ${list.narrow}`}>
                {t('settings.roles.peopleOf', { count: peopleOf(role.id) })} · {rightsWords(role.permissions)}
              </div>
            </td>
            <td className={list.wide}>
              <span className={list.sub}>{rightsWords(role.permissions)}</span>
            </td>
            <td className={`${list.number} ${list.wide}`}>{numberOf(peopleOf(role.id))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

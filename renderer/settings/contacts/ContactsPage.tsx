// What is set up about contacts: fields of one's own in their order, and who is banned.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { OwnFieldView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { ask } from '../../stores/door.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import list from '../list/Listing.module.css'
import { Listing } from '../list/Listing.tsx'
import { RowLink } from '../list/RowLink.tsx'
import { reload, useSetup } from '../setup.ts'
import { Banned } from './Banned.tsx'
import { FieldEditor } from './FieldEditor.tsx'
import { kindWords } from './field-form.ts'
import { movedBy } from './moved-by.ts'

export const ContactsPage = ({ id }: { readonly id: string | null }) => {
  const fields = useSetup(setup => setup.ownFields)
  const open = fields.find(field => field.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.contacts')}
          intro={t('settings.contacts.intro')}
          add={
            <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('contacts', 'new'))}>
              {t('settings.contacts.add')}
            </Button>
          }
          foot={<Banned />}
        >
          {fields.length === 0 ? (
            <Empty title={t('settings.contacts.empty')} />
          ) : (
            <FieldTable fields={fields} openId={id} />
          )}
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <FieldEditor key="new" field={null} />
        ) : open === null ? (
          <Gone back={hashOf('contacts')} />
        ) : (
          <FieldEditor key={open.id} field={open} />
        )
      }
    />
  )
}

const FieldTable = (props: { readonly fields: readonly OwnFieldView[]; readonly openId: string | null }) => {
  const ids = props.fields.map(field => field.id)
  const move = async (at: number, by: -1 | 1) => {
    try {
      await ask().ownFields.reorder({ fieldIds: [...movedBy(ids, at, by)] })
      await reload('ownFields')
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <table className={list.table}>
      <thead className={list.wide}>
        <tr>
          <th scope="col">{t('settings.contacts.column.name')}</th>
          <th scope="col">{t('settings.contacts.column.kind')}</th>
          <th scope="col">{t('settings.contacts.column.order')}</th>
        </tr>
      </thead>
      <tbody>
        {props.fields.map(({ id, name, kind, archivedAt }, at) => (
          <tr key={id} className={list.row}>
            <td>
              <RowLink href={hashOf('contacts', id)} isOpen={id === props.openId}>
                {name}
              </RowLink>
              {archivedAt === null ? null : <div className={list.sub}>{t('settings.contacts.archived')}</div>}
              <div className={`${list.sub} ${list.narrow}`}>{kindWords(kind)}</div>
            </td>
            <td className={list.wide}>{kindWords(kind)}</td>
            <td>
              <span className={list.own}>
                <IconButton
                  name={t('settings.contacts.moveUp', { name })}
                  disabled={at === 0}
                  onClick={() => void move(at, -1)}
                >
                  <IconArrowUp size={15} />
                </IconButton>
                <IconButton
                  name={t('settings.contacts.moveDown', { name })}
                  disabled={at === ids.length - 1}
                  onClick={() => void move(at, 1)}
                >
                  <IconArrowDown size={15} />
                </IconButton>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

// Chat actions: the buttons that agents have in a chat, in their order, each with the process that it runs.
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import { Listing } from '../list/Listing.tsx'
import { useSetup } from '../setup.ts'
import { ActionEditor } from './ActionEditor.tsx'
import { ActionTable } from './ActionTable.tsx'

export const ActionsPage = ({ id }: { readonly id: string | null }) => {
  const actions = useSetup(setup => setup.actions)
  const open = actions.find(action => action.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.actions')}
          intro={t('action.intro')}
          add={
            <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('actions', 'new'))}>
              {t('action.add')}
            </Button>
          }
        >
          {actions.length === 0 ? <Empty title={t('action.empty')} /> : <ActionTable actions={actions} openId={id} />}
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <ActionEditor key="new" action={null} />
        ) : open === null ? (
          <Gone back={hashOf('actions')} />
        ) : (
          <ActionEditor key={open.id} action={open} />
        )
      }
    />
  )
}

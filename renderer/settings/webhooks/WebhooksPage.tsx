// Webhooks: programs outside that are told of cases or chats, and how that goes.
import type { WebhookView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { useSession } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import list from '../list/Listing.module.css'
import { Listing } from '../list/Listing.tsx'
import { RowLink } from '../list/RowLink.tsx'
import { useSetup } from '../setup.ts'
import { ChatWebhookPage } from './ChatWebhookPage.tsx'
import { ChatWebhooks } from './ChatWebhooks.tsx'
import { NewChatWebhook } from './NewChatWebhook.tsx'
import { WebhookEditor } from './WebhookEditor.tsx'
import classes from './Webhooks.module.css'
import { hostOf, stateOf } from './webhook-words.ts'

/** In the address, where the id of a webhook is otherwise. */
const newOnChats = 'new-on-chats'

export const WebhooksPage = ({ id }: { readonly id: string | null }) => {
  const webhooks = useSetup(setup => setup.webhooks)
  const onChats = useSetup(setup => setup.chatWebhooks.webhooks)
  // Only a hub speaks the protocol by which chats are followed.
  const isHub = useSession(session => session.info?.host === 'hub')
  const open = webhooks.find(webhook => webhook.id === id) ?? null
  const openOnChats = onChats.find(webhook => webhook.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.webhooks')}
          intro={t('settings.webhooks.intro')}
          add={
            <div className={classes.keys}>
              {isHub ? (
                <Button onClick={() => goTo(hashOf('webhooks', newOnChats))}>{t('settings.chatWebhooks.add')}</Button>
              ) : null}
              <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('webhooks', 'new'))}>
                {t('settings.webhooks.add')}
              </Button>
            </div>
          }
        >
          {webhooks.length > 0 ? (
            <WebhookTable webhooks={webhooks} openId={id} />
          ) : onChats.length > 0 ? null : (
            <Empty title={t('settings.webhooks.empty')}>{t('settings.webhooks.emptyHint')}</Empty>
          )}
          <ChatWebhooks openId={id} />
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <WebhookEditor key="new" webhook={null} />
        ) : id === newOnChats ? (
          <NewChatWebhook key={newOnChats} />
        ) : openOnChats !== null ? (
          <ChatWebhookPage key={openOnChats.id} webhook={openOnChats} />
        ) : open === null ? (
          <Gone back={hashOf('webhooks')} />
        ) : (
          <WebhookEditor key={open.id} webhook={open} />
        )
      }
    />
  )
}

const WebhookTable = (props: { readonly webhooks: readonly WebhookView[]; readonly openId: string | null }) => (
  <table className={list.table}>
    <thead className={list.wide}>
      <tr>
        <th scope="col">{t('settings.webhooks.column.name')}</th>
        <th scope="col">{t('settings.webhooks.column.state')}</th>
      </tr>
    </thead>
    <tbody>
      {props.webhooks.map(webhook => (
        <tr key={webhook.id} className={list.row}>
          <td>
            <RowLink href={hashOf('webhooks', webhook.id)} isOpen={webhook.id === props.openId}>
              {webhook.name}
            </RowLink>
            <div className={list.sub}>{hostOf(webhook.url)}</div>
            <div className={`${list.sub} ${list.narrow}`}>{stateOf(webhook)}</div>
          </td>
          <td className={list.wide}>{stateOf(webhook)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

// Webhooks: programs outside that are told of cases, and how that goes.
import type { WebhookView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import list from '../list/Listing.module.css'
import { Listing } from '../list/Listing.tsx'
import { RowLink } from '../list/RowLink.tsx'
import { useSetup } from '../setup.ts'
import { WebhookEditor } from './WebhookEditor.tsx'

export const WebhooksPage = ({ id }: { readonly id: string | null }) => {
  const webhooks = useSetup(setup => setup.webhooks)
  const open = webhooks.find(webhook => webhook.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.webhooks')}
          intro={t('settings.webhooks.intro')}
          add={
            <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('webhooks', 'new'))}>
              {t('settings.webhooks.add')}
            </Button>
          }
        >
          {webhooks.length > 0 ? (
            <WebhookTable webhooks={webhooks} openId={id} />
          ) : (
            <Empty title={t('settings.webhooks.empty')}>{t('settings.webhooks.emptyHint')}</Empty>
          )}
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <WebhookEditor key="new" webhook={null} />
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

/** What follows may be a key that is nobody's business. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)

const stateOf = ({ active, waiting, givenUp }: WebhookView): string =>
  [
    active ? t('settings.webhooks.on') : t('settings.webhooks.off'),
    ...(waiting === 0 ? [] : [t('settings.webhooks.waiting', { count: waiting })]),
    ...(givenUp === 0 ? [] : [t('settings.webhooks.givenUp', { count: givenUp })]),
  ].join(' · ')

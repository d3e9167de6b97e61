// Webhooks on chats in the list, under the program that they are of, with the switch of each program.
import { Switch } from '@mantine/core'
import type { ChatWebhookView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { hashOf } from '../frame/route.ts'
import list from '../list/Listing.module.css'
import { RowLink } from '../list/RowLink.tsx'
import { reload, useSetup } from '../setup.ts'
import classes from './Webhooks.module.css'
import { hostOf, stateOf } from './webhook-words.ts'

export const ChatWebhooks = ({ openId }: { readonly openId: string | null }) => {
  const { webhooks, programs } = useSetup(setup => setup.chatWebhooks)
  const shown = programs.filter(({ clientId }) => webhooks.some(one => one.clientId === clientId))
  if (shown.length === 0) return null
  return (
    <section className={classes.onChats} aria-label={t('settings.chatWebhooks.title')}>
      <h3>{t('settings.chatWebhooks.title')}</h3>
      <p className={classes.quiet}>{t('settings.chatWebhooks.intro')}</p>
      {shown.map(({ clientId, enabled }) => (
        <div key={clientId} className={classes.program}>
          <Switch
            size="xs"
            label={
              <>
                {t('settings.chatWebhooks.program')} <code dir="ltr">{clientId}</code>
              </>
            }
            aria-label={t('settings.chatWebhooks.switch', { clientId })}
            checked={enabled}
            onChange={event => void turn(clientId, event.currentTarget.checked)}
          />
          <table className={list.table} aria-label={clientId}>
            <tbody>
              {webhooks
                .filter(one => one.clientId === clientId)
                .map(one => (
                  <Row key={one.id} webhook={one} isOpen={one.id === openId} />
                ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  )
}

const Row = ({ webhook, isOpen }: { readonly webhook: ChatWebhookView; readonly isOpen: boolean }) => (
  <tr className={list.row}>
    <td>
      <RowLink href={hashOf('webhooks', webhook.id)} isOpen={isOpen}>
        {webhook.description === '' ? webhook.action : webhook.description}
      </RowLink>
      {webhook.type === 'bot' ? <span className={list.tag}>{t('settings.chatWebhooks.bot')}</span> : null}
      <div className={list.sub}>
        {webhook.description === '' ? '' : `${webhook.action} · `}
        {hostOf(webhook.url)}
      </div>
      <div className={`${list.sub} ${list.narrow}`}>{stateOf(webhook)}</div>
    </td>
    <td className={list.wide}>{stateOf(webhook)}</td>
  </tr>
)

const turn = async (clientId: string, enabled: boolean): Promise<void> => {
  try {
    await ask().webhooks.turnProgram({ clientId, enabled })
    say(t(enabled ? 'settings.chatWebhooks.turnedOn' : 'settings.chatWebhooks.turnedOff', { clientId }))
  } catch (error) {
    sayRefusal(error)
  }
  await reload('webhooks').catch(sayRefusal)
}

// A webhook on chats: what its program registered, how deliveries go, and the way to end it. It is not changed, but made anew.
import { IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ChatWebhookView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { goOn, goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { reload } from '../setup.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import classes from './Webhooks.module.css'
import { stateOf } from './webhook-words.ts'

export const ChatWebhookPage = ({ webhook }: { readonly webhook: ChatWebhookView }) => {
  const [isAsking, setAsking] = useState(false)
  const { id, description, action, url, type, clientId, createdAt } = webhook
  const name = description === '' ? action : description
  const heading = useRef<HTMLHeadingElement>(null)
  // As at a form: one reads from the top, and Escape goes back to the list.
  useEffect(() => heading.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isAsking) goTo(hashOf('webhooks'))
  }
  const remove = async () => {
    setAsking(false)
    try {
      await ask().webhooks.unfollow({ id })
      goOn(hashOf('webhooks'))
      await reload('webhooks')
      say(t('settings.webhooks.removed', { name }))
    } catch (error) {
      sayRefusal(error)
    }
  }
  const facts: readonly (readonly [string, string])[] = [
    [t('settings.chatWebhooks.action'), action],
    [t('settings.webhooks.url'), url],
    [t('tokens.client'), clientId],
    [
      t('settings.chatWebhooks.type'),
      t(type === 'bot' ? 'settings.chatWebhooks.ofBots' : 'settings.chatWebhooks.ofAll'),
    ],
    [t('settings.webhooks.column.state'), stateOf(webhook)],
    [t('settings.chatWebhooks.since'), whenOf(createdAt, Date.now())],
  ]
  return (
    <section className={classes.page} aria-label={name} onKeyDown={onKeyDown}>
      <header className={classes.pageHead}>
        <h2 ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <IconButton name={t('settings.editor.back')} onClick={() => goTo(hashOf('webhooks'))}>
          <IconX size={18} />
        </IconButton>
      </header>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <DeliveryLog webhook={webhook} />
      <div>
        <Button weight="quiet" onClick={() => setAsking(true)}>
          {t('settings.webhooks.remove')}
        </Button>
      </div>
      <Confirm
        opened={isAsking}
        title={t('settings.chatWebhooks.removeTitle', { name })}
        yes={t('settings.webhooks.remove')}
        weight="danger"
        onYes={() => void remove()}
        onNo={() => setAsking(false)}
      >
        {t('settings.chatWebhooks.removeBody')}
      </Confirm>
    </section>
  )
}

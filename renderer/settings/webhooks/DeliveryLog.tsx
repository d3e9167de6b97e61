// What was sent to a webhook and how it went, the newest first; each can be looked into and sent again.
import { NativeSelect } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { webhookEvents } from '../../../main/domain/case-webhook.ts'
import { type WebhookDeliveryState, webhookDeliveryStates } from '../../../main/domain/webhook-delivery.ts'
import type { DeliveryView, WebhookView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { hear } from '../../stores/events.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { fullTime, numberOf, soonOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Webhooks.module.css'

interface Page {
  readonly deliveries: readonly DeliveryView[]
  readonly nextBefore: number | null
}

const pageLimit = 25

export const DeliveryLog = ({ webhook: { id } }: { readonly webhook: Pick<WebhookView, 'id'> }) => {
  const [state, setState] = useState<WebhookDeliveryState | ''>('')
  const [page, setPage] = useState<Page | null>(null)
  const load = useCallback(
    async (before?: number, isNews = false) => {
      try {
        const asked = { id, limit: pageLimit, ...(state === '' ? {} : { state }) }
        const next = await ask().webhooks.deliveries({ ...asked, ...(before === undefined ? {} : { before }) })
        setPage(known =>
          before === undefined || known === null
            ? next
            : { deliveries: [...known.deliveries, ...next.deliveries], nextBefore: next.nextBefore },
        )
      } catch (error) {
        // News of a webhook that somebody else has deleted is nothing to complain about.
        if (!isNews) sayRefusal(error)
      }
    },
    [id, state],
  )
  useEffect(() => {
    void load()
    return hear(event => {
      if (event.type === 'case.changed' || (event.type === 'webhooks.changed' && event.facts?.webhookId === id))
        void load(undefined, true)
    })
  }, [load, id])
  return (
    <section className={classes.log} aria-label={t('settings.webhooks.log')}>
      <div className={classes.logHead}>
        <h3>{t('settings.webhooks.log')}</h3>
        <NativeSelect
          size="xs"
          aria-label={t('settings.webhooks.logState')}
          value={state}
          onChange={event => setState(event.currentTarget.value as WebhookDeliveryState | '')}
          data={[
            { value: '', label: t('settings.webhooks.anyState') },
            ...webhookDeliveryStates.map(value => ({ value, label: t(`settings.webhooks.state.${value}`) })),
          ]}
        />
      </div>
      {page === null ? null : page.deliveries.length === 0 ? (
        <p className={classes.quiet}>{t('settings.webhooks.logEmpty')}</p>
      ) : (
        <ul className={classes.deliveries}>
          {page.deliveries.map(one => (
            <Delivery key={one.id} one={one} />
          ))}
        </ul>
      )}
      {page?.nextBefore == null ? null : (
        <Button small onClick={() => void load(page.nextBefore ?? undefined)}>
          {t('cases.more')}
        </Button>
      )}
    </section>
  )
}

const Delivery = ({ one }: { readonly one: DeliveryView }) => {
  const now = Date.now()
  const resend = async () => {
    try {
      await ask().webhooks.resend({ deliveryId: one.id })
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <li>
      <details>
        <summary>
          <span className={classes.mark} data-state={one.state}>
            {t(`settings.webhooks.state.${one.state}`)}
          </span>
          <span className={classes.what}>
            {typeWords(one.type)}
            {one.caseNumber === null ? '' : ` · ${t('cases.number', { number: numberOf(one.caseNumber) })}`}
            {one.status === null ? '' : ` · ${one.status}`}
          </span>
          <time dateTime={new Date(one.madeAt).toISOString()} title={fullTime(one.madeAt)}>
            {whenOf(one.madeAt, now)}
          </time>
        </summary>
        <div className={classes.inside}>
          <p>
            {t('settings.webhooks.attempts', { count: one.attempts })}
            {one.nextTryAt === null ? '' : ` · ${t('settings.webhooks.nextTry', { when: soonOf(one.nextTryAt, now) })}`}
          </p>
          {one.trouble === null ? null : <p className={classes.trouble}>{one.trouble}</p>}
          <p className={classes.quiet}>{t('settings.webhooks.sent', { id: one.eventId })}</p>
          <Text name={t('settings.webhooks.sentText')}>{one.body}</Text>
          {one.answer === '' ? null : (
            <>
              <p className={classes.quiet}>{t('settings.webhooks.answer')}</p>
              <Text name={t('settings.webhooks.answer')}>{one.answer}</Text>
            </>
          )}
          {one.type === 'test' ? null : (
            <Button small onClick={() => void resend()}>
              {t('settings.webhooks.resend')}
            </Button>
          )}
        </div>
      </details>
    </li>
  )
}

/** Actions of the protocol are called as programs call them. */
const typeWords = (type: string): string => {
  const event = webhookEvents.find(one => one === type)
  if (event !== undefined) return t(`settings.webhooks.${event}`)
  return type === 'test' ? t('settings.webhooks.test') : type
}

/** Scrolls, so the keyboard must get there. */
const Text = ({ name, children }: { readonly name: string; readonly children: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys as well
  <section className={classes.text} aria-label={name} tabIndex={0} dir="auto">
    {children}
  </section>
)

// The pages that somebody chose at Facebook: which of them become channels, of which queue, and whether they begin at once.
import { Checkbox, Select, Switch } from '@mantine/core'
import { useState } from 'react'
import type { OfferedPageView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Face } from '../../parts/Face.tsx'
import { ask } from '../../stores/door.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { saidBy } from '../form/refusal.ts'
import { goOn } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { hashOf } from '../frame/route.ts'
import { reload, useSetup, warnOf } from '../setup.ts'
import classes from './Relay.module.css'

export interface ChoosePagesProps {
  readonly wish: string
  readonly pages: readonly OfferedPageView[]
  /** Logs in anew. */
  readonly onAgain: () => void
}

export const ChoosePages = ({ wish, pages, onAgain }: ChoosePagesProps) => {
  const queues = useSetup(setup => setup.queues).filter(({ archivedAt }) => archivedAt === null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(pages.filter(mayServe).map(({ id }) => id)))
  const [queueId, setQueueId] = useState<string | null>(queues[0]?.id ?? null)
  const [active, setActive] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [troubles, setTroubles] = useState<readonly string[]>([])
  const news = pages.filter(({ id, channel }) => chosen.has(id) && channel === null).length

  const connect = async () => {
    if (queueId === null) return
    setBusy(true)
    setTroubles([])
    try {
      const made = await ask().relay.connectPages({ wish, pageIds: [...chosen], queueId, active })
      await reload('channels')
      for (const { channelId, warning } of made.connected) warnOf(channelId, warning)
      if (made.connected.length > 0) say(t('settings.facebook.connected', { count: made.connected.length }))
      const [first] = made.connected
      if (made.refused.length === 0)
        return goOn(hashOf('channels', made.connected.length === 1 ? first?.channelId : null))
      setTroubles(made.refused.map(({ name, sentence }) => `${name}: ${sentence}`))
      setChosen(new Set(made.refused.map(({ pageId }) => pageId)))
    } catch (error) {
      setTroubles([saidBy(error).sentence ?? t('settings.unanswered')])
    }
    setBusy(false)
  }

  return (
    <>
      <p className={classes.what}>{t('settings.facebook.choose')}</p>
      <ul className={classes.pages}>
        {pages.map(page => (
          <li key={page.id}>
            <Checkbox
              checked={chosen.has(page.id)}
              disabled={!mayServe(page) || isBusy}
              label={<PageLabel page={page} />}
              classNames={{ body: classes.choice ?? '' }}
              onChange={event => setChosen(toggled(chosen, page.id, event.currentTarget.checked))}
            />
          </li>
        ))}
      </ul>
      <Select
        label={t('settings.channels.queue')}
        description={t('settings.channels.queueHint')}
        required
        disabled={news === 0}
        data={queues.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t('settings.channels.chooseQueue')}
        allowDeselect={false}
        searchable={queues.length > 8}
        value={queueId}
        onChange={setQueueId}
      />
      {queues.length === 0 ? <Notice tone="warn">{t('settings.channels.noQueues')}</Notice> : null}
      <Switch
        label={t('settings.channels.active')}
        description={t('settings.facebook.activeHint')}
        disabled={news === 0}
        checked={active}
        onChange={event => setActive(event.currentTarget.checked)}
      />
      {troubles.map(sentence => (
        <Notice key={sentence} tone="bad">
          {sentence}
        </Notice>
      ))}
      <div className={classes.deeds}>
        <Button
          weight="accent"
          disabled={isBusy || chosen.size === 0 || queueId === null}
          onClick={() => void connect()}
        >
          {isBusy ? t('settings.facebook.adding') : t('settings.facebook.add', { count: chosen.size })}
        </Button>
        <Button disabled={isBusy} onClick={onAgain}>
          {t('settings.facebook.other')}
        </Button>
      </div>
    </>
  )
}

const PageLabel = ({ page }: { readonly page: OfferedPageView }) => {
  const { id, name, picture, channel } = page
  return (
    <span className={classes.page}>
      {picture === null ? (
        <Face id={id} name={name} size={32} />
      ) : (
        <img src={picture} alt="" className={classes.picture} />
      )}
      <span className={classes.pageWords}>
        <strong>{name}</strong>
        {mayServe(page) ? (
          channel === null ? null : (
            <small>{t('settings.facebook.known', { name: channel.name })}</small>
          )
        ) : (
          <small>{t('settings.facebook.missing', { tasks: page.missing.map(taskWords).join(', ') })}</small>
        )}
      </span>
    </span>
  )
}

const taskWords = (task: OfferedPageView['missing'][number]): string => t(`settings.facebook.task.${task}`)

const mayServe = ({ missing }: OfferedPageView): boolean => missing.length === 0

const toggled = (ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> =>
  new Set(isIn ? [...ids, id] : [...ids].filter(other => other !== id))

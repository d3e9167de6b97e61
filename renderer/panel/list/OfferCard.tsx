// A new chat that rings: for me alone with a countdown, or for everyone until somebody takes it.
import { memo } from 'react'
import type { ChatSummary } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Countdown } from '../../parts/Countdown.tsx'
import { channelName } from '../../parts/channel-name.ts'
import { Face } from '../../parts/Face.tsx'
import { Timer } from '../../parts/Timer.tsx'
import { prefetchConversation } from '../../stores/conversations.ts'
import { acceptChat, declineChat, useBusy } from '../../stores/deeds.ts'
import { openChat } from '../../stores/place.ts'
import { t } from '../../words/words.ts'
import classes from './ChatList.module.css'
import { LastLine } from './LastLine.tsx'

export interface OfferCardProps {
  readonly chat: ChatSummary
  readonly gone: boolean
  readonly takenBy: string | null
  readonly selected: boolean
}

export const OfferCard = memo(function OfferCard({ chat, gone, takenBy, selected }: OfferCardProps) {
  const busy = useBusy(state => state.chats.has(chat.id))
  const alone = chat.offer?.exclusive === true
  const { name } = chat.contact
  return (
    <article
      className={`${classes.offer} ${alone ? classes.alone : ''} ${gone ? classes.gone : ''}`}
      aria-label={t('offer.card', { name })}
      data-offer={chat.id}
    >
      <button
        type="button"
        data-chat-row={chat.id}
        className={classes.offerRow}
        aria-current={selected ? 'true' : undefined}
        disabled={gone}
        onClick={() => openChat(chat.id)}
        onPointerEnter={() => prefetchConversation(chat.id)}
      >
        <Face id={chat.contact.id} name={name} channel={chat.channel.kind} />
        <span className={classes.words}>
          <span className={classes.name} dir="auto">
            {name}
          </span>
          <LastLine chat={chat} />
          <span className={classes.where}>
            {chat.queue.name} · {channelName(chat.channel.kind)} · <Whom chat={chat} gone={gone} takenBy={takenBy} />
          </span>
        </span>
        {alone && chat.offer?.expiresAt ? (
          <span className={classes.countdown}>
            <Countdown from={chat.offer.madeAt} until={chat.offer.expiresAt} />
          </span>
        ) : (
          <span className={classes.side}>
            <Timer className={classes.age ?? ''} since={chat.queuedAt} />
          </span>
        )}
      </button>
      {/* Of one that has gone the buttons keep their place, so that nothing moves under the pointer. */}
      <div className={`${classes.go} ${gone ? classes.unseen : ''}`}>
        <Button
          weight={alone ? 'ring' : 'plain'}
          className={alone ? '' : (classes.acceptPlain ?? '')}
          disabled={busy}
          onClick={() => void acceptChat(chat.id)}
          aria-label={t('offer.acceptOf', { name })}
        >
          {t('offer.accept')}
        </Button>
        {chat.offer === null ? null : (
          <Button
            weight={alone ? 'plain' : 'quiet'}
            disabled={busy}
            onClick={() => void declineChat(chat.id)}
            aria-label={t('offer.declineOf', { name })}
          >
            {t('offer.decline')}
          </Button>
        )}
      </div>
    </article>
  )
})

const Whom = ({ chat, gone, takenBy }: Pick<OfferCardProps, 'chat' | 'gone' | 'takenBy'>) => {
  if (takenBy !== null) return <b>{t('offer.takenBy', { name: takenBy })}</b>
  if (gone) return t('offer.gone')
  if (chat.offer === null) return t('offer.nobody')
  if (!chat.offer.exclusive) return t('offer.everyone')
  return (
    <>
      {t('offer.waiting')} <Timer since={chat.queuedAt} />
    </>
  )
}

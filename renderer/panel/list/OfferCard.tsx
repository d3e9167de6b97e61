// A new chat that rings: for me alone as a card with a countdown, for everyone as a row, until somebody takes it.
import { memo } from 'react'
import type { ChatSummary } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Countdown } from '../../parts/Countdown.tsx'
import { Face } from '../../parts/Face.tsx'
import { singleClick } from '../../parts/single-click.ts'
import { Timer } from '../../parts/Timer.tsx'
import { prefetchConversation } from '../../stores/conversations.ts'
import { acceptChat, declineChat, useBusy } from '../../stores/deeds.ts'
import { openChat } from '../../stores/place.ts'
import { t } from '../../words/words.ts'
import classes from './ChatList.module.css'
import { LastLine } from './LastLine.tsx'
import { Where } from './Where.tsx'

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
      className={`${alone ? classes.offer : classes.broadcast} ${gone ? classes.gone : ''}`}
      aria-label={t('offer.card', { name })}
      data-offer={chat.id}
    >
      <button
        type="button"
        data-chat-row={chat.id}
        className={alone ? classes.offerRow : classes.row}
        aria-current={selected ? 'true' : undefined}
        disabled={gone}
        onClick={() => openChat(chat.id)}
        onPointerEnter={() => prefetchConversation(chat.id)}
      >
        <Face id={chat.contact.id} name={name} channel={chat.channel.kind} />
        <span className={classes.words}>
          <span className={classes.lead}>
            <span className={classes.name} dir="auto">
              {name}
            </span>
            <LastLine chat={chat} />
          </span>
          <Where chat={chat}>
            <Whom chat={chat} gone={gone} takenBy={takenBy} />
          </Where>
        </span>
        {alone && chat.offer?.expiresAt ? (
          <span className={classes.countdown}>
            <Countdown from={chat.offer.madeAt} until={chat.offer.expiresAt} />
          </span>
        ) : null}
      </button>
      {/* Of one that has gone the buttons keep their place, so that nothing moves under the pointer. */}
      <div className={`${classes.go} ${gone ? classes.unseen : ''}`}>
        <Button
          weight={alone ? 'ring' : 'plain'}
          small={!alone}
          disabled={busy}
          onClick={singleClick(() => void acceptChat(chat.id))}
          aria-label={t('offer.acceptOf', { name })}
        >
          {t('offer.accept')}
        </Button>
        {alone ? (
          <Button
            disabled={busy}
            onClick={singleClick(() => void declineChat(chat.id))}
            aria-label={t('offer.declineOf', { name })}
          >
            {t('offer.decline')}
          </Button>
        ) : null}
      </div>
    </article>
  )
})

const Whom = ({ chat, gone, takenBy }: Pick<OfferCardProps, 'chat' | 'gone' | 'takenBy'>) => {
  if (takenBy !== null) return <b>{t('offer.takenBy', { name: takenBy })}</b>
  if (gone) return t('offer.gone')
  const who = chat.offer === null ? 'offer.nobody' : chat.offer.exclusive ? 'offer.waiting' : 'offer.everyone'
  return (
    <>
      {t(who)} <Timer since={chat.queuedAt} />
    </>
  )
}

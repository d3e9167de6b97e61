// The list of chats: what rings, what is mine by urgency, and for supervisors everything. It keeps still under the pointer.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { byDeadline } from '../../stores/chat-lists.ts'
import { useChats } from '../../stores/chats.ts'
import { held } from '../../stores/newest-wins.ts'
import { usePlace } from '../../stores/place.ts'
import { useMay, useSession } from '../../stores/session.ts'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './ChatList.module.css'
import { ChatRow } from './ChatRow.tsx'
import { type ListItem, listItems, type Section } from './list-items.ts'
import { NoChats } from './NoChats.tsx'
import { OfferCard } from './OfferCard.tsx'
import { useHeldOrder } from './use-held-order.ts'

export const ChatList = () => {
  const { known, lists, departed, loaded } = useChats()
  const seesAll = useMay('CanSeeAllChats')
  const selected = usePlace(place => place.chatId)
  const [pointing, setPointing] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)

  const freshIds = useMemo(
    () =>
      [
        ...lists.fresh,
        ...[...departed.values()].map(one => one.chat).filter(chat => !lists.fresh.some(f => f.id === chat.id)),
      ]
        .sort(byDeadline)
        .map(chat => chat.id),
    [lists.fresh, departed],
  )
  const fresh = useHeldOrder(freshIds, pointing, () => true)
  const active = useHeldOrder(
    useMemo(() => lists.active.map(chat => chat.id), [lists.active]),
    pointing,
  )
  const others = useHeldOrder(
    useMemo(() => lists.others.map(chat => chat.id), [lists.others]),
    pointing,
  )
  const bots = useHeldOrder(
    useMemo(() => lists.bots.map(chat => chat.id), [lists.bots]),
    pointing,
  )
  const items = useMemo(
    () => listItems({ fresh, active, others, bots, showOthers: seesAll }),
    [fresh, active, others, bots, seesAll],
  )

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => items[index]?.key ?? index,
    estimateSize: index => heightOf(items[index]),
    overscan: 6,
    paddingEnd: 12,
    useFlushSync: false,
  })
  // What rings at me alone is seen, wherever the list was left.
  const alone = lists.fresh.filter(chat => chat.offer?.exclusive).length
  const aloneBefore = useRef(alone)
  useEffect(() => {
    if (alone > aloneBefore.current && !pointing) scroller.current?.scrollTo({ top: 0 })
    aloneBefore.current = alone
  }, [alone, pointing])
  if (!loaded) return <div className={classes.scroller} />
  // What has gone while the pointer holds the list is still known from before.
  const chatOf = (id: string) => held(known, id) ?? departed.get(id)?.chat ?? lastSeen.get(id) ?? null
  return (
    // The pointer only holds the order; everything in here has its own keys.
    <div
      ref={scroller}
      className={classes.scroller}
      data-chat-list
      onPointerEnter={event => setPointing(event.pointerType === 'mouse')}
      onPointerLeave={() => setPointing(false)}
    >
      <ul className={classes.space} style={{ height: virtual.getTotalSize() }} aria-label={t('chats.name')}>
        {virtual.getVirtualItems().map(row => {
          const item = items[row.index]
          if (item === undefined) return null
          return (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              className={classes.item}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {drawn(item, chatOf, selected, departed)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

type ChatOf = (id: string) => Parameters<typeof ChatRow>[0]['chat'] | null
const lastSeen = new Map<string, NonNullable<ReturnType<ChatOf>>>()

const drawn = (
  item: ListItem,
  chatOf: ChatOf,
  selected: string | null,
  departed: ReturnType<typeof useChats.getState>['departed'],
) => {
  switch (item.kind) {
    case 'heading':
      return <Heading section={item.section} />
    case 'empty':
      return item.section === 'all' ? <NoChats /> : <p className={classes.none}>{t('chats.noneActive')}</p>
    case 'fresh':
    case 'chat': {
      const chat = chatOf(item.id)
      if (chat === null) return null
      if (lastSeen.size > 500) lastSeen.clear()
      lastSeen.set(item.id, chat)
      const takenBy = departed.get(item.id)?.takenBy ?? null
      const gone = item.gone || takenBy !== null
      return item.kind === 'fresh' ? (
        <OfferCard chat={chat} gone={gone} takenBy={takenBy} selected={chat.id === selected} />
      ) : (
        <ChatRow chat={chat} gone={gone} selected={chat.id === selected} />
      )
    }
  }
}

const heightOf = (item: ListItem | undefined): number => {
  switch (item?.kind) {
    case 'heading':
      return 34
    case 'fresh':
      return 118
    case 'empty':
      return item.section === 'all' ? 220 : 40
    default:
      return 73
  }
}

const Heading = ({ section }: { readonly section: Section }) => {
  const lists = useChats(chats => chats.lists)
  const limit = useSession(session => session.me?.agent.limit ?? 0)
  const count = lists[section].length
  return (
    <div className={classes.heading}>
      <h2>{t(`chats.${section}`)}</h2>
      <span>
        {section === 'active' && limit > 0
          ? t('chats.ofLimit', { count: numberOf(count), limit: numberOf(limit) })
          : numberOf(count)}
      </span>
      <em>{t(`chats.${section}Hint`)}</em>
    </div>
  )
}

// The conversation on screen: a window of thousands of messages, drawn only where one looks; it opens where reading goes
// on, keeps still when older messages come in above, and follows new ones only for those who are at the end.
import { IconArrowDown } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { MessageView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { useNow } from '../../stores/clock.ts'
import { type Conversation, fetchMore } from '../../stores/conversations.ts'
import { openChat } from '../../stores/place.ts'
import { useSending } from '../../stores/sending.ts'
import { dayKey, dayOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { Bubble } from './Bubble.tsx'
import { SystemLine } from './SystemLine.tsx'
import classes from './Timeline.module.css'
import { TypingLine } from './TypingLine.tsx'
import { guessHeight, type TimelineItem, timelineOf } from './timeline.ts'
import { UnsentBubble } from './UnsentBubble.tsx'
import { useReading } from './use-reading.ts'

export interface TimelineProps {
  readonly chatId: string
  readonly conversation: Conversation
  /** The message to show and mark, from a search hit or a quote. */
  readonly found: string | null
  readonly onReply: (message: MessageView) => void
}

/** So near to an end counts as there; so near to an edge of the window, more is fetched. */
const nearEndPx = 60
const nearEdgePx = 900
const paddingStart = 14

/** What the last conversation had on screen; the next will have about the same. */
let lastHeight = 560

interface Opening {
  /** Null: the end. */
  readonly index: number | null
  readonly align: 'center' | 'start'
  /** By guessed heights. */
  readonly offset: number
}

/** Where the conversation opens: at what was looked for, else where reading goes on, else at the end. */
const openingOf = (items: readonly TimelineItem[], found: string | null, width: number): Opening => {
  const above = (end: number) => items.slice(0, end).reduce((sum, item) => sum + guessHeight(item, width), paddingStart)
  const foundAt = found === null ? -1 : placeOf(items, found)
  if (foundAt >= 0) return { index: foundAt, align: 'center', offset: Math.max(0, above(foundAt) - lastHeight / 2) }
  const unreadAt = items.findIndex(item => item.kind === 'unread')
  if (unreadAt >= 0 && items.length - unreadAt > 6) return { index: unreadAt, align: 'start', offset: above(unreadAt) }
  return { index: null, align: 'start', offset: Math.max(0, above(items.length) - lastHeight) }
}

const placeOf = (items: readonly TimelineItem[], messageId: string): number =>
  items.findIndex(
    item =>
      item.kind !== 'unsent' &&
      ('message' in item
        ? item.message.id === messageId || (item.kind === 'message' && item.album.some(one => one.id === messageId))
        : false),
  )

export const Timeline = ({ chatId, conversation, found, onReply }: TimelineProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const allUnsent = useSending(sending => sending.unsent)
  const unsent = useMemo(() => allUnsent.filter(one => one.chatId === chatId), [allUnsent, chatId])
  const { window: messages, headings, firstUnreadId } = conversation
  const items = useMemo(
    () =>
      timelineOf({
        messages: messages.messages,
        headings,
        chatId,
        firstUnreadId,
        unsent,
        hasNewer: messages.hasNewer,
        dayKey,
      }),
    [messages, headings, chatId, firstUnreadId, unsent],
  )
  const [width] = useState(() => Math.max(300, globalThis.innerWidth - 700))
  const [opening] = useState(() => openingOf(items, found, width))
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => items[index]?.key ?? index,
    estimateSize: index => guessHeight(items[index] as TimelineItem, width),
    overscan: 5,
    paddingStart,
    paddingEnd: 10,
    // About where it opens, so that the first drawing is of what will be on screen.
    initialOffset: opening.offset,
    initialRect: { width, height: lastHeight },
    anchorTo: 'end',
    followOnAppend: !messages.hasNewer,
    scrollEndThreshold: nearEndPx,
    useFlushSync: false,
  })
  const [atEnd, setAtEnd] = useState(true)

  const indexOf = useCallback((messageId: string) => placeOf(items, messageId), [items])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is drawn first; the component is made anew for each opening
  useLayoutEffect(() => {
    if (opening.index === null) virtual.scrollToEnd()
    else virtual.scrollToIndex(opening.index, { align: opening.align })
  }, [])

  // The composer grows, somebody types, the window shrinks: whoever was at the end stays there.
  const atEndNow = useRef(true)
  atEndNow.current = atEnd
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    let height = element.clientHeight
    const watch = new ResizeObserver(() => {
      if (element.clientHeight > 0) lastHeight = element.clientHeight
      if (atEndNow.current && element.clientHeight < height) element.scrollTop = element.scrollHeight
      height = element.clientHeight
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  useReading({ chatId, conversation, items, virtual, atEnd, scroller })

  const onScroll = () => {
    const element = scroller.current
    if (element === null) return
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    setAtEnd(below < nearEndPx)
    if (element.scrollTop < nearEdgePx && messages.hasOlder) void fetchMore(chatId, 'older')
    if (below < nearEdgePx && messages.hasNewer) void fetchMore(chatId, 'newer')
  }
  // A window that does not fill the screen has no scroll event to ask for more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of the messages
  useEffect(onScroll, [messages])

  const toQuoted = useCallback(
    (messageId: string) => {
      const at = indexOf(messageId)
      if (at >= 0) virtual.scrollToIndex(at, { align: 'center' })
      openChat(chatId, messageId)
    },
    [chatId, indexOf, virtual],
  )

  const newest = messages.messages.at(-1)?.id
  const leftAt = useRef(newest)
  if (atEnd) leftAt.current = newest
  const missed = useMemo(() => {
    if (atEnd || leftAt.current === undefined) return 0
    const at = messages.messages.findIndex(message => message.id === leftAt.current)
    return at < 0 ? 0 : messages.messages.slice(at + 1).filter(message => message.direction === 'in').length
  }, [atEnd, messages])

  return (
    <div className={classes.wrap}>
      <section
        ref={scroller}
        className={classes.scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={t('timeline.name')}
      >
        <div className={classes.space} style={{ height: virtual.getTotalSize() }} role="log" aria-live="off">
          {virtual.getVirtualItems().map(row => {
            const item = items[row.index]
            return item === undefined ? null : (
              <div
                key={row.key}
                ref={virtual.measureElement}
                data-index={row.index}
                className={classes.item}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <Item
                  item={item}
                  found={found}
                  canReply={conversation.can.write}
                  onReply={onReply}
                  onQuote={toQuoted}
                />
              </div>
            )
          })}
        </div>
      </section>
      {atEnd && !messages.hasNewer ? null : (
        <Button
          className={classes.jump ?? ''}
          onClick={() => (messages.hasNewer ? openChat(chatId) : virtual.scrollToEnd())}
        >
          <IconArrowDown size={15} aria-hidden />
          {missed > 0 ? t('timeline.missed', { count: missed }) : t('timeline.toNewest')}
        </Button>
      )}
      <TypingLine chatId={chatId} name={conversation.chat.contact.name} />
    </div>
  )
}

interface ItemProps {
  readonly item: TimelineItem
  readonly found: string | null
  readonly canReply: boolean
  readonly onReply: (message: MessageView) => void
  readonly onQuote: (messageId: string) => void
}

const Item = ({ item, found, canReply, onReply, onQuote }: ItemProps) => {
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />
    case 'heading':
      return <Heading item={item} />
    case 'unread':
      return <div className={classes.unread}>{t('timeline.unread')}</div>
    case 'system':
      return <SystemLine message={item.message} />
    case 'unsent':
      return <UnsentBubble unsent={item.unsent} />
    case 'message':
      return (
        <Bubble
          message={item.message}
          album={item.album}
          first={item.first}
          last={item.last}
          found={found !== null && (item.message.id === found || item.album.some(one => one.id === found))}
          canReply={canReply}
          onReply={onReply}
          onQuote={onQuote}
        />
      )
  }
}

const Day = ({ at }: { readonly at: number }) => {
  const now = useNow()
  return <div className={classes.day}>{dayOf(at, now)}</div>
}

const Heading = ({ item }: { readonly item: Extract<TimelineItem, { kind: 'heading' }> }) => {
  const now = useNow()
  const { heading, isPresent } = item
  const number = heading.number
  const words = isPresent
    ? t('heading.present', { number, queue: heading.queueName })
    : heading.ownerName === null
      ? t('heading.earlier', { number, queue: heading.queueName })
      : t('heading.earlierBy', { number, name: heading.ownerName })
  return (
    <h2 className={classes.heading}>
      <span>{words}</span>
      {isPresent ? null : <span>{dayOf(heading.openedAt, now)}</span>}
    </h2>
  )
}

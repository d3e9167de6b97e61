// Everything ever said with a contact, over all channels, the newest at the end; older pages come above.
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { ChatHeading, ContactNoteView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ChannelMark } from '../../parts/ChannelMark.tsx'
import { channelName } from '../../parts/channel-name.ts'
import { Empty } from '../../parts/Empty.tsx'
import { useNow } from '../../stores/clock.ts'
import { useContactTimeline } from '../../stores/contact-timeline.ts'
import { openChat } from '../../stores/place.ts'
import { dayKey, dayOf, fullTime, timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { Bubble } from '../conversation/Bubble.tsx'
import { SystemLine } from '../conversation/SystemLine.tsx'
import conversation from '../conversation/Timeline.module.css'
import classes from './ContactPage.module.css'
import { type ContactTimelineItem, contactTimelineItems } from './contact-timeline-items.ts'

export const ContactTimeline = ({ contactId }: { readonly contactId: string }) => {
  const { timeline, isBusy, more } = useContactTimeline(contactId)
  const items = useMemo(() => (timeline === null ? [] : contactTimelineItems(timeline, dayKey)), [timeline])
  const scroller = useRef<HTMLElement>(null)
  const fromEnd = useRef(0)
  // Whoever reads stays where they read: what comes above pushes nothing away, and at the end one stays at the end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of what is shown
  useLayoutEffect(() => {
    const { current } = scroller
    if (current !== null) current.scrollTop = current.scrollHeight - current.clientHeight - fromEnd.current
  }, [items])
  return (
    <section
      ref={scroller}
      className={classes.timeline}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={t('contact.timeline')}
      aria-busy={timeline === null}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        fromEnd.current = Math.max(0, scrollHeight - scrollTop - clientHeight)
      }}
    >
      {timeline?.before == null ? null : (
        <div className={classes.older}>
          <Button small disabled={isBusy} onClick={() => void more()}>
            {t('contact.older')}
          </Button>
        </div>
      )}
      {timeline !== null && items.length === 0 ? <Empty title={t('contact.nothingSaid')} /> : null}
      {items.map(item => (
        <Item key={item.key} item={item} />
      ))}
    </section>
  )
}

const nothing = () => {}

const Item = ({ item }: { readonly item: ContactTimelineItem }) => {
  const now = useNow()
  switch (item.kind) {
    case 'day':
      return <div className={conversation.day}>{dayOf(item.at, now)}</div>
    case 'heading':
      return <Heading heading={item.heading} />
    case 'system':
      return <SystemLine message={item.message} />
    case 'note':
      return <NoteLine note={item.note} />
    case 'message':
      return (
        <Bubble
          message={item.message}
          album={[]}
          first
          last
          found={false}
          canReply={false}
          onReply={nothing}
          onQuote={id => openChat(item.message.chatId, id)}
        />
      )
  }
}

const Heading = ({ heading }: { readonly heading: ChatHeading }) => (
  <h2 className={classes.heading}>
    <ChannelMark kind={heading.channelKind} />
    <span>{t('contact.heading', { channel: channelName(heading.channelKind), queue: heading.queueName })}</span>
    <button type="button" onClick={() => openChat(heading.id)}>
      {t('contact.chat', { number: heading.number })}
    </button>
  </h2>
)

const NoteLine = ({ note }: { readonly note: ContactNoteView }) => (
  <div className={classes.noteLine} title={fullTime(note.at)}>
    <span>{t('contact.notes.line', { name: note.author.name, time: timeOf(note.at) })}</span>
    <p dir="auto">{note.text}</p>
  </div>
)

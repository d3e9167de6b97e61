// What a search found: people first, then messages, newest first, more as one scrolls.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { SearchHitView } from '../../../preload/views.ts'
import { Face } from '../../parts/Face.tsx'
import { useNow } from '../../stores/clock.ts'
import { openChat, openContact, usePlace } from '../../stores/place.ts'
import { searchFor, searchMore, useSearch } from '../../stores/search.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './SearchColumn.module.css'

export const Hits = () => {
  const { hits, contacts, nextBefore, shownFor } = useSearch()
  const scroller = useRef<HTMLDivElement>(null)
  const shown = usePlace(place => place.messageId)
  const virtual = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => hits[index]?.messageId ?? index,
    estimateSize: () => 78,
    overscan: 8,
    paddingEnd: 12,
    scrollMargin: contacts.length === 0 ? 0 : 34 + contacts.length * 44,
    useFlushSync: false,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (nextBefore !== null && last >= hits.length - 12) searchMore()
  }, [last, hits.length, nextBefore])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins at its top
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [shownFor])
  const margin = virtual.options.scrollMargin
  return (
    <div ref={scroller} className={classes.hits} data-hits>
      {contacts.length === 0 ? null : (
        <div style={{ height: margin }}>
          <h2 className={classes.heading}>{t('search.people')}</h2>
          {contacts.map(contact => (
            <div key={contact.id} className={classes.person}>
              <button
                type="button"
                data-hit
                className={classes.personName}
                disabled={contact.latestChatId === null}
                onClick={() => contact.latestChatId !== null && openChat(contact.latestChatId)}
                onKeyDown={onHitKey}
              >
                <Face id={contact.id} name={contact.name} size={26} />
                <span dir="auto">{contact.name}</span>
              </button>
              <button
                type="button"
                className={classes.only}
                onClick={() => searchFor({ contact: { id: contact.id, name: contact.name }, text: '' })}
              >
                {t('search.only')}
                <span className="unseen"> {contact.name}</span>
              </button>
              <button type="button" className={classes.only} onClick={() => openContact(contact.id)}>
                {t('search.page')}
                <span className="unseen"> {contact.name}</span>
              </button>
            </div>
          ))}
        </div>
      )}
      <ul className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label={t('search.hits')}>
        {rows.map(row => {
          const hit = hits[row.index]
          return hit === undefined ? null : (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              className={classes.item}
              style={{ transform: `translateY(${row.start - margin}px)` }}
            >
              <Hit hit={hit} selected={hit.messageId === shown} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const Hit = ({ hit, selected }: { readonly hit: SearchHitView; readonly selected: boolean }) => {
  const now = useNow()
  return (
    <button
      type="button"
      data-hit
      className={classes.hit}
      aria-current={selected ? 'true' : undefined}
      onClick={() => openChat(hit.chatId, hit.messageId)}
      onKeyDown={onHitKey}
    >
      <Face id={hit.contact.id} name={hit.contact.name} size={32} channel={hit.channel.kind} />
      <span className={classes.words}>
        <span className={classes.name}>
          <b dir="auto">{hit.contact.name}</b>
          <time>{whenOf(hit.at, now)}</time>
        </span>
        <span className={classes.excerpt} dir="auto">
          {hit.direction === 'out'
            ? `${t('search.agentSaid')} `
            : hit.direction === 'note'
              ? `${t('chats.note')} `
              : ''}
          {hit.excerpt.map((part, i) =>
            part.hit ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text stay in order
              <mark key={i}>{part.text}</mark>
            ) : (
              part.text
            ),
          )}
        </span>
      </span>
    </button>
  )
}

const onHitKey = (event: KeyboardEvent<HTMLElement>): void => {
  const step =
    event.key === 'ArrowDown' || event.key === 'j' ? 1 : event.key === 'ArrowUp' || event.key === 'k' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const all = [...document.querySelectorAll<HTMLElement>('[data-hit]:not(:disabled)')]
  const next = all[all.indexOf(event.currentTarget) + step]
  if (next === undefined && step < 0) document.querySelector<HTMLElement>('[data-search]')?.focus()
  next?.focus()
}

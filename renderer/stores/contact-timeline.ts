// The timeline of the contact on screen: the newest page first, older ones on demand, and what happens meanwhile at its end.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChatHeading, MessageView, TimelinePageView } from '../../preload/views.ts'
import { ask } from './door.ts'
import { hear } from './events.ts'
import { sayRefusal } from './toasts.ts'

type Extra = TimelinePageView['extras'][number]

export interface ContactTimeline {
  /** Oldest first. */
  readonly messages: readonly MessageView[]
  readonly extras: readonly Extra[]
  readonly headings: ReadonlyMap<string, ChatHeading>
  /** Null: the beginning is here. */
  readonly before: string | null
}

/** A page joined to what is here; what is in both counts as the page says it. */
export const joined = (
  here: ContactTimeline | null,
  page: TimelinePageView,
  side: 'older' | 'newest',
): ContactTimeline => {
  const messages = new Map([...(here?.messages ?? []), ...page.messages].map(message => [message.id, message]))
  const extras = new Map([...(here?.extras ?? []), ...page.extras].map(extra => [extra.note.id, extra]))
  const headings = new Map([...(here?.headings ?? []), ...page.headings.map(one => [one.id, one] as const)])
  return {
    messages: [...messages.values()].toSorted((a, b) => Number(a.id) - Number(b.id)),
    extras: [...extras.values()].toSorted((a, b) => a.at - b.at),
    headings,
    before: side === 'older' || here === null ? page.before : here.before,
  }
}

const pageOf = 50
const news = new Set(['message.added', 'message.changed', 'chat.opened', 'chat.closed', 'chat.accepted'])
/** A busy chat costs a few answers, not one a message. */
const paceMs = 300

export const useContactTimeline = (contactId: string) => {
  const [timeline, setTimeline] = useState<ContactTimeline | null>(null)
  const [isBusy, setBusy] = useState(false)
  const shown = useRef<ContactTimeline | null>(null)
  shown.current = timeline

  useEffect(() => {
    let stale = false
    setTimeline(null)
    const fetch = async (anew: boolean) => {
      const page = await ask()
        .contacts.timeline({ contactId, limit: pageOf })
        .catch(() => null)
      if (!stale && page !== null) setTimeline(here => joined(anew ? null : here, page, 'newest'))
    }
    void fetch(true)
    let timer: ReturnType<typeof setTimeout> | undefined
    let wantsAll = false
    const stop = hear(item => {
      // Notes and merges change what is anywhere in it.
      const isAnew = item.type === 'contact.changed' && item.facts?.contactId === contactId
      if (!isAnew && !news.has(item.type)) return
      wantsAll ||= isAnew
      timer ??= setTimeout(() => {
        timer = undefined
        void fetch(wantsAll)
        wantsAll = false
      }, paceMs)
    })
    return () => {
      stale = true
      clearTimeout(timer)
      stop()
    }
  }, [contactId])

  const more = useCallback(async () => {
    const before = shown.current?.before ?? null
    if (before === null) return
    setBusy(true)
    try {
      const page = await ask().contacts.timeline({ contactId, before, limit: pageOf })
      setTimeline(here => (here?.before === before ? joined(here, page, 'older') : here))
    } catch (error) {
      sayRefusal(error)
    }
    setBusy(false)
  }, [contactId])

  return { timeline, isBusy, more }
}

// The entries on the page: the newest first, older ones as they are wanted, and whatever is new as soon as something changes.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AuditEntryView, Followed } from '../../../preload/views.ts'
import { ask, useConnection } from '../../stores/door.ts'
import { hear } from '../../stores/events.ts'
import { type AuditFilter, queryOf } from './filter.ts'

export interface Trail {
  readonly entries: readonly AuditEntryView[]
  readonly nextBefore: number | null
  readonly state: 'loading' | 'loaded' | 'failed'
  readonly refresh: () => void
  readonly showOlder: () => void
}

interface Loaded {
  readonly entries: readonly AuditEntryView[]
  readonly nextBefore: number | null
  readonly state: Trail['state']
}

const pageSize = 50
const paceMs = 300
const nothing: Loaded = { entries: [], nextBefore: null, state: 'loading' }

export const useTrail = (filter: AuditFilter): Trail => {
  const [loaded, setLoaded] = useState<Loaded>(nothing)
  const present = useRef(loaded)
  present.current = loaded
  const turn = useRef(0)
  const isFetchingOlder = useRef(false)
  const wanted = JSON.stringify(queryOf(filter))

  const refresh = useCallback(async () => {
    const mine = ++turn.current
    try {
      const { entries, nextBefore } = await ask().audit.list({ ...JSON.parse(wanted), limit: pageSize })
      if (mine !== turn.current) return
      setLoaded(before => withNewer(before, entries, nextBefore))
    } catch {
      // What is on the page stays; the bar about the connection says that nobody answers.
      if (mine === turn.current)
        setLoaded(before => ({ ...before, state: before.state === 'loaded' ? 'loaded' : 'failed' }))
    }
  }, [wanted])

  const showOlder = useCallback(async () => {
    const { nextBefore } = present.current
    if (nextBefore === null || isFetchingOlder.current) return
    isFetchingOlder.current = true
    const mine = turn.current
    try {
      const page = await ask().audit.list({ ...JSON.parse(wanted), before: nextBefore, limit: pageSize })
      if (mine === turn.current)
        setLoaded(before => ({
          ...before,
          entries: [...before.entries, ...page.entries],
          nextBefore: page.nextBefore,
        }))
    } catch {
      // The button stays and can be pressed again.
    } finally {
      isFetchingOlder.current = false
    }
  }, [wanted])

  useEffect(() => {
    setLoaded(nothing)
    void refresh()
  }, [refresh])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const stops = [
      hear(item => {
        if (!isAboutSetUp(item)) return
        timer ??= setTimeout(() => {
          timer = null
          void refresh()
        }, paceMs)
      }),
      useConnection.subscribe((now, before) => {
        if (now.state === 'connected' && before.state !== 'connected') void refresh()
      }),
    ]
    return () => {
      if (timer !== null) clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [refresh])

  return { ...loaded, refresh: () => void refresh(), showOlder: () => void showOlder() }
}

/** Puts a fresh first page over what is there, so that whoever has read far down stays where they are. */
export const withNewer = (before: Loaded, page: readonly AuditEntryView[], nextBefore: number | null): Loaded => {
  const newest = before.entries[0]?.id
  const fresh = page.filter(one => newest === undefined || one.id > newest)
  // Nothing in common: there may be a gap between the two, so begin anew.
  if (newest === undefined || (fresh.length === page.length && nextBefore !== null))
    return { entries: page, nextBefore, state: 'loaded' }
  return { ...before, entries: [...fresh, ...before.entries], state: 'loaded' }
}

const isAboutSetUp = ({ type }: Pick<Followed, 'type'>): boolean =>
  /^(agent|role|session|queue|channel|settings|cannedReplies)\.(?!health)/.test(type)

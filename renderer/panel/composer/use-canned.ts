// The menu of canned replies while "//" is being typed: what is in it, which one is chosen, and its keys.
import { type KeyboardEvent, useId, useState } from 'react'
import type { CannedReplyView } from '../../../preload/views.ts'
import { useShared } from '../../stores/settings.ts'
import { type CannedQuery, matchingReplies } from './canned.ts'

export interface Canned {
  readonly replies: readonly CannedReplyView[]
  readonly opened: boolean
  readonly at: number
  readonly listId: string
  readonly activeId: string | undefined
  pick(reply: CannedReplyView): void
  /** True when the key was for the menu. */
  onKeyDown(event: KeyboardEvent): boolean
}

const most = 8

export const useCanned = (
  query: CannedQuery | null,
  queueId: string,
  onPick: (reply: CannedReplyView) => void,
): Canned => {
  const all = useShared(shared => shared.replies)
  const listId = useId()
  const [chosen, setChosen] = useState({ query: '', at: 0 })
  const [dismissed, setDismissed] = useState<number | null>(null)
  const text = query?.query ?? ''
  const replies = query === null || dismissed === query.from ? [] : matchingReplies(all, text, queueId).slice(0, most)
  // "//" alone with nothing to offer says so; a word that fits nothing is just text.
  const opened = query !== null && dismissed !== query.from && (replies.length > 0 || text === '')
  const at = chosen.query === text ? Math.min(chosen.at, Math.max(0, replies.length - 1)) : 0
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!opened || query === null) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && replies.length > 0) setChosen({ query: text, at: (at + step + replies.length) % replies.length })
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && replies[at]) onPick(replies[at])
    else if (event.key === 'Escape') setDismissed(query.from)
    else return false
    event.preventDefault()
    return true
  }
  return {
    replies,
    opened,
    at,
    listId,
    activeId: opened && replies.length > 0 ? `${listId}-${at}` : undefined,
    pick: onPick,
    onKeyDown,
  }
}

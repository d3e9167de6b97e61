// The chat list as one run of things to draw: headings, new chats as cards, mine, and for supervisors everybody's and the bots'.
import type { HeldRow } from '../../stores/held-order.ts'

export type Section = 'fresh' | 'active' | 'others' | 'bots'

export type ListItem =
  | { readonly kind: 'heading'; readonly key: string; readonly section: Section }
  | { readonly kind: 'fresh'; readonly key: string; readonly id: string; readonly gone: boolean }
  | { readonly kind: 'chat'; readonly key: string; readonly id: string; readonly gone: boolean }
  | { readonly kind: 'empty'; readonly key: string; readonly section: 'all' | 'active' | 'others' }

export interface ListInput {
  readonly fresh: readonly HeldRow[]
  readonly active: readonly HeldRow[]
  readonly others: readonly HeldRow[]
  readonly bots: readonly HeldRow[]
  readonly showOthers: boolean
}

export const listItems = ({ fresh, active, others, bots, showOthers }: ListInput): readonly ListItem[] => {
  const items: ListItem[] = []
  if (fresh.length > 0) {
    items.push({ kind: 'heading', key: 'fresh', section: 'fresh' })
    for (const { id, gone } of fresh) items.push({ kind: 'fresh', key: `f${id}`, id, gone })
  }
  if (active.length > 0) {
    items.push({ kind: 'heading', key: 'active', section: 'active' })
    for (const { id, gone } of active) items.push({ kind: 'chat', key: `a${id}`, id, gone })
  } else if (fresh.length === 0) {
    items.push({ kind: 'empty', key: 'none', section: 'all' })
  } else {
    items.push({ kind: 'heading', key: 'active', section: 'active' })
    items.push({ kind: 'empty', key: 'noneActive', section: 'active' })
  }
  if (showOthers && others.length > 0) {
    items.push({ kind: 'heading', key: 'others', section: 'others' })
    for (const { id, gone } of others) items.push({ kind: 'chat', key: `o${id}`, id, gone })
  }
  if (showOthers && bots.length > 0) {
    items.push({ kind: 'heading', key: 'bots', section: 'bots' })
    for (const { id, gone } of bots) items.push({ kind: 'chat', key: `b${id}`, id, gone })
  }
  return items
}

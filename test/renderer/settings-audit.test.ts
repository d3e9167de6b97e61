// The audit page: what entries say in words, what is asked for, and how new entries join those on the page.
import { describe, expect, test } from 'vitest'
import type { AuditEntryView } from '../../preload/views.ts'
import { changesOf, lineOf } from '../../renderer/settings/audit/changes.ts'
import { everything, filterOfRoute, queryOf } from '../../renderer/settings/audit/filter.ts'
import { withNewer } from '../../renderer/settings/audit/use-trail.ts'
import { auditHash, routeOf } from '../../renderer/settings/frame/route.ts'
import { captionOf } from '../../renderer/settings/system/setting-words.ts'
import { placeOf } from '../../renderer/stores/place.ts'
import { fullTime } from '../../renderer/words/formats.ts'
import { morning } from '../kit/hand-clock.ts'

describe('a change in words', () => {
  test.each([
    [{ name: 'Support' }, { name: 'Help desk' }, ['Name: Support → Help desk']],
    [
      { completionTimeoutMinutes: null },
      { completionTimeoutMinutes: 30 },
      ['Chat completion timeout, minutes: nothing → 30'],
    ],
    [{ archived: false }, { archived: true }, ['Archived: no → yes']],
    [{ agents: ['Ann'] }, { agents: ['Ann', 'Ben'] }, ['Agents: Ann → Ann, Ben']],
    [
      { routingRule: 'toAllAgents' },
      { routingRule: 'toAvailableAgent' },
      ['Routing rule: To all agents → To an available agent'],
    ],
    [
      { settings: { color: '#fff', title: 'A' } },
      { settings: { color: '#000', title: 'A' } },
      ['Settings › Color: #fff → #000'],
    ],
    [{ spanOfDay: 1 }, { spanOfDay: 2 }, ['Span of day: 1 → 2']],
    [{ text: '' }, { text: 'Hello' }, ['Text: nothing → Hello']],
    [{ expiresAt: null }, { expiresAt: morning }, [`Expires at: nothing → ${fullTime(morning)}`]],
    [{ ban: { until: morning } }, { ban: { until: null } }, [`Ban › Until: ${fullTime(morning)} → nothing`]],
  ])('%j -> %j', (before, after, lines) => {
    expect(changesOf(before, after).map(lineOf)).toEqual(lines)
  })

  test('of what was made or deleted only what it had is told', () => {
    const fields = { name: 'Bye', text: 'Bye!', queue: null, active: false, list: [] }
    expect(changesOf(null, fields).map(lineOf)).toEqual(['Name: Bye', 'Text: Bye!'])
    expect(changesOf(fields, null).map(lineOf)).toEqual(['Name: Bye', 'Text: Bye!'])
    expect(changesOf(null, null)).toEqual([])
  })

  test('a setting goes by its caption, one that is gone by its name', () => {
    expect(captionOf('SimultaneousChats')).toBe('Simultaneous Chats')
    expect(captionOf('toString')).toBe('toString')
  })
})

describe('what is looked for', () => {
  test('the history of one thing is an address of its own', () => {
    const { rest } = placeOf(auditHash('queue', 'a/b:c'))
    const route = routeOf(rest)
    expect(route?.page).toBe('audit')
    expect(filterOfRoute(route?.id ?? null)).toEqual({ noun: 'queue', nounId: 'a/b:c' })
  })

  test.each([null, 'queue', 'nothing:5', ':5'])('%j is nobody’s history', id => {
    expect(filterOfRoute(id)).toEqual({ noun: null, nounId: null })
  })

  test('days count whole, the last one too; what is open is not asked for', () => {
    expect(queryOf(everything)).toEqual({})
    expect(queryOf({ ...everything, text: ' sale ', from: '2026-03-29', to: '2026-03-29' })).toEqual({
      text: 'sale',
      from: new Date(2026, 2, 29).getTime(),
      to: new Date(2026, 2, 30).getTime(),
    })
    expect(queryOf({ ...everything, from: '20', to: 'never' })).toEqual({})
  })
})

describe('new entries', () => {
  const entry = (id: number): AuditEntryView => ({
    id,
    at: id,
    agentId: null,
    agentName: 'Parley',
    noun: 'setup',
    nounId: 'x',
    name: 'x',
    deed: 'changed',
    before: null,
    after: null,
  })
  const page = (...ids: number[]) => ids.map(entry)
  const ids = (loaded: { readonly entries: readonly AuditEntryView[] }) => loaded.entries.map(one => one.id)
  const loaded = { entries: page(5, 4, 3, 2), nextBefore: 2, state: 'loaded' as const }

  test('stand above those that are there, and older ones stay', () => {
    const next = withNewer(loaded, page(7, 6, 5), 5)
    expect(ids(next)).toEqual([7, 6, 5, 4, 3, 2])
    expect(next.nextBefore).toBe(2)
  })

  test('begin anew when there may be a gap between them', () => {
    const next = withNewer(loaded, page(20, 19, 18), 18)
    expect(ids(next)).toEqual([20, 19, 18])
    expect(next.nextBefore).toBe(18)
  })
})

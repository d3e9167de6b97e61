// Cases on a screen: what is typed survives what others do and where one looks, lists ask for what they show, events keep them right.
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { CaseView } from '../../preload/views.ts'
import {
  changeCase,
  keepMine,
  saveEdit,
  sendComment,
  setComment,
  typeIn,
  useCaseEdits,
} from '../../renderer/stores/case-edits.ts'
import {
  filterCases,
  forgetCases,
  inputOf,
  loadCase,
  loadCases,
  putCase,
  takeCaseEvent,
  useCases,
  usualFilters,
} from '../../renderer/stores/cases.ts'
import { hashOf, placeOf } from '../../renderer/stores/place.ts'
import { morning } from '../kit/hand-clock.ts'
import { connectionLost, openTestDoor, refusal } from './storage.ts'

const aCaseView = (more: Partial<CaseView> = {}): CaseView => ({
  id: 'c1',
  number: 1,
  subject: 'Roof',
  description: 'It leaks',
  status: 'new',
  source: 'agent',
  account: '',
  contact: null,
  assignee: null,
  queue: null,
  chatIds: [],
  registeredAt: morning,
  registeredBy: null,
  changedAt: morning,
  resolvedAt: null,
  closedAt: null,
  version: 1,
  nextStatuses: [],
  history: [],
  comments: [],
  chats: [],
  ...more,
})

/** Answers, and keeps what it was asked. */
const heard =
  <Answer>(kept: unknown[], answer: Answer) =>
  async (input: unknown): Promise<Answer> => {
    kept.push(input)
    return answer
  }

/** Answers, and keeps that it was asked. */
const named =
  <Answer>(kept: string[], name: string, answer: Answer) =>
  async (): Promise<Answer> => {
    kept.push(name)
    return answer
  }

const conflict = () => Object.assign(refusal('CONFLICT', 'Somebody changed it.'), { data: { field: 'version' } })
const edit = () => useCaseEdits.getState().byCase.get('c1')

beforeEach(() => {
  forgetCases()
  useCaseEdits.setState(useCaseEdits.getInitialState(), true)
})

describe('what is typed into a case', () => {
  test('is kept until it is saved, and only what was typed is sent', async () => {
    const sent: unknown[] = []
    openTestDoor({
      cases: { update: heard(sent, aCaseView({ subject: 'Door', version: 2 })) },
    })
    const one = aCaseView()
    typeIn(one, { subject: 'Doo' })
    typeIn(one, { subject: 'Door' })
    await saveEdit('c1')
    expect(sent).toEqual([{ caseId: 'c1', version: 1, subject: 'Door' }])
    expect(edit()).toBeUndefined()
    expect(useCases.getState().byId.get('c1')?.subject).toBe('Door')
  })

  test('and goes on being typed while it is saved is not lost, whatever comes of the saving', async () => {
    const sent: unknown[] = []
    const answers: ((answer: CaseView | Error) => void)[] = []
    openTestDoor({
      cases: {
        update: (input: unknown) => {
          sent.push(input)
          return new Promise<CaseView>((resolve, reject) =>
            answers.push(answer => (answer instanceof Error ? reject(answer) : resolve(answer))),
          )
        },
      },
    })
    putCase(aCaseView())
    typeIn(aCaseView(), { subject: 'Roof leaks' })
    const first = saveEdit('c1')
    typeIn(aCaseView(), { subject: 'Roof leaks badly' })
    await saveEdit('c1')
    expect(sent).toHaveLength(1)
    answers[0]?.(aCaseView({ subject: 'Roof leaks', version: 2 }))
    await first
    expect(edit()).toMatchObject({ text: { subject: 'Roof leaks badly' }, base: { version: 2 }, isSaving: false })
    const second = saveEdit('c1')
    typeIn(aCaseView({ subject: 'Roof leaks', version: 2 }), { subject: 'Roof leaks very badly' })
    answers[1]?.(refusal('INVALID', 'subject: no.'))
    await second
    expect(edit()).toMatchObject({ text: { subject: 'Roof leaks very badly' }, isSaving: false })
    expect(edit()?.trouble).not.toBeNull()
  })

  test('as it was before is nothing to save', () => {
    typeIn(aCaseView(), { subject: 'Door' })
    typeIn(aCaseView(), { subject: 'Roof' })
    expect(edit()).toBeUndefined()
  })

  test('waits when somebody else has saved; mine then goes over theirs in the fields that I typed, and in no other', async () => {
    const theirs = aCaseView({ subject: 'Roof of the shed', version: 5 })
    const sent: unknown[] = []
    openTestDoor({
      cases: {
        get: async () => theirs,
        update: async (input: { version: number }) => {
          sent.push(input)
          if (input.version < 5) throw conflict()
          return { ...theirs, description: 'It leaks badly', version: 6 }
        },
      },
    })
    typeIn(aCaseView(), { description: 'It leaks badly' })
    await saveEdit('c1')
    expect(edit()).toMatchObject({
      isOvertaken: true,
      text: { description: 'It leaks badly' },
      base: { subject: 'Roof' },
    })
    await saveEdit('c1')
    expect(sent).toHaveLength(1)
    await keepMine(theirs)
    expect(sent[1]).toEqual({ caseId: 'c1', version: 5, description: 'It leaks badly' })
    expect(edit()).toBeUndefined()
  })

  test('stays when the connection is lost, and when it is refused it stands at its field', async () => {
    let answer = connectionLost()
    openTestDoor({
      cases: {
        update: async () => {
          throw answer
        },
      },
    })
    typeIn(aCaseView(), { subject: 'Door' })
    await saveEdit('c1')
    expect(edit()).toMatchObject({ text: { subject: 'Door' }, isSaving: false, trouble: { field: null } })
    answer = Object.assign(refusal('INVALID', 'subject: is too long'), { data: { field: 'subject' } })
    await saveEdit('c1')
    expect(edit()?.trouble).toEqual({ field: 'subject', sentence: 'subject: is too long' })
    typeIn(aCaseView(), { subject: ' ' })
    await saveEdit('c1')
    expect(edit()?.trouble?.field).toBe('subject')
  })

  test('goes on from a change of my own that is made at once', async () => {
    openTestDoor({ cases: { update: async () => aCaseView({ status: 'waiting', version: 2 }) } })
    putCase(aCaseView())
    typeIn(aCaseView(), { subject: 'Door' })
    await changeCase('c1', { status: 'waiting' })
    expect(edit()).toMatchObject({ base: { version: 2 }, text: { subject: 'Door' } })
  })
})

test('a comment that is begun while the one before is sent stays', async () => {
  let taken = (_: CaseView) => {}
  const comment = () =>
    new Promise<CaseView>(resolve => {
      taken = resolve
    })
  openTestDoor({ cases: { comment } })
  setComment('c1', 'One')
  const sending = sendComment('c1')
  setComment('c1', 'Two')
  taken(aCaseView())
  await sending
  expect(useCaseEdits.getState().comments.get('c1')).toBe('Two')
})

test('a comment that was not taken is sent again under the same key', async () => {
  const keys: string[] = []
  openTestDoor({
    cases: {
      comment: async ({ idempotencyKey }: { idempotencyKey: string }) => {
        keys.push(idempotencyKey)
        if (keys.length === 1) throw connectionLost()
        return aCaseView()
      },
    },
  })
  setComment('c1', 'Called back')
  await sendComment('c1')
  expect(useCaseEdits.getState().comments.get('c1')).toBe('Called back')
  await sendComment('c1')
  expect(new Set(keys).size).toBe(1)
  expect(useCaseEdits.getState().comments.get('c1')).toBe('')
})

describe('the list', () => {
  test('asks for what its filters say', () => {
    expect(inputOf(usualFilters, 'me')).toEqual({ assigneeId: 'me', statuses: ['new', 'inProgress', 'waiting'] })
    expect(inputOf({ ...usualFilters, whose: 'all', status: 'all', text: ' roof ' }, 'me')).toEqual({ text: 'roof' })
    const days = {
      ...usualFilters,
      whose: 'nobodys' as const,
      status: 'closed' as const,
      queueId: 'q',
      fromDay: '2025-03-30',
      toDay: '2025-03-30',
    }
    const { from, to, ...rest } = inputOf(days, 'me')
    expect(rest).toEqual({ assigneeId: null, statuses: ['closed'], queueId: 'q' })
    expect(new Date(from ?? 0).getDate()).toBe(30)
    expect([new Date(to ?? 0).getDate(), new Date(to ?? 0).getHours()]).toEqual([31, 0])
  })

  test('shows the answer to what was asked last, whichever comes last', async () => {
    const answers: ((cases: readonly CaseView[]) => void)[] = []
    openTestDoor({
      cases: { list: () => new Promise(resolve => answers.push(cases => resolve({ cases, nextBefore: null }))) },
    })
    const [first, second] = [loadCases(), loadCases()]
    answers[1]?.([aCaseView({ id: 'new' })])
    answers[0]?.([aCaseView({ id: 'old' })])
    await Promise.all([first, second])
    expect(useCases.getState().list?.map(({ id }) => id)).toEqual(['new'])
  })

  test('asks anew once for many events, and a case that is open as well', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const asked: string[] = []
    openTestDoor({
      cases: {
        list: named(asked, 'list', { cases: [], nextBefore: null }),
        countMine: named(asked, 'count', { count: 3 }),
        get: named(asked, 'get', aCaseView({ version: 9 })),
      },
    })
    putCase(aCaseView())
    filterCases({ whose: 'all' })
    await vi.runAllTimersAsync()
    asked.length = 0
    for (const caseId of ['c1', 'c2', 'c3']) takeCaseEvent({ type: 'case.changed', facts: { caseId } })
    takeCaseEvent({ type: 'chat.closed' })
    await vi.runAllTimersAsync()
    expect(asked.toSorted()).toEqual(['count', 'get', 'list'])
    expect(useCases.getState()).toMatchObject({ mineOpen: 3, changes: 1 })
    expect(useCases.getState().byId.get('c1')?.version).toBe(9)
  })

  test('what one may see no more goes', async () => {
    openTestDoor({
      cases: {
        get: async () => {
          throw refusal('NOT_FOUND', 'There is no such case among those you may see.')
        },
      },
    })
    putCase(aCaseView())
    await loadCase('c1')
    expect(useCases.getState().byId.has('c1')).toBe(false)
    expect(useCases.getState().notOpened.get('c1')).toMatchObject({ kind: 'refused', code: 'NOT_FOUND' })
  })
})

test('a case has an address, with the chat behind it', () => {
  const place = { column: 'cases', caseId: 'a/b', chatId: 'c d', messageId: null } as const
  expect(placeOf(hashOf(place))).toMatchObject(place)
  expect(placeOf('#panel/chat/x')).toMatchObject({ caseId: null, chatId: 'x' })
})

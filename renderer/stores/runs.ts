// What actions are doing in the chats that are looked at: runs that go on or have failed, and the forms that wait for the agent.
import { create } from 'zustand'
import type { FormValues } from '../../main/domain/process-form.ts'
import type { AgentFormView, RunView } from '../../preload/views.ts'
import { now } from './clock.ts'
import { ask } from './door.ts'
import { hear } from './events.ts'

export interface ChatRuns {
  /** Running and failed ones. */
  readonly runs: readonly RunView[]
  readonly forms: readonly AgentFormView[]
}

interface Runs {
  readonly byChat: ReadonlyMap<string, ChatRuns>
  /** What is typed into forms, by step: it stays when another chat is opened. */
  readonly typed: ReadonlyMap<string, FormValues>
}

export const useRuns = create<Runs>(() => ({ byChat: new Map(), typed: new Map() }))

const turns = new Map<string, number>()

/** Of two answers about one chat the one asked for last counts. Rejects when there is none. */
export const refreshRuns = async (chatId: string): Promise<void> => {
  const turn = (turns.get(chatId) ?? 0) + 1
  turns.set(chatId, turn)
  const [{ runs }, { forms }] = await Promise.all([
    ask().chatService.getRuns({ chatId }),
    ask().chatService.getForms({ chatId }),
  ])
  if (turns.get(chatId) !== turn) return
  const live = runs.filter(({ status }) => status === 'running' || status === 'failed')
  useRuns.setState(({ byChat, typed }) => {
    const open = new Set([...byChat].flatMap(([id, held]) => (id === chatId ? [] : held.forms)).map(one => one.stepId))
    for (const { stepId } of forms) open.add(stepId)
    return {
      byChat: new Map(byChat).set(chatId, { runs: live, forms }),
      typed: new Map([...typed].filter(([stepId]) => open.has(stepId))),
    }
  })
}

/** A run's steps come quickly one after the other: they cost a few answers, not one each. */
const paceMs = 120
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

const refreshSoon = (chatId: string): void => {
  if (waiting.has(chatId)) return
  waiting.set(
    chatId,
    setTimeout(() => {
      waiting.delete(chatId)
      void refreshRuns(chatId).catch(() => {})
    }, paceMs),
  )
}

/** Follows one chat while it is on screen. Returns how to stop. */
export const followRuns = (chatId: string): (() => void) => {
  void refreshRuns(chatId).catch(() => {})
  return hear(item => {
    if (item.type === 'run.changed' && item.chatId === chatId) refreshSoon(chatId)
  })
}

/** Later than this the agent is at something else. */
const awaitedForMs = 5_000
let awaited: { readonly runId: string; readonly until: number } | null = null

/** I have just begun this run: the form that it asks at once is what I want to fill in. */
export const awaitForm = (runId: string): void => {
  awaited = { runId, until: now() + awaitedForMs }
}

/** Once: whether a form of this run takes the keyboard. */
export const isAwaited = (runId: string): boolean => {
  const is = awaited !== null && awaited.runId === runId && now() < awaited.until
  if (is) awaited = null
  return is
}

export const forgetRuns = (): void => {
  for (const timer of waiting.values()) clearTimeout(timer)
  waiting.clear()
  turns.clear()
  useRuns.setState({ byChat: new Map(), typed: new Map() })
}

const saveAfterMs = 600
const savings = new Map<string, ReturnType<typeof setTimeout>>()

/** Here at once, at the workstation a moment later. */
export const typeIntoForm = (stepId: string, values: FormValues): void => {
  useRuns.setState(({ typed }) => ({ typed: new Map(typed).set(stepId, values) }))
  clearTimeout(savings.get(stepId))
  savings.set(
    stepId,
    setTimeout(() => void saveForm(stepId), saveAfterMs),
  )
}

const saveForm = async (stepId: string): Promise<void> => {
  savings.delete(stepId)
  const values = useRuns.getState().typed.get(stepId)
  if (values === undefined) return
  // It stays here, and is sent whole with the answer.
  await ask()
    .chatService.saveFormDraft({ stepId, values: { ...values } })
    .catch(() => {})
}

/** Rejects with what the workstation said; then nothing that was typed is lost. */
export const answerForm = async (chatId: string, stepId: string, values: FormValues): Promise<void> => {
  clearTimeout(savings.get(stepId))
  savings.delete(stepId)
  await ask().chatService.answerForm({ stepId, values: { ...values } })
  await refreshRuns(chatId).catch(() => {})
}

/** What a form holds now: typed here, else kept by the workstation, else as the process fills it in. */
export const valuesOf = (form: AgentFormView, typed: ReadonlyMap<string, FormValues>): FormValues =>
  typed.get(form.stepId) ??
  form.draft ??
  Object.fromEntries(form.fields.map(({ name, defaultValue }) => [name, defaultValue]))

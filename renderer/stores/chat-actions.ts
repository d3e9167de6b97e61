// The actions of each queue's chats, as menu and palette offer them, and running one.
import { create } from 'zustand'
import { ask } from './door.ts'
import { hear } from './events.ts'
import { awaitForm, refreshRuns } from './runs.ts'
import { sayRefusal } from './toasts.ts'

export type OfferedAction = Awaited<
  ReturnType<ReturnType<typeof ask>['chatService']['getChatActions']>
>['actions'][number]

export const useChatActions = create<{ readonly byQueue: ReadonlyMap<string, readonly OfferedAction[]> }>(() => ({
  byQueue: new Map(),
}))

/** Actions belong to queues, so chats of one queue share an answer. Rejects when there is none. */
export const fetchActions = async (chatId: string, queueId: string): Promise<void> => {
  const { actions } = await ask().chatService.getChatActions({ chatId })
  useChatActions.setState(({ byQueue }) => ({ byQueue: new Map(byQueue).set(queueId, actions) }))
}

/** What supervisors change is asked for anew when it is wanted. */
export const followActions = (): (() => void) =>
  hear(({ type }) => {
    if (type === 'chatActions.changed' || type === 'process.changed') useChatActions.setState({ byQueue: new Map() })
  })

const begun = new Set<string>()

/** Runs it once, however often it is pressed before the answer comes. */
export const runAction = async (chatId: string, action: Pick<OfferedAction, 'id' | 'caption'>): Promise<void> => {
  const key = `${chatId}/${action.id}`
  if (begun.has(key)) return
  begun.add(key)
  try {
    const run = await ask().chatService.runAction({
      chatId,
      actionId: action.id,
      idempotencyKey: crypto.randomUUID(),
    })
    awaitForm(run.id)
    await refreshRuns(chatId)
  } catch (error) {
    sayRefusal(error)
  } finally {
    begun.delete(key)
  }
}

// Who is typing at the moment. It is told every few seconds and passes by itself.
import { create } from 'zustand'
import type { MessageView } from '../../preload/views.ts'
import { now } from './clock.ts'

export interface Typing {
  readonly who: string
  readonly preview: string | null
  /** Null: the customer. */
  readonly agentId: string | null
  readonly until: number
}

const lastsMs = 7_000

export const useTyping = create<{ readonly byChat: ReadonlyMap<string, Typing> }>(() => ({ byChat: new Map() }))

export const takeTyping = (chatId: string, typing: Omit<Typing, 'until'>): void => {
  const byChat = new Map(useTyping.getState().byChat)
  byChat.set(chatId, { ...typing, until: now() + lastsMs })
  useTyping.setState({ byChat })
  setTimeout(passTyping, lastsMs + 50)
}

/** Something was said: whoever said it is done typing it. */
export const takeSaid = ({ chatId, direction, author }: Pick<MessageView, 'chatId' | 'direction' | 'author'>): void => {
  const typing = useTyping.getState().byChat.get(chatId)
  if (typing === undefined) return
  // What goes out without an agent is of the workstation, or of another program.
  const saidBy = direction === 'in' ? null : (author?.agentId ?? 'nobody here')
  if (typing.agentId === saidBy) endTyping(chatId)
}

export const endTyping = (chatId: string): void => {
  const byChat = new Map(useTyping.getState().byChat)
  if (byChat.delete(chatId)) useTyping.setState({ byChat })
}

const passTyping = (): void => {
  const at = now()
  const byChat = new Map([...useTyping.getState().byChat].filter(([, typing]) => typing.until > at))
  if (byChat.size !== useTyping.getState().byChat.size) useTyping.setState({ byChat })
}

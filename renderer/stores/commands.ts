// What the desktop asks of this screen, such as opening the chat of a notification that was clicked.
import { openChat } from './place.ts'

/** Begins to listen; in a browser there is nobody to listen to. Returns how to stop. */
export const obeyDesktop = (): (() => void) => window.parley?.onCommand?.(obey) ?? (() => {})

const obey = (text: string): void => {
  const command: unknown = JSON.parse(text)
  if (typeof command !== 'object' || command === null || !('type' in command)) return
  if (command.type === 'openChat' && 'chatId' in command && typeof command.chatId === 'string') openChat(command.chatId)
}

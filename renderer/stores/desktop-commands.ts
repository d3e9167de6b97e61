// What the desktop asks of this screen: to show the chat that was accepted, or clicked, outside of it.
import type { Bridge } from '../../preload/socket.ts'
import { openChat } from './place.ts'

/** Does what the desktop says; in a browser there is none that could. Returns how to stop. */
export const followDesktop = (bridge: Bridge | undefined): (() => void) =>
  bridge?.onCommand?.(text => {
    const chatId = chatToOpen(text)
    if (chatId !== null) openChat(chatId)
  }) ?? (() => {})

/** Null for anything else: a newer main process may say what this screen does not know. */
export const chatToOpen = (text: string): string | null => {
  try {
    const command: unknown = JSON.parse(text)
    return isOpenChat(command) ? command.chatId : null
  } catch {
    return null
  }
}

const isOpenChat = (command: unknown): command is { readonly type: 'openChat'; readonly chatId: string } =>
  typeof command === 'object' &&
  command !== null &&
  'type' in command &&
  command.type === 'openChat' &&
  'chatId' in command &&
  typeof command.chatId === 'string' &&
  command.chatId !== ''

// What a page is shown of its visitor's conversation: the welcome, older pages, and one message read back from the store.
import type { WebOmnichannelMessagingService } from '../messaging-service.ts'
import { maxTextLength, type PageFrame, type PageMessage, toPageMessage } from '../wire.ts'

/** Messages in one go. */
const pageLength = 50

type Frame<Type extends PageFrame['type']> = Extract<PageFrame, { type: Type }>

export const welcomeOf = async (
  service: WebOmnichannelMessagingService,
  visitor: string,
  token: string,
): Promise<Frame<'welcome'>> => {
  const history = service.inside.history(visitor, { limit: pageLength })
  const [{ messages, hasOlder, chat }, here] = await Promise.all([history, service.isSomebodyHere()])
  const { title, greeting, askName, typingPreview, maxFileMb } = service.settings
  return {
    type: 'welcome',
    token,
    messages: messages.map(message => toPageMessage(visitor, message)),
    hasOlder,
    chat,
    here,
    title,
    greeting,
    askName,
    typingPreview,
    maxTextLength,
    maxFileSize: maxFileMb * 1024 * 1024,
  }
}

export const olderOf = async (
  service: WebOmnichannelMessagingService,
  visitor: string,
  before: string,
): Promise<Frame<'older'>> => {
  const { messages, hasOlder } = await service.inside.history(visitor, { before, limit: pageLength })
  return { type: 'older', messages: messages.map(message => toPageMessage(visitor, message)), hasOlder }
}

/** One of the newest messages, with what the store has made of it; null when it is not among them. */
export const messageOf = async (
  service: WebOmnichannelMessagingService,
  visitor: string,
  messageId: string,
): Promise<PageMessage | null> => {
  const { messages } = await service.inside.history(visitor, { limit: 10 })
  const stored = messages.find(message => message.id === messageId)
  return stored ? toPageMessage(visitor, stored) : null
}

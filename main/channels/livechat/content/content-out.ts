// Cards, forms and data of ours as an event that LiveChat takes (Agent Chat API, "Rich message", "Form", "Custom").
import type { MessageContent } from '../../../domain/message-content.ts'
import { hasButtons } from '../../../domain/message-content.ts'
import { contentView } from './content-view.ts'

/** Nobody has pressed anything of it yet, and our queues are no groups there. */
const names = { groupOf: () => undefined, userId: () => '' }

export const eventOf = (content: MessageContent): object => contentView(names, withHeights(content))

/** A web page within the chat has a height there, always. */
const withHeights = (content: MessageContent): MessageContent =>
  hasButtons(content)
    ? {
        ...content,
        pressed: [],
        elements: content.elements.map(element => ({
          ...element,
          buttons: element.buttons.map(button =>
            button.type === 'webview' ? { ...button, webviewHeight: button.webviewHeight ?? 'full' } : button,
          ),
        })),
      }
    : content

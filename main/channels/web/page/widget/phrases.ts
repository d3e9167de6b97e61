// The widget's few words, in English; a new language is one more entry.
const catalogues = {
  en: {
    chat: 'Chat',
    open: 'Open the chat',
    close: 'Close the chat',
    unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  },
}

export const phrase = catalogues.en

export const label = (isOpen: boolean, unread: number): string => {
  if (isOpen) return phrase.close
  return unread > 0 ? `${phrase.open}: ${phrase.unread(unread)}` : phrase.open
}

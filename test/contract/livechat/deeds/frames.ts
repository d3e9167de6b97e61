// What deeds look for in the payloads of pushes.

export const isEvent =
  (id: string) =>
  ({ event }: Readonly<Record<string, unknown>>): boolean =>
    idOf(event) === id

export const idOf = (one: unknown): unknown =>
  typeof one === 'object' && one !== null && 'id' in one ? one.id : undefined

export const threadOf = (chat: unknown): unknown =>
  typeof chat === 'object' && chat !== null && 'thread' in chat ? idOf(chat.thread) : undefined

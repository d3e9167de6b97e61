// The tags of the chat on screen: asked for when it is opened, and again when an agent or a program changes them.
import { useCallback, useEffect, useState } from 'react'
import { ask } from './door.ts'
import { hear } from './events.ts'
import { sayRefusal } from './toasts.ts'

export const useChatTags = (
  chatId: string,
): {
  /** Null: not known yet. */
  readonly tags: readonly string[] | null
  /** True when it was done. */
  readonly change: (tags: readonly string[]) => Promise<boolean>
} => {
  const [tags, setTags] = useState<readonly string[] | null>(null)
  useEffect(() => {
    let stale = false
    setTags(null)
    const fetch = () =>
      ask()
        .chatService.getTags({ chatId })
        .then(answer => stale || setTags(answer.tags))
        .catch(() => {})
    void fetch()
    const stop = hear(item => {
      if (item.type === 'chat.tagged' && item.chatId === chatId) void fetch()
    })
    return () => {
      stale = true
      stop()
    }
  }, [chatId])
  const change = useCallback(
    async (next: readonly string[]): Promise<boolean> => {
      const before = tags ?? []
      try {
        for (const tag of next) if (!before.includes(tag)) await ask().chatService.tagChat({ chatId, tag })
        for (const tag of before) if (!next.includes(tag)) await ask().chatService.untagChat({ chatId, tag })
        setTags(next)
        return true
      } catch (error) {
        sayRefusal(error)
        return false
      }
    },
    [chatId, tags],
  )
  return { tags, change }
}

// People whose name, address or handle fits what is typed into the palette.
import { createElement, useEffect, useState } from 'react'
import { Face } from '../../parts/Face.tsx'
import { ask } from '../../stores/door.ts'
import { openChat, openContact } from '../../stores/place.ts'
import { t } from '../../words/words.ts'
import type { Command } from './commands.ts'

const waitMs = 120

export const useFoundContacts = (query: string): readonly Command[] => {
  const [found, setFound] = useState<readonly Command[]>([])
  const wanted = query.trim()
  useEffect(() => {
    if (wanted.length < 2) {
      setFound([])
      return
    }
    let stale = false
    const timer = setTimeout(async () => {
      const answer = await ask()
        .search.messages({ text: wanted, limit: 1 })
        .catch(() => null)
      if (stale || answer === null) return
      setFound(
        answer.contacts.flatMap(({ id, name, latestChatId }) => {
          const common = { group: t('palette.people'), always: true }
          const picture = createElement(Face, { id, name, size: 26 })
          const page = { ...common, id: `page/${id}`, label: t('palette.contactPage', { name }), picture }
          return [
            ...(latestChatId === null
              ? []
              : [{ ...common, id: `contact/${id}`, label: name, picture, run: () => openChat(latestChatId) }]),
            { ...page, run: () => openContact(id) },
          ]
        }),
      )
    }, waitMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [wanted])
  return found
}

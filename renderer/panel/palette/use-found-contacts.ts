// People whose name, address or handle fits what is typed into the palette.
import { createElement, useEffect, useState } from 'react'
import { Face } from '../../parts/Face.tsx'
import { ask } from '../../stores/door.ts'
import { openChat } from '../../stores/place.ts'
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
        answer.contacts.flatMap(contact =>
          contact.latestChatId === null
            ? []
            : {
                id: `contact/${contact.id}`,
                group: t('palette.people'),
                label: contact.name,
                always: true,
                picture: createElement(Face, { id: contact.id, name: contact.name, size: 26 }),
                run: () => openChat(contact.latestChatId ?? ''),
              },
        ),
      )
    }, waitMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [wanted])
  return found
}

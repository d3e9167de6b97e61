// What is known of a contact, fetched for the one on screen and again when it changes.
import { useCallback, useEffect, useState } from 'react'
import type { ChatHeading, ContactView } from '../../preload/views.ts'
import { ask } from './door.ts'
import { hear } from './events.ts'
import { sayRefusal } from './toasts.ts'

export interface KnownContact {
  readonly contact: ContactView
  readonly chats: readonly ChatHeading[]
}

export type ContactChange = Omit<Parameters<ReturnType<typeof ask>['contacts']['update']>[0], 'contactId'>

const kept = new Map<string, KnownContact>()

/** Another agent may see less. */
export const forgetContacts = (): void => kept.clear()

export const useContact = (
  contactId: string | undefined,
): { readonly known: KnownContact | null; readonly change: (part: ContactChange) => Promise<boolean> } => {
  const [known, setKnown] = useState<KnownContact | null>(() => kept.get(contactId ?? '') ?? null)
  useEffect(() => {
    if (contactId === undefined) return
    let stale = false
    setKnown(kept.get(contactId) ?? null)
    const fetch = async () => {
      const answer = await ask()
        .contacts.get({ contactId })
        .catch(() => null)
      if (answer === null) return
      if (kept.size > 50) kept.clear()
      kept.set(contactId, answer)
      if (!stale) setKnown(answer)
    }
    void fetch()
    const stop = hear(item => {
      if (item.type === 'contact.changed' || item.type === 'chat.opened' || item.type === 'chat.closed') void fetch()
    })
    return () => {
      stale = true
      stop()
    }
  }, [contactId])
  const change = useCallback(
    async (part: ContactChange): Promise<boolean> => {
      if (contactId === undefined) return false
      try {
        const contact = await ask().contacts.update({ contactId, ...part })
        setKnown(before => (before === null ? null : { ...before, contact }))
        return true
      } catch (error) {
        sayRefusal(error)
        return false
      }
    },
    [contactId],
  )
  return { known, change }
}

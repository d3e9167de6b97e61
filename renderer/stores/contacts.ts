// What is known of a contact, fetched for the one on screen and again when it changes.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ContactPageView } from '../../preload/views.ts'
import { ask } from './door.ts'
import { hear } from './events.ts'
import { refusedBy } from './refused.ts'
import { sayRefusal } from './toasts.ts'

export type KnownContact = ContactPageView

export type ContactChange = Omit<Parameters<ReturnType<typeof ask>['contacts']['update']>[0], 'contactId' | 'version'>

const asksAnew = new Set(['contact.changed', 'contact.erased', 'chat.opened', 'chat.closed'])

const kept = new Map<string, KnownContact>()

/** Another agent may see less. */
export const forgetContacts = (): void => kept.clear()

export const useContact = (
  contactId: string | undefined,
): {
  readonly known: KnownContact | null
  /** There is none, or none that I may see. */
  readonly isGone: boolean
  readonly change: (part: ContactChange) => Promise<boolean>
} => {
  const [isGone, setGone] = useState(false)
  const version = useRef<number | undefined>(undefined)
  const [known, setKnown] = useState<KnownContact | null>(() => kept.get(contactId ?? '') ?? null)
  useEffect(() => {
    if (contactId === undefined) return
    let stale = false
    setKnown(kept.get(contactId) ?? null)
    setGone(false)
    const fetch = async () => {
      const answer = await ask()
        .contacts.get({ contactId })
        .catch((error: unknown) => {
          const refused = refusedBy(error)
          if (!stale && refused.kind === 'refused' && refused.code === 'NOT_FOUND') setGone(true)
          return null
        })
      if (answer === null) return
      version.current = answer.contact.version
      if (kept.size > 50) kept.clear()
      kept.set(contactId, answer)
      if (!stale) setKnown(answer)
    }
    void fetch()
    const stop = hear(item => {
      if (item.type === 'contact.erased' && item.facts?.contactId === contactId) kept.delete(contactId)
      if (!asksAnew.has(item.type)) return
      // After a merge the present contact has another id than the one that was asked for.
      const about = item.facts?.contactId
      if (about === undefined || about === contactId || about === kept.get(contactId)?.contact.id) void fetch()
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
        const seen = version.current === undefined ? {} : { version: version.current }
        const contact = await ask().contacts.update({ contactId, ...seen, ...part })
        version.current = contact.version
        setKnown(before => (before === null ? null : { ...before, contact }))
        return true
      } catch (error) {
        sayRefusal(error)
        // Somebody was faster: what was typed stays, and the next try is made knowing theirs.
        version.current = undefined
        return false
      }
    },
    [contactId],
  )
  return { known, isGone, change }
}

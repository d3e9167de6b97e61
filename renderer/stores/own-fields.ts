// The fields of one's own that contacts have, as supervisors defined them; asked for when a contact is shown, and when they change.
import { useEffect } from 'react'
import { create } from 'zustand'
import type { OwnFieldView } from '../../preload/views.ts'
import { ask } from './door.ts'
import { hear } from './events.ts'

const useDefined = create<{ readonly fields: readonly OwnFieldView[] }>(() => ({ fields: [] }))

/** In their order, without those in the archive. */
export const useOwnFields = (): readonly OwnFieldView[] => {
  useEffect(() => {
    const fetch = async () => {
      const answer = await ask()
        .ownFields.list({})
        .catch(() => null)
      if (answer !== null) useDefined.setState({ fields: answer.fields.filter(field => field.archivedAt === null) })
    }
    void fetch()
    return hear(item => {
      if (item.type === 'ownFields.changed') void fetch()
    })
  }, [])
  return useDefined(state => state.fields)
}

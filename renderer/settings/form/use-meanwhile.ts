// Two people edit the same thing: the form knows which version it began with, and notices when somebody saves over it meanwhile.
import { useRef, useState } from 'react'

interface Versioned {
  readonly version: number
}

export interface Meanwhile<Thing extends Versioned> {
  /** To send along when saving; a newer one at the workstation makes it refuse. */
  version(): number | undefined
  /** After a save of one's own. */
  saved(thing: Thing): void
  /** For the editor: true when the refusal was about versions, and is shown. */
  onConflict(): Promise<boolean>
  /** What the form began with, when somebody has saved over it; otherwise null. */
  overtaken(isDirty: boolean): Thing | null
  /** Theirs is known now, whatever comes of it. */
  accept(): void
}

/** `stored`: as it is at present; null: a new one. `reload`: asks anew, and gives what is stored then. */
export const useMeanwhile = <Thing extends Versioned>(
  stored: Thing | null,
  reload: () => Promise<Thing | undefined>,
): Meanwhile<Thing> => {
  const seen = useRef(stored)
  const [isRefused, setRefused] = useState(false)
  return {
    version: () => (seen.current ?? stored)?.version,
    saved: thing => {
      seen.current = thing
      setRefused(false)
    },
    onConflict: async () => {
      const now = await reload()
      if (now === undefined || now.version === seen.current?.version) return false
      setRefused(true)
      return true
    },
    overtaken: isDirty => {
      // Nobody has typed: the form follows what is stored.
      if (!isDirty && stored !== null && seen.current?.version !== stored.version) seen.current = stored
      const { current } = seen
      return (isDirty || isRefused) && stored !== null && current !== null && current.version < stored.version
        ? current
        : null
    },
    accept: () => {
      seen.current = stored
      setRefused(false)
    },
  }
}

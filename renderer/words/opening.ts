// Whether a queue is open, in few words: "closed, opens Mon 09:00".
import { soonOf } from './formats.ts'
import { t } from './words.ts'

export const closedUntil = ({ opensAt }: { readonly opensAt: number | null }, now: number): string =>
  opensAt === null ? t('opening.closed') : t('opening.closedOpens', { when: soonOf(opensAt, now) })

export interface Opening {
  readonly isOpen: boolean
  readonly changesAt: number | null
}

export const openingOf = ({ isOpen, changesAt }: Opening, now: number): string => {
  if (!isOpen) return closedUntil({ opensAt: changesAt }, now)
  return changesAt === null ? t('opening.open') : t('opening.openCloses', { when: soonOf(changesAt, now) })
}

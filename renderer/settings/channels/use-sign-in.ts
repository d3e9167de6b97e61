// One sign-in at a network from this screen: begun here, gone on with in the system's browser, and done when the person is back.
import { useEffect, useState } from 'react'
import { SECOND } from '../../../main/domain/clock.ts'
import type { ChannelKind } from '../../../main/domain/unified-message.ts'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import { type Said, saidBy } from '../form/refusal.ts'

export type SignInStage =
  | { readonly stage: 'idle' | 'beginning' | 'done' }
  | {
      readonly stage: 'away'
      readonly ticket: string
      readonly url: string
      /** Why what was pasted was not it; the browser may still come back. */
      readonly sentence: string | null
    }
  | { readonly stage: 'failed'; readonly sentence: string }

const lookEveryMs = 2 * SECOND

export interface SignInPlan {
  readonly kind: ChannelKind
  readonly onDone: (ticket: string) => void
  /** It could not begin; true: what was said stands at its field. */
  readonly onRefused: (said: Said) => boolean
}

export const useSignIn = ({ kind, onDone, onRefused }: SignInPlan) => {
  const [stage, setStage] = useState<SignInStage>({ stage: 'idle' })
  const ticket = stage.stage === 'away' ? stage.ticket : null

  const heed = (
    found: { readonly state: 'waiting' | 'done' } | { readonly state: 'failed'; readonly sentence: string },
  ) => {
    if (found.state === 'waiting' || ticket === null) return
    if (found.state === 'failed') return setStage({ stage: 'failed', sentence: found.sentence })
    setStage({ stage: 'done' })
    onDone(ticket)
  }

  useEffect(() => {
    if (ticket === null) return
    let isOver = false
    const look = async () => {
      // A door that is away for a moment is asked again.
      const found = await ask()
        .channels.signIn({ ticket })
        .catch(() => ({ state: 'waiting' as const }))
      if (!isOver) heed(found)
    }
    const timer = setInterval(() => void look(), lookEveryMs)
    window.addEventListener('focus', look)
    return () => {
      isOver = true
      clearInterval(timer)
      window.removeEventListener('focus', look)
    }
  })

  const begin = async (settings: Record<string, unknown>, redirectUri: string) => {
    setStage({ stage: 'beginning' })
    try {
      const begun = await ask().channels.beginSignIn({ kind, settings, redirectUri })
      // On a desktop this opens the system's browser, elsewhere a tab; where neither may, there is a link.
      window.open(begun.url, '_blank', 'noopener')
      setStage({ stage: 'away', ...begun, sentence: null })
    } catch (error) {
      const said = saidBy(error)
      if (onRefused(said)) setStage({ stage: 'idle' })
      else setStage({ stage: 'failed', sentence: said.sentence ?? t('settings.unanswered') })
    }
  }

  const finish = async (pasted: string) => {
    if (stage.stage !== 'away') return
    try {
      const found = await ask().channels.finishSignIn({ ticket: stage.ticket, pasted })
      if (found.state === 'failed') setStage({ ...stage, sentence: found.sentence })
      else heed(found)
    } catch (error) {
      setStage({ ...stage, sentence: saidBy(error).sentence ?? t('settings.unanswered') })
    }
  }

  return { stage, begin, finish }
}

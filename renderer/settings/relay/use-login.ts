// One login at Facebook from this screen: begun here, gone on with in the system's browser, and its pages when the person is back.
import { useEffect, useState } from 'react'
import { SECOND } from '../../../main/domain/clock.ts'
import type { OfferedPageView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { hear } from '../../stores/events.ts'
import { t } from '../../words/words.ts'
import { saidBy } from '../form/refusal.ts'

export type LoginStage =
  | { readonly stage: 'idle' }
  | { readonly stage: 'beginning' }
  | { readonly stage: 'away'; readonly wish: string; readonly url: string }
  | { readonly stage: 'failed'; readonly sentence: string }
  | { readonly stage: 'pages'; readonly wish: string; readonly pages: readonly OfferedPageView[] }

/** What happens is told at once; this is for what was told while nobody heard. */
const lookEveryMs = 4 * SECOND

export const useLogin = () => {
  const [stage, setStage] = useState<LoginStage>({ stage: 'idle' })
  const wish = stage.stage === 'away' ? stage.wish : null

  useEffect(() => {
    if (wish === null) return
    let isOver = false
    const look = async () => {
      const found = await ask()
        .relay.login({ wish })
        .catch((error: unknown) => ({ state: 'failed' as const, ...failure(error) }))
      if (isOver || found.state === 'waiting') return
      if (found.state === 'pages') setStage({ stage: 'pages', wish, pages: found.pages })
      else if (found.sentence !== null) setStage({ stage: 'failed', sentence: found.sentence })
    }
    const stop = hear(({ type }) => {
      if (type === 'relay.status') void look()
    })
    const timer = setInterval(() => void look(), lookEveryMs)
    return () => {
      isOver = true
      stop()
      clearInterval(timer)
    }
  }, [wish])

  const begin = async () => {
    setStage({ stage: 'beginning' })
    try {
      const begun = await ask().relay.beginLogin({})
      // On a desktop this opens the system's browser, elsewhere a tab; where neither may, there is a link.
      window.open(begun.url, '_blank', 'noopener')
      setStage({ stage: 'away', ...begun })
    } catch (error) {
      setStage({ stage: 'failed', sentence: saidBy(error).sentence ?? t('settings.unanswered') })
    }
  }

  return { stage, begin, reset: () => setStage({ stage: 'idle' }) }
}

/** Of a connection that is away there is nothing to say: it is asked again. */
const failure = (error: unknown): { readonly sentence: string | null } => ({ sentence: saidBy(error).sentence })

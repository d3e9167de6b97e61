// The two worlds of a page, its own and the preload script's: which of them exist at the moment, and the way into each.
import type { Session } from '../browser/cdp.ts'
import { receiverName, type ToPage } from './isolated-world.ts'
import { applyPresence, freshPresence, type Presence } from './presence.ts'

export const preloadWorldName = 'Electron Isolated Context'

export interface Worlds {
  /** Messages wait until the preload's world exists. */
  deliver(message: ToPage): void
  setPresence(presence: Presence): void
}

export function followWorlds({ on, send }: Session, topFrame: string): Worlds {
  const waiting: ToPage[] = []
  let preloadWorld: string | undefined
  let pageWorld: string | undefined
  let presence = freshPresence
  // A world may be gone by the time a message arrives there. So is whoever would have heard it.
  const evaluate = (uniqueContextId: string, expression: string) =>
    send('Runtime.evaluate', { expression, uniqueContextId }).catch(() => {})
  const hand = (world: string, message: ToPage) =>
    evaluate(world, `${receiverName}(${JSON.stringify(JSON.stringify(message))})`)
  const tellPresence = (world: string) => evaluate(world, `(${applyPresence})(${JSON.stringify(presence)})`)

  on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId, isDefault } = context.auxData as unknown as { frameId: string; isDefault: boolean }
    if (frameId !== topFrame) return
    if (isDefault) {
      pageWorld = context.uniqueId
      if (presence !== freshPresence) tellPresence(pageWorld)
    } else if (context.name === preloadWorldName) {
      preloadWorld = context.uniqueId
      for (const message of waiting.splice(0)) hand(preloadWorld, message)
    }
  })
  on('Runtime.executionContextsCleared', () => {
    preloadWorld = undefined
    pageWorld = undefined
  })
  return {
    deliver(message) {
      if (preloadWorld) hand(preloadWorld, message)
      else waiting.push(message)
    },
    setPresence(next) {
      presence = next
      if (pageWorld) tellPresence(pageWorld)
    },
  }
}

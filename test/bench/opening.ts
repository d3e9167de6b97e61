// Opening a chat: from the moment it is asked for until its newest message is painted, chats that this screen has never shown.
import type { Page } from 'playwright-core'
import { percentile } from './figures.ts'
import { messagesPerConversation } from './stored-office.ts'

/** p95 in milliseconds over so many conversations' last chats. */
export const openingP95 = async (page: Page, conversations: number, samples: number): Promise<number> =>
  percentile(await open(page, conversations, { samples, rested: true }), 0.95)

/** Opens so many chats one after the other; `rested`: each on a screen that has done with the one before. */
const open = async (
  page: Page,
  conversations: number,
  { samples, rested }: { samples: number; rested: boolean },
): Promise<number[]> => {
  const picked = Array.from({ length: samples }, (_, i) => 1 + ((i * 7_919) % conversations))
  return page.evaluate(
    async ({ picked, perConversation, rested }) => {
      const frame = () => new Promise<void>(resolve => requestAnimationFrame(() => setTimeout(resolve)))
      const appears = (selector: string) =>
        new Promise<void>((resolve, reject) => {
          const give = setTimeout(() => reject(new Error(`${selector} did not appear`)), 10_000)
          const look = () => {
            if (document.querySelector(selector) === null) return
            clearTimeout(give)
            observer.disconnect()
            resolve()
          }
          const observer = new MutationObserver(look)
          observer.observe(document.body, { childList: true, subtree: true })
          look()
        })
      const taken: number[] = []
      for (const conversation of picked) {
        // An agent opens a chat on a screen that rests.
        if (rested) await new Promise(resolve => requestIdleCallback(resolve))
        const started = performance.now()
        location.hash = `#panel/chat/chat${conversation * 4}`
        await appears(`[data-message="${conversation * perConversation}"]`)
        if (rested) await frame()
        taken.push(performance.now() - started)
      }
      return taken
    },
    { picked: [...new Set(picked)], perConversation: messagesPerConversation, rested },
  )
}

/** JavaScript heap of the page after so many chats opened and left, in MB, garbage collected. */
export const heapAfter = async (page: Page, conversations: number, opened: number): Promise<number> => {
  await open(page, conversations, { samples: Math.min(opened, conversations), rested: false })
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 / 1024
}

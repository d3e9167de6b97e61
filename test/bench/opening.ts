// Opening a chat: from the moment it is asked for until its newest message is painted, chats that this screen has never shown.
import type { Page } from 'playwright-core'
import { percentile } from './figures.ts'
import { messagesPerConversation } from './stored-office.ts'

/** p95 in milliseconds over so many conversations' last chats. */
export const openingP95 = async (page: Page, conversations: number, samples: number): Promise<number> => {
  const picked = Array.from({ length: samples }, (_, i) => 1 + ((i * 7_919) % conversations))
  const times = await page.evaluate(
    async ({ picked, perConversation }) => {
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
        const started = performance.now()
        location.hash = `#panel/chat/chat${conversation * 4}`
        await appears(`[data-message="${conversation * perConversation}"]`)
        await frame()
        taken.push(performance.now() - started)
      }
      return taken
    },
    { picked: [...new Set(picked)], perConversation: messagesPerConversation },
  )
  return percentile(times, 0.95)
}

/** JavaScript heap of the page after so many chats opened and left, in MB, garbage collected. */
export const heapAfter = async (page: Page, conversations: number, opened: number): Promise<number> => {
  await openingP95(page, conversations, Math.min(opened, conversations))
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 / 1024
}

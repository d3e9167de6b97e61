// Reports the title of a page whenever it changes, which the browser's protocol does not. It watches from a world of its
// own, so the page sees nothing of it.
import type { Session } from '../browser/cdp.ts'

const worldName = 'electron-host title'
const binding = 'electronHostTitle'

export async function followTitle(page: Session, titled: (title: string) => void): Promise<void> {
  page.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === binding) titled(payload)
  })
  await Promise.all([
    page.send('Runtime.addBinding', { name: binding, executionContextName: worldName }),
    page.send('Page.addScriptToEvaluateOnNewDocument', { worldName, source: `(${watchTitle})('${binding}')` }),
  ])
}

/** Runs in the page, as text: it must not refer to anything outside itself. */
function watchTitle(binding: string): void {
  const report = (globalThis as unknown as Record<string, (title: string) => void>)[binding]
  let last = ''
  const look = () => {
    if (document.title === last) return
    last = document.title
    report?.(last)
  }
  if (window !== top) return
  document.addEventListener('DOMContentLoaded', () => {
    look()
    new MutationObserver(look).observe(document.head, { childList: true, subtree: true, characterData: true })
  })
}

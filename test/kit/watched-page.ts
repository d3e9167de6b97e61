// A browser page under watch: whatever runs that nobody wrote into our files, and whatever appears that is not ours, is known.
import type { Page } from 'playwright-core'

/** Elements that no text of a stranger may ever become. */
const foreign =
  'script:not([src]), iframe, object, embed, base, form[action], meta[http-equiv], math, noscript, details, marquee'

export interface Watched {
  readonly page: Page
  /** Titles and bodies of notifications the page showed. */
  notifications(): Promise<{ readonly title: string; readonly body: string }[]>
  /** Everything that is wrong; empty is well. */
  harm(): Promise<string[]>
}

/** Before the page goes anywhere. The page believes that nobody looks at it, so that it notifies. */
export const watch = async (page: Page): Promise<Watched> => {
  const seen: string[] = []
  page.on('dialog', dialog => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', error => seen.push(`error: ${error.message}`))
  page.on('console', message => {
    if (/content security policy|refused to|blocked/i.test(message.text())) seen.push(`console: ${message.text()}`)
  })
  page.on('popup', popup => seen.push(`popup: ${popup.url()}`))
  page.on('framenavigated', frame => {
    if (frame !== page.mainFrame()) seen.push(`frame: ${frame.url()}`)
  })
  await page.addInitScript(() => {
    const shown: { title: string; body: string }[] = []
    Object.assign(window, { shownNotifications: shown })
    // Stands for the system's notifications, which a browser without windows has none of.
    class Shown extends EventTarget {
      static readonly permission = 'granted'
      static requestPermission = async () => Shown.permission
      constructor(title: string, options?: NotificationOptions) {
        super()
        shown.push({ title, body: options?.body ?? '' })
      }
      close(): void {}
    }
    Object.defineProperty(window, 'Notification', { value: Shown })
    document.hasFocus = () => false
  })
  return {
    page,
    notifications: () =>
      page.evaluate(
        () => (window as unknown as { shownNotifications: { title: string; body: string }[] }).shownNotifications,
      ),
    harm: async () => {
      const inside = await page.evaluate(selector => {
        const wrong: string[] = []
        if ('pwned' in window) wrong.push('a script of a stranger ran')
        for (const one of document.querySelectorAll(selector)) wrong.push(`element: ${one.outerHTML.slice(0, 200)}`)
        for (const one of document.querySelectorAll('*'))
          for (const { name, value } of one.attributes)
            if (/^on/i.test(name) || /^\s*(javascript|vbscript|data:text)/i.test(value.replace(/[\t\n]/g, '')))
              if (['href', 'src', 'action', 'srcdoc', 'data', 'formaction'].includes(name) || /^on/i.test(name))
                wrong.push(`attribute ${name}: ${value.slice(0, 200)}`)
        return wrong
      }, foreign)
      return [...seen, ...inside]
    },
  }
}

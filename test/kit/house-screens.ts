// Browsers of the people of an open house, each signed in with a memory of their own.
import { chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findBrowser } from './browser.ts'
import type { OpenHouse } from './open-house.ts'

/** `hash`: the place to begin at, such as #settings/channels. */
export const screensOf = async (house: OpenHouse): Promise<(name: string, hash?: string) => Promise<Page>> => {
  const { executablePath, args } = await findBrowser()
  const browser = await chromium.launch({ executablePath, args: [...args, '--mute-audio'] })
  onTestFinished(() => browser.close())
  return async (name, hash = '') => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(house.oneTimeUrl(name))
    await page
      .getByRole('button', { name: /^My presence/ })
      .first()
      .waitFor()
    if (hash !== '') {
      await page.goto(`${house.url}/${hash}`)
      await page.reload()
    }
    return page
  }
}

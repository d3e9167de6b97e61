// A screen as people look at it: a picture in both themes and one of the narrow column, and axe finding nothing serious.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picture } from './desk.ts'

/** Leaves the page light and 1280 wide. */
export const shown = async (page: Page, name: string): Promise<void> => {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await picture(page, `${name}-${theme}`)
    await isFitForAll(page, `${name}, ${theme}`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 380, height: 800 })
  await picture(page, `${name}-narrow`)
  await page.setViewportSize({ width: 1280, height: 800 })
}

const isFitForAll = async (page: Page, which: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const serious = violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
  expect([which, serious.map(one => [one.id, one.nodes[0]?.html.slice(0, 160)])]).toEqual([which, []])
}

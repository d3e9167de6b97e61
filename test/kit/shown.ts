// A screen as people look at it: a picture in both themes and one of the narrow column, and axe finding nothing serious.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picture } from './desk.ts'

/** The narrow column has the colours of the wide screen, the dark theme its structure: only what differs is measured again. */
type Rules = 'all' | 'contrast' | 'structure'
const contrast = ['color-contrast']

/** Leaves the page light, 1280 wide and `height` high. */
export const shown = async (page: Page, name: string, height = 800): Promise<void> => {
  await page.setViewportSize({ width: 1280, height })
  await shownInBothThemes(page, name)
  await page.setViewportSize({ width: 380, height })
  await picture(page, `${name}-narrow`)
  await isFitForAll(page, 'structure', `${name}, narrow`)
  await page.setViewportSize({ width: 1280, height })
}

/** Leaves the page light, and as wide as it was. */
export const shownInBothThemes = async (page: Page, name: string): Promise<void> => {
  for (const [theme, rules] of [
    ['light', 'all'],
    ['dark', 'contrast'],
  ] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await picture(page, `${name}-${theme}`)
    await isFitForAll(page, rules, `${name}, ${theme}`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

/** Serious is what shuts out a screen reader or a weak eye. */
const isFitForAll = async (page: Page, rules: Rules, which: string): Promise<void> => {
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  if (rules === 'contrast') axe.withRules(contrast)
  if (rules === 'structure') axe.disableRules(contrast)
  const { violations } = await axe.analyze()
  const serious = violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
  const findings = serious.flatMap(one =>
    one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  )
  expect([which, findings]).toEqual([which, []])
}

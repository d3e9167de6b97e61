// A browser page of the hub's screen, signed in, as an agent has it.
import { type Browser, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../kit/browser.ts'
import type { HubProcess } from '../kit/hub-process.ts'

export const launchBrowser = async (): Promise<Browser> => {
  const { executablePath, args } = await findBrowser()
  return chromium.launch({ executablePath, args: [...args, '--js-flags=--expose-gc'] })
}

export const signedIn = async (browser: Browser, hub: HubProcess, login: string, password: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(hub.url)
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('button', { name: /^My presence/ })
    .first()
    .waitFor()
  return page
}

// A desktop as its agent has it: the real main process, preload and screen, with a customer's browser beside it.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findBrowser } from './browser.ts'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp, LaunchOptions } from './launched-app.ts'

const pictures = fileURLToPath(new URL('../output/screens', import.meta.url))

export interface Desk extends AsyncDisposable {
  readonly app: LaunchedApp
  readonly panel: Page
  /** http://127.0.0.1:.../chat, as the screen's hint says. */
  customerUrl(): Promise<string>
  readonly userData: string
  /** A customer's own browser, with a memory of its own. */
  customer(size?: { width: number; height: number }): Promise<Page>
  settings(): Promise<Page>
  /** Rows of the data file, read beside the running workstation. */
  rows<Row>(sql: string, ...values: unknown[]): Row[]
}

export const openDesk = async (userData: string, more: Partial<LaunchOptions> = {}): Promise<Desk> => {
  const app = await launchApp({ userData, ...more, args: ['--customer-port=0', ...(more.args ?? [])] })
  const panel = await app.firstWindow()
  await panel
    .getByRole('button', { name: /^My presence/ })
    .first()
    .waitFor()
  const browsers: Browser[] = []
  return {
    app,
    panel,
    customerUrl: async () => {
      const hint = panel.getByRole('link', { name: /\/chat$/ }).first()
      return (await hint.getAttribute('href')) ?? ''
    },
    userData,
    customer: async (size = { width: 900, height: 700 }) => {
      const { executablePath, args } = await findBrowser()
      const browser = await chromium.launch({ executablePath, args: [...args] })
      browsers.push(browser)
      return browser.newPage({ viewport: size })
    },
    settings: async () => {
      await panel.getByRole('button', { name: 'Settings' }).first().click()
      return app.window(page => page.url().includes('#settings'))
    },
    rows: <Row>(sql: string, ...values: unknown[]) => {
      const db = new Database(join(userData, 'parley.db'), { readonly: true })
      try {
        return db.prepare(sql).all(...values) as Row[]
      } finally {
        db.close()
      }
    },
    async [Symbol.asyncDispose]() {
      for (const browser of browsers) await browser.close()
      await app.close()
    },
  }
}

/** Keeps a picture of a screen for people to look at: test/output/screens, not committed. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (!existsSync(pictures)) mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
}

/** What customers and agents do on their screens, in the words of the screens. */
export const says = async (customer: Page, text: string): Promise<void> => {
  const field = customer.getByRole('textbox', { name: /message/i })
  await field.fill(text)
  await field.press('Enter')
  await customer.getByText(text, { exact: true }).first().waitFor()
}

export const reply = async (panel: Page, text: string): Promise<void> => {
  const field = panel.getByRole('textbox', { name: 'Reply' })
  await field.fill(text)
  await field.press('Enter')
}

// A team on one hub: the program itself, each person in a browser of their own, and customers beside them.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findBrowser } from './browser.ts'
import { adminPassword, HubProcess } from './hub-process.ts'
import { tempDir } from './temp-dir.ts'

export interface Team {
  readonly hub: HubProcess
  /** Of the first supervisor, for what a test does not do on screen. */
  readonly token: string
  /** Signs in on screen; `hash` names the window, such as "#settings/channels". */
  opens(login: string, password: string, hash?: string): Promise<Page>
  supervisor(hash?: string): Promise<Page>
  /** An agent with the role "Agent" of the first start, in their panel. */
  agent(login: string, name: string): Promise<Page>
  customer(path?: string): Promise<Page>
}

const size = { width: 1280, height: 800 }
export const agentPassword = 'a password for agents'

export const aTeam = async (): Promise<Team> => {
  const hub = await HubProcess.start(tempDir())
  onTestFinished(() => hub.stop())
  const { executablePath, args } = await findBrowser()
  const browser: Browser = await chromium.launch({ executablePath, args: [...args, '--mute-audio'] })
  onTestFinished(() => browser.close())
  const token = await hub.signIn()
  const open: BrowserContext[] = []
  const page = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' })
    open.push(context)
    return context.newPage()
  }
  const opens = async (login: string, password: string, hash = ''): Promise<Page> => {
    const screen = await page()
    await screen.goto(`${hub.url}/${hash}`)
    await screen.getByRole('textbox', { name: 'Login' }).fill(login)
    await screen.getByRole('textbox', { name: 'Password' }).fill(password)
    await screen.getByRole('button', { name: 'Sign in' }).click()
    await screen.getByRole('form', { name: 'Sign in' }).waitFor({ state: 'detached' })
    return screen
  }
  return {
    hub,
    token,
    opens,
    supervisor: hash => opens('admin', adminPassword, hash),
    agent: async (login, name) => {
      const { roles } = await hub
        .must<{ roles: { id: string; name: string }[] }>('agents/roles', {}, token)
        .catch(() => hub.must<{ roles: { id: string; name: string }[] }>('roles/list', {}, token))
      const role = roles.find(one => one.name === 'Agent')
      const roleIds = role === undefined ? [] : [role.id]
      await hub.must('agents/create', { login, name, password: agentPassword, roleIds }, token)
      const screen = await opens(login, agentPassword)
      await screen
        .getByRole('button', { name: /^My presence/ })
        .first()
        .waitFor()
      return screen
    },
    customer: async (path = '/chat') => {
      const screen = await page()
      await screen.goto(`${hub.url}${path}`)
      return screen
    },
  }
}

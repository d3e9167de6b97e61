// One running desktop: the workstation, its agent, the windows, toasts, tray and the customer's door, started and stopped as one.

import { userInfo } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { startDemo } from '../channels/rehearsal/demo.ts'
import { createCustomerDoor } from '../channels/web/door/customer-door.ts'
import { openLog } from '../machine/log.ts'
import { openData } from '../machine/open-data.ts'
import { systemClock } from '../machine/system-clock.ts'
import type { Agent } from '../storage/store.ts'
import { createWebhookDoor } from '../wire/carriers/webhooks.ts'
import { createWire } from '../wire/wire.ts'
import { serveApp } from './app-scheme.ts'
import { watchForAbsence } from './away.ts'
import type { DesktopOptions } from './command-line.ts'
import { serveCustomers } from './customer-server.ts'
import { serveFrames } from './frames.ts'
import { desktopKeychain } from './keychain.ts'
import { notifyOfChats } from './notifications.ts'
import { createTray } from './tray.ts'
import { createWindows } from './windows.ts'

export interface Desk {
  show(): void
  stop(): Promise<void>
}

export const openDesk = async (options: DesktopOptions, outDir: string): Promise<Desk> => {
  const dir = app.getPath('userData')
  const log = openLog('info')
  const { workstation, store, web } = await openData({
    dir,
    keychain: desktopKeychain(dir),
    log,
    firstAdmin: { name: ownName() },
  })
  const { services } = workstation
  await workstation.start()
  if (options.demo) await startDemo(services)

  const me = ownAgent(await store.agents.all())
  const { token } = await services.sessions.admit(me.id, 'This desktop')
  const actor = { agentId: me.id, permissions: await store.agents.permissionsOf(me.id) }
  const door = createCustomerDoor(web, { clock: systemClock, assetsDir: join(outDir, 'customer') })
  const takeWebhook = createWebhookDoor(services, systemClock)
  const customers = await serveCustomers(door, takeWebhook, options.customerPort ?? undefined)
  const host = {
    version: app.getVersion(),
    kind: 'desktop' as const,
    demo: options.demo,
    customerDoor: () => customers.url,
    takesPrograms: false,
  }
  const wire = createWire({ services, clock: systemClock, log, host })

  const caller = { token, carrier: 'ipc' as const, address: null }
  serveFrames(port => wire.serveFrames(port, caller))
  serveApp(join(outDir, 'renderer'), request => wire.http.file(request, caller))

  let quits = false
  const stopped = new AbortController()
  app.on('before-quit', () => {
    quits = true
  })
  const windows = createWindows({
    outDir,
    maySeeSettings: async () =>
      (await services.sessions.actorOfAgent(me.id))?.permissions.has('CanManageChats') === true,
    staysInTray: () => tray !== null && !quits,
  })
  const tray = createTray(outDir, {
    show: () => windows.showPanel(),
    settings: windows.showSettings,
    quit: () => app.quit(),
  })
  watchForAbsence(services, actor, systemClock, stopped.signal)
  const toasts = notifyOfChats(
    {
      services,
      actor,
      openChat: chatId => windows.showPanel(chatId),
      onUnread: messages => tray?.setUnread(messages),
      hasButtons: process.platform === 'darwin',
    },
    stopped.signal,
  ).catch(error => log.error('Notifications stopped', { error: String(error) }))
  windows.showPanel()

  return {
    show: () => windows.showPanel(),
    async stop() {
      stopped.abort()
      wire.close()
      tray?.destroy()
      await Promise.all([toasts, customers.close(), services.sessions.signOut(token, false)])
      await workstation.stop()
    },
  }
}

/** The person at this desktop: the first agent who works here still. */
const ownAgent = (agents: readonly Agent[]): Agent => {
  const mine =
    agents.find(agent => agent.login === 'admin' && agent.deactivatedAt === null) ??
    agents.find(agent => agent.deactivatedAt === null)
  if (mine === undefined) throw new Error('This data folder has no active agent left.')
  return mine
}

/** The name that the operating system knows the person by, with a capital. */
const ownName = (): string => {
  const { username } = userInfo()
  return username === '' || username === 'root' ? 'Admin' : username.charAt(0).toUpperCase() + username.slice(1)
}

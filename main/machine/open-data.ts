// Opens a data folder as a workstation with every network it knows: what the desktop and the hub have in common.
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../channels/channel.ts'
import { createFacebookConnector } from '../channels/facebook/connector.ts'
import { createLiveChatConnector } from '../channels/livechat/connector.ts'
import { createRehearsalConnector } from '../channels/rehearsal/connector.ts'
import { createTelegramConnector } from '../channels/telegram/connector.ts'
import { createWebConnector, type WebConnector } from '../channels/web/connector.ts'
import { createWhatsAppConnector } from '../channels/whatsapp/connector.ts'
import { createRelayCaller } from '../relay/line/caller.ts'
import { type FirstStart, firstStart } from '../services/first-start.ts'
import type { Keychain } from '../services/keychain.ts'
import { heldCopies, renewCopies } from '../storage/backups/renew-backups.ts'
import { openFileStore } from '../storage/file-store.ts'
import { openSqliteStore } from '../storage/sqlite-store.ts'
import type { Store } from '../storage/store.ts'
import { createWorkstation, type Workstation } from '../workstation.ts'
import { keyFromFile } from './key-file.ts'
import { createOutbound } from './outbound-guard.ts'
import { randomIds } from './random-ids.ts'
import { scryptPasswords } from './scrypt-passwords.ts'
import { systemClock } from './system-clock.ts'
import { keptBackups, withBackups } from './with-backups.ts'

export interface OpenData {
  readonly workstation: Workstation
  readonly store: Store
  /** For the customer's door. */
  readonly web: WebConnector
  /** The login to show once; null when the folder was used before. */
  readonly first: FirstStart | null
}

/** Throws with a sentence for a person when the folder cannot be used. Nothing runs until `workstation.start()`. */
export const openData = async (options: {
  readonly dir: string
  readonly keychain: Keychain
  readonly log: Log
  readonly firstAdmin?: { password?: string; name?: string }
}): Promise<OpenData> => {
  const { dir, keychain, log } = options
  const path = join(dir, 'parley.db')
  const store = await openSqliteStore({ path, clock: systemClock, log })
  const copies = { store, path, dir: join(dir, 'backups') }
  const web = createWebConnector({ visitorKey: keyFromFile(join(dir, 'visitors.key')), ids: randomIds })
  const ports = {
    clock: systemClock,
    ids: randomIds,
    store,
    files: openFileStore(join(dir, 'files')),
    keychain,
    passwords: scryptPasswords,
    connectors: [
      web,
      createTelegramConnector(),
      createFacebookConnector(),
      createWhatsAppConnector(),
      createLiveChatConnector(),
      createRehearsalConnector(),
    ],
    outbound: createOutbound(),
    relay: createRelayCaller({ clock: systemClock, log, random: Math.random, name: hostname() }),
    log,
    backups: {
      keptDays: keptBackups,
      held: () => heldCopies(copies),
      renew: () => renewCopies(copies, systemClock.now()),
    },
  }
  const first = await firstStart(ports, options.firstAdmin)
  const workstation = withBackups(createWorkstation(ports), {
    store,
    dir: copies.dir,
    clock: systemClock,
    log,
  })
  return { workstation, store, web, first }
}

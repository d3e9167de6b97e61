// System settings: read, changed together or not at all, in force at once.
import type { AuditValue } from '../domain/audit.ts'
import type { Clock } from '../domain/clock.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { SystemSettings } from '../domain/settings.ts'
import type { FileStore, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { Actor, SettingVerbs } from './verbs.ts'

const largestSound = 5 * 1024 * 1024

export class SettingService implements SettingVerbs {
  readonly #store: Store
  readonly #files: FileStore
  readonly #clock: Clock
  readonly #changed: (because: string) => Promise<void>

  constructor(ports: { store: Store; files: FileStore; clock: Clock }, changed: (because: string) => Promise<void>) {
    this.#store = ports.store
    this.#files = ports.files
    this.#clock = ports.clock
    this.#changed = changed
  }

  get(): Promise<SystemSettings> {
    return this.#store.settings.all()
  }

  async set(actor: Actor, change: Partial<SystemSettings>): Promise<SystemSettings | Refusal> {
    const sound = change.OmniChatNotificationSound
    const no = sound === undefined || sound === null ? null : await this.#checkSound(sound)
    if (no !== null) return no
    await this.#store.transact(async tx => {
      const now = this.#clock.now()
      const keys = Object.keys(change) as (keyof SystemSettings)[]
      const before = await tx.settings.all()
      for (const key of keys) {
        if (change[key] === undefined) continue
        await setOne(tx, key, change, now, actor)
        await putOnRecord(tx, actor, now, {
          noun: 'setting',
          nounId: key,
          name: key,
          deed: 'changed',
          before: { value: recordOf(before[key]) },
          after: { value: recordOf(change[key]) },
        })
      }
      await tx.events.append({ type: 'settings.changed', at: now, audience: 'everyone', agentId: actor.agentId })
    })
    await this.#changed('a system setting was changed')
    return this.get()
  }

  async #checkSound(sound: NonNullable<SystemSettings['OmniChatNotificationSound']>): Promise<Refusal | null> {
    const field = 'OmniChatNotificationSound'
    const size = await this.#files.size(sound.fileId)
    if (size === null) return refuse('notFound', `${field}: upload the audio file first.`, { field })
    if (!sound.mime.startsWith('audio/'))
      return refuse('invalid', `${field}: ${sound.name} is not an audio file. Choose an MP3, OGG or WAV file.`, {
        field,
      })
    if (size > largestSound)
      return refuse('tooLarge', `${field}: ${sound.name} is larger than 5 MB. Choose a shorter sound.`, { field })
    return null
  }
}

const setOne = <K extends keyof SystemSettings>(
  tx: Transaction,
  key: K,
  change: Partial<SystemSettings>,
  now: number,
  actor: Actor,
): Promise<void> => {
  const value = change[key]
  return value === undefined ? Promise.resolve() : tx.settings.set(key, value as SystemSettings[K], now, actor.agentId)
}

/** A file is on record by its name. */
const recordOf = (value: SystemSettings[keyof SystemSettings] | undefined): AuditValue =>
  typeof value === 'object' && value !== null ? value.name : (value ?? null)

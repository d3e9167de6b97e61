// System settings: read, changed together or not at all, in force at once. Each remembers who changed it last.
import type { AuditValue } from '../domain/audit.ts'
import type { Clock } from '../domain/clock.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { relayRoot } from '../domain/relay.ts'
import { type SettingName, type SystemSettings, secretSettings } from '../domain/settings.ts'
import { largestSoundBytes, soundTypeOf } from '../domain/sound.ts'
import type { FileStore, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { Keychain } from './keychain.ts'
import type { Actor, LastChange, SettingVerbs } from './verbs.ts'

type Sound = NonNullable<SystemSettings['OmniChatNotificationSound']>

export class SettingService implements SettingVerbs {
  readonly #store: Store
  readonly #files: FileStore
  readonly #clock: Clock
  readonly #keychain: Keychain
  readonly #changed: (because: string) => Promise<void>

  constructor(
    ports: { store: Store; files: FileStore; clock: Clock; keychain: Keychain },
    changed: (because: string) => Promise<void>,
  ) {
    this.#store = ports.store
    this.#files = ports.files
    this.#clock = ports.clock
    this.#keychain = ports.keychain
    this.#changed = changed
  }

  get(): Promise<SystemSettings> {
    return this.#store.settings.all()
  }

  async lastChanges(): Promise<ReadonlyMap<SettingName, LastChange>> {
    const [changes, agents] = await Promise.all([this.#store.settings.lastChanges(), this.#store.agents.all()])
    const names = new Map(agents.map(agent => [agent.id, agent.name]))
    return new Map(
      changes.map(({ name, at, byAgentId }) => [
        name,
        { at, byName: byAgentId === null ? null : (names.get(byAgentId) ?? byAgentId) },
      ]),
    )
  }

  async set(actor: Actor, change: Partial<SystemSettings>): Promise<SystemSettings | Refusal> {
    const checked = await this.#checked(change)
    if ('refused' in checked) return checked
    const settings = this.#sealed(checked)
    await this.#store.transact(async tx => {
      const changed = await applySettings(tx, actor, settings, this.#clock.now())
      if (changed.length > 0)
        await tx.events.append({
          type: 'settings.changed',
          at: this.#clock.now(),
          audience: 'everyone',
          agentId: actor.agentId,
        })
    })
    await this.#changed('a system setting was changed')
    return this.get()
  }

  /** With the sound's type as its bytes say it. */
  async #checked(change: Partial<SystemSettings>): Promise<Partial<SystemSettings> | Refusal> {
    const { OmniChatNotificationSound: sound, ...rest } = change
    if (sound === undefined) return change
    if (sound === null) return { ...rest, OmniChatNotificationSound: null }
    const checked = await checkSound(this.#files, sound)
    return 'refused' in checked ? checked : { ...rest, OmniChatNotificationSound: checked }
  }

  /** An empty secret in a form means: leave it as it is. */
  #sealed(change: Partial<SystemSettings>): Partial<SystemSettings> {
    const given = Object.entries(change).filter(([name, value]) => !isSecret(name) || value !== '')
    const sealed = given.map(([name, value]) => [
      name,
      isSecret(name) && typeof value === 'string' ? this.#keychain.seal(value) : value,
    ])
    return Object.fromEntries(sealed)
  }
}

/** Only what differs is written; each change is put on record. Returns the names of what was changed. */
export const applySettings = async (
  tx: Transaction,
  doer: Pick<Actor, 'agentId'> | null,
  change: Partial<SystemSettings>,
  at: number,
): Promise<readonly SettingName[]> => {
  const before = await tx.settings.all()
  const whole = withoutStraySecret(before, change)
  const changed: SettingName[] = []
  for (const name of Object.keys(whole) as SettingName[]) {
    if (whole[name] === undefined || JSON.stringify(whole[name]) === JSON.stringify(before[name])) continue
    await setOne(tx, name, whole, at, doer)
    await putOnRecord(tx, doer, at, {
      noun: 'setting',
      nounId: name,
      name,
      deed: 'changed',
      before: { value: recordOf(name, before[name], 'set') },
      after: { value: recordOf(name, whole[name], 'set anew') },
    })
    changed.push(name)
  }
  return changed
}

/** A stored secret goes only where it went before: with another address it is dropped, unless a new one comes along. */
const withoutStraySecret = (before: SystemSettings, change: Partial<SystemSettings>): Partial<SystemSettings> => {
  const { IdentityServerUrl: url, SmtpServer: server } = change
  const here = relayRoot(before.IdentityServerUrl)
  const sameRelay = url === undefined || here === '' || relayRoot(url) === here
  const sameServer = server === undefined || before.SmtpServer === '' || server === before.SmtpServer
  return {
    ...(sameRelay ? {} : { IdentityServerClientSecret: null }),
    ...(sameServer ? {} : { SmtpPassword: null }),
    ...change,
  }
}

const isSecret = (name: string): boolean => secretSettings.some(secret => secret === name)

/** Bytes that are stored already, looked at themselves: a document stays one under any name. */
export const checkSound = async (files: FileStore, sound: Sound): Promise<Sound | Refusal> => {
  const field = 'OmniChatNotificationSound'
  const size = await files.size(sound.fileId)
  if (size === null) return refuse('notFound', `${field}: upload the audio file first.`, { field })
  if (size > largestSoundBytes)
    return refuse('tooLarge', `${field}: ${sound.name} is larger than 5 MB. Choose a shorter sound.`, { field })
  const mime = soundTypeOf((await files.read(sound.fileId)) ?? new Uint8Array())
  if (mime === null || !sound.mime.startsWith('audio/'))
    return refuse('invalid', `${field}: ${sound.name} is not an audio file. Choose an MP3, OGG or WAV file.`, { field })
  return { ...sound, mime }
}

const setOne = async <K extends SettingName>(
  tx: Transaction,
  key: K,
  change: Partial<SystemSettings>,
  now: number,
  doer: Pick<Actor, 'agentId'> | null,
): Promise<void> => {
  const value = change[key]
  if (value !== undefined) await tx.settings.set(key, value as SystemSettings[K], now, doer?.agentId ?? null)
}

/** A file is on record by its name, a secret by the word that there is one. */
const recordOf = (name: SettingName, value: SystemSettings[SettingName] | undefined, word: string): AuditValue => {
  if (value === null || value === undefined) return null
  if (isSecret(name)) return word
  return typeof value === 'object' ? value.name : value
}

// The whole set-up as one file: taken out, looked at against what is here, and brought in, all of it or nothing.
import type { Connector, Log } from '../../channels/channel.ts'
import { base64Of, bytesOfBase64 } from '../../domain/base64.ts'
import type { Clock } from '../../domain/clock.ts'
import type { ChannelId, Ids } from '../../domain/ids.ts'
import { may } from '../../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { planImport } from '../../domain/setup/plan.ts'
import type { PlanItem, PlanRules, Verdict } from '../../domain/setup/plan-item.ts'
import {
  nameKey,
  type Setup,
  type SetupChannel,
  type SetupFile,
  setupFormat,
  setupVersion,
} from '../../domain/setup/setup-file.ts'
import type { ChannelKind } from '../../domain/unified-message.ts'
import { tidy } from '../../domain/working-hours.ts'
import type { FileStore, Reads, Store } from '../../storage/store.ts'
import { putOnRecord } from '../audit-trail.ts'
import { managersOf } from '../cases/case-sight.ts'
import { ChannelSecrets, secretsStay } from '../channel-secrets.ts'
import { giveableRights } from '../given-rights.ts'
import type { Keychain } from '../keychain.ts'
import type { Passwords } from '../passwords.ts'
import { wrongHours } from '../queue-words.ts'
import { checkSound } from '../setting-service.ts'
import type { Actor, SetupPreview, SetupVerbs } from '../verbs.ts'
import { newSecret as newWebhookSecret } from '../webhook-delivery/signature.ts'
import { applyPlan } from './apply-plan.ts'
import { type CheckDiagram, faultsIn, processVerdict } from './check-processes.ts'
import { readSetup, type Stored } from './read-setup.ts'

interface Ports {
  readonly store: Store
  readonly files: FileStore
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly keychain: Keychain
  readonly passwords: Pick<Passwords, 'digest'>
  readonly connectors: readonly Connector[]
}

interface Planned {
  readonly items: readonly PlanItem[]
  readonly stored: Stored
  readonly token: string
}

export class SetupTransfer implements SetupVerbs {
  readonly #ports: Ports
  readonly #connectors: ReadonlyMap<ChannelKind, Connector>
  readonly #secrets: ChannelSecrets
  readonly #check: CheckDiagram
  readonly #changed: (channelIds: ReadonlySet<ChannelId>) => Promise<void>

  /** `changed`: called after an import, with the channels to connect anew. */
  constructor(ports: Ports, check: CheckDiagram, changed: (channelIds: ReadonlySet<ChannelId>) => Promise<void>) {
    this.#ports = ports
    this.#connectors = new Map(ports.connectors.map(connector => [connector.kind, connector]))
    this.#secrets = new ChannelSecrets(ports)
    this.#check = check
    this.#changed = changed
  }

  async export(actor: Actor, parley: string): Promise<SetupFile> {
    const { store, clock, files } = this.#ports
    const now = clock.now()
    const { setup } = await readSetup(store, this.#secrets)
    const { OmniChatNotificationSound: sound, ...settings } = setup.settings
    const bytes = sound === null || sound === undefined ? null : await files.read(sound.fileId)
    const managesAgents = may(actor.permissions, 'CanManageAgents')
    await store.transact(tx =>
      putOnRecord(tx, actor, now, { noun: 'setup', nounId: 'setup', name: 'Set-up', deed: 'exported' }),
    )
    return {
      format: setupFormat,
      version: setupVersion,
      exportedAt: new Date(now).toISOString(),
      parley,
      ...setup,
      roles: managesAgents ? setup.roles : null,
      agents: managesAgents ? setup.agents : null,
      settings: {
        ...settings,
        OmniChatNotificationSound:
          sound === null || sound === undefined || bytes === null
            ? null
            : { name: sound.name, mime: sound.mime, base64: base64Of(bytes) },
      },
    }
  }

  async preview(actor: Actor, file: SetupFile): Promise<SetupPreview | Refusal> {
    const setup = await this.#understood(file)
    if (isRefusal(setup)) return setup
    const faults = await this.#faultsIn(setup)
    const planned = await this.#plan(this.#ports.store, actor, setup, faults)
    return isRefusal(planned) ? planned : { token: planned.token, items: planned.items }
  }

  async import(actor: Actor, file: SetupFile, token: string): Promise<SetupPreview | Refusal> {
    const { store, clock, ids, keychain } = this.#ports
    const newSecret = () => keychain.seal(newWebhookSecret(ids))
    const setup = await this.#understood(file)
    if (isRefusal(setup)) return setup
    const faults = await this.#faultsIn(setup)
    const done = await store.transact(async tx => {
      const planned = await this.#plan(tx, actor, setup, faults)
      if (isRefusal(planned)) return planned
      if (planned.token !== token)
        return refuse(
          'conflict',
          'The set-up was changed after this preview was made. Nothing was imported. Look at the new preview, then import again.',
          { field: 'token' },
        )
      const now = clock.now()
      const applied = await applyPlan(tx, actor, now, { ids, newSecret }, planned.items, planned.stored)
      await putOnRecord(tx, actor, now, {
        noun: 'setup',
        nounId: 'setup',
        name: 'Set-up',
        deed: 'imported',
        after: { exportedAt: file.exportedAt, ...countsOf(planned.items) },
      })
      const everyone = { at: now, audience: 'everyone' as const }
      for (const roleId of applied.roleIds)
        await tx.events.append({ type: 'role.changed', ...everyone, facts: { roleId } })
      for (const agentId of applied.agentIds) await tx.events.append({ type: 'agent.changed', ...everyone, agentId })
      for (const channelId of applied.channelIds)
        await tx.events.append({ type: 'channel.changed', ...everyone, channelId })
      for (const type of [
        'queue.changed',
        'cannedReplies.changed',
        'process.changed',
        'chatActions.changed',
        'ownFields.changed',
        'settings.changed',
      ] as const)
        await tx.events.append({ type, ...everyone })
      await tx.events.append({ type: 'webhooks.changed', at: now, audience: await managersOf(tx) })
      return { preview: { token, items: planned.items }, channelIds: applied.channelIds }
    })
    if (isRefusal(done)) return done
    await this.#changed(done.channelIds)
    return done.preview
  }

  /** The token names this plan over this set-up: it is another as soon as either is. */
  async #plan(
    reads: Reads,
    actor: Actor,
    file: Setup,
    faults: ReadonlyMap<string, string>,
  ): Promise<Planned | Refusal> {
    const { setup, stored } = await readSetup(reads, this.#secrets)
    const rules: PlanRules = {
      giveable: await giveableRights(reads, actor),
      managesAgents: may(actor.permissions, 'CanManageAgents'),
      hasPassword: login => (stored.agents.get(nameKey(login))?.passwordHash ?? null) !== null,
      checkChannel: channel => this.#checkChannel(channel, stored),
      checkProcess: process => processVerdict(process, faults, stored.processSecrets),
      fingerprint: diagram => this.#ports.passwords.digest(diagram).slice(0, 12),
    }
    const items = planImport(setup, file, rules)
    if (isRefusal(items)) return items
    return { items, stored, token: this.#ports.passwords.digest(JSON.stringify([setup, items])) }
  }

  async #faultsIn(file: Setup): Promise<ReadonlyMap<string, string>> {
    const { stored } = await readSetup(this.#ports.store, this.#secrets)
    return faultsIn(file, stored, this.#check)
  }

  /** With its sound stored: bytes that nobody uses are harmless. */
  async #understood(file: SetupFile): Promise<Setup | Refusal> {
    for (const [i, queue] of file.queues.entries()) {
      const wrong = wrongHours(queue.workingHours)
      if (wrong !== null) {
        const place = `queues[${i}].`
        return refuse(wrong.code, `${place}${wrong.sentence}`, { field: `${place}${wrong.field ?? 'workingHours'}` })
      }
    }
    const queues = file.queues.map(queue =>
      queue.workingHours === null ? queue : { ...queue, workingHours: tidy(queue.workingHours) },
    )
    const { OmniChatNotificationSound: sound, ...settings } = file.settings
    if (sound === undefined || sound === null)
      return {
        ...file,
        queues,
        settings: { ...settings, ...(sound === null ? { OmniChatNotificationSound: null } : {}) },
      }
    const field = 'settings.OmniChatNotificationSound'
    const bytes = bytesOfBase64(sound.base64)
    if (bytes === null) return refuse('invalid', `${field}.base64: is not base64.`, { field: `${field}.base64` })
    const { fileId } = await this.#ports.files.put(bytes)
    const checked = await checkSound(this.#ports.files, { fileId, name: sound.name, mime: sound.mime })
    if (isRefusal(checked)) return refuse(checked.code, `settings.${checked.sentence}`, { field })
    return { ...file, queues, settings: { ...settings, OmniChatNotificationSound: checked } }
  }

  #checkChannel(channel: SetupChannel, stored: Stored): ReturnType<PlanRules['checkChannel']> {
    const no = (refused: string) => ({ refused, missing: [], dropsSecrets: false })
    const connector = this.#connectors.get(channel.kind)
    if (connector === undefined) return no(`This Parley has no channels of the kind ${channel.kind}.`)
    const foreign = Object.keys(channel.settings).find(name => connector.secretFields.includes(name))
    if (foreign !== undefined) return no(`${foreign} is a secret, which no file may hold. Take it out of the file.`)
    const namesake = stored.channels.get(nameKey(channel.name))
    const here = namesake?.kind === channel.kind ? namesake : undefined
    const secrets = here === undefined ? {} : this.#secrets.of(here)
    const dropsSecrets =
      here !== undefined && here.sealedSecrets !== null && !secretsStay(connector, here.settings, channel.settings)
    const own = dropsSecrets ? {} : secrets
    const parsed = connector.parseSettings({ ...channel.settings, ...own })
    const field = isRefusal(parsed) ? (parsed.field ?? '') : ''
    const isSecret = connector.secretFields.includes(field)
    const needed = dropsSecrets ? [...channel.secrets, ...Object.keys(secrets)] : channel.secrets
    const missing = new Set(needed.filter(name => !Object.hasOwn(own, name)))
    if (isSecret) missing.add(field)
    // Sealed with another machine's key they cannot be read, but they are there all the same.
    if (dropsSecrets && missing.size === 0) for (const name of connector.secretFields) missing.add(name)
    return { refused: isRefusal(parsed) && !isSecret ? parsed.sentence : null, missing: [...missing], dropsSecrets }
  }
}

const countsOf = (items: readonly PlanItem[]): Readonly<Record<Verdict, number>> => {
  const counts = { created: 0, changed: 0, same: 0, impossible: 0 }
  for (const { verdict } of items) counts[verdict] += 1
  return counts
}

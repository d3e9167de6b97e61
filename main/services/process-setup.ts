// The set-up of processes: drafts that may be wrong, versions that never change, and the secrets their HTTP tasks send.
import type { AuditDeed, AuditFields } from '../domain/audit.ts'
import { type Clock, DAY } from '../domain/clock.ts'
import { type AgentId, asId, type Ids, type ProcessId } from '../domain/ids.ts'
import { nameKey } from '../domain/name-key.ts'
import type { Process, ProcessProblem } from '../domain/process.ts'
import { emptyDiagram } from '../domain/process-empty.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { ProcessRow } from '../storage/process-store.ts'
import type { Reads, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { Keychain } from './keychain.ts'
import { ProcessSecrets } from './process-secrets.ts'
import type { ProcessDetail, ProcessSummary, ProcessVerbs } from './process-verbs.ts'
import type { Doer, Done } from './verbs.ts'

/** Reads diagrams, away from the main thread. */
export interface DiagramChecker {
  check(xml: string): Promise<readonly ProcessProblem[]>
}

export class ProcessSetup implements ProcessVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #checker: DiagramChecker
  readonly #secrets: ProcessSecrets

  constructor(ports: { store: Store; clock: Clock; ids: Ids; keychain: Keychain }, checker: DiagramChecker) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#checker = checker
    this.#secrets = new ProcessSecrets(ports)
  }

  /** What was deleted a day ago or earlier, and was never run, is gone for good. */
  async start(): Promise<void> {
    await this.#store.transact(async tx => {
      for (const id of await tx.processes.deletedBefore(this.#clock.now() - DAY)) await tx.processes.delete(id)
    })
  }

  async list(): Promise<readonly ProcessSummary[]> {
    const rows = await this.#store.processes.rows()
    return this.#summaries(rows)
  }

  async get(id: ProcessId): Promise<ProcessDetail | Refusal> {
    const [summary] = await this.#summaries((await this.#store.processes.rows()).filter(row => row.id === id))
    const process = await this.#store.processes.get(id)
    if (summary === undefined || process === null) return noSuchProcess()
    const xml = process.draft ?? (await publishedXml(this.#store, process))
    return { ...summary, xml, problems: await this.#checker.check(xml) }
  }

  async create(doer: Doer, input: { readonly name: string; readonly xml?: string }): Promise<ProcessDetail | Refusal> {
    const id = asId<ProcessId>(this.#ids.next())
    const now = this.#clock.now()
    const no = await this.#store.transact(async tx => {
      const same = await namesake(tx, id, input.name)
      if (same !== null) return same
      const process: Process = {
        id,
        code: await freeCode(tx, input.name),
        name: input.name,
        draft: input.xml ?? emptyDiagram(input.name),
        publishedNumber: null,
        changedAt: now,
        changedBy: doer?.agentId ?? null,
        version: 1,
      }
      await tx.processes.insert(process)
      await this.#record(tx, doer, process, 'created', { after: { name: process.name, code: process.code } })
      return null
    })
    return no ?? this.get(id)
  }

  async saveDraft(
    doer: Doer,
    id: ProcessId,
    change: { readonly name?: string; readonly xml?: string },
    version?: number,
  ): Promise<ProcessDetail | Refusal> {
    return this.#change(doer, id, version, async (tx, known) => {
      const same = change.name === undefined ? null : await namesake(tx, id, change.name)
      if (same !== null) return same
      const published = await publishedXml(tx, known)
      const draft = change.xml === undefined ? known.draft : change.xml === published ? null : change.xml
      return { name: change.name ?? known.name, draft }
    })
  }

  async discardDraft(doer: Doer, id: ProcessId, version?: number): Promise<ProcessDetail | Refusal> {
    return this.#change(doer, id, version, async (_tx, known) =>
      known.publishedNumber === null
        ? refuse('conflict', `${known.name} was never published: there is nothing to go back to.`)
        : { draft: null },
    )
  }

  async publish(doer: Doer, id: ProcessId, version?: number): Promise<ProcessDetail | Refusal> {
    const checked = await this.#store.processes.get(id)
    if (checked === null) return noSuchProcess()
    const { draft } = checked
    if (draft === null) return refuse('conflict', `Nothing of ${checked.name} differs from what is published.`)
    const fault = (await this.#checker.check(draft)).find(({ severity }) => severity === 'error')
    if (fault !== undefined) {
      const where = fault.elementName === '' ? '' : `${fault.elementName}: `
      return refuse('invalid', `${where}${fault.sentence}`, { field: 'xml', facts: { elementId: fault.elementId } })
    }
    return this.#change(doer, id, version ?? checked.version, async (tx, known) => {
      if (known.draft !== draft) return changedMeanwhile(known)
      const number = (known.publishedNumber ?? 0) + 1
      await tx.processes.insertVersion({
        processId: id,
        number,
        xml: draft,
        publishedAt: this.#clock.now(),
        publishedBy: doer?.agentId ?? null,
      })
      return { draft: null, publishedNumber: number }
    })
  }

  async versions(id: ProcessId) {
    if ((await this.#store.processes.get(id)) === null) return noSuchProcess()
    const [versions, nameOf] = await Promise.all([this.#store.processes.versions(id), namesOf(this.#store)])
    return versions.map(({ publishedBy, ...one }) => ({ ...one, publishedByName: nameOf(publishedBy) }))
  }

  async getVersion(id: ProcessId, number: number): Promise<string | Refusal> {
    const found = await this.#store.processes.publishedVersion(id, number)
    return found === null ? refuse('notFound', 'There is no such version.', { field: 'number' }) : found.xml
  }

  validate(xml: string): Promise<readonly ProcessProblem[]> {
    return this.#checker.check(xml)
  }

  remove(doer: Doer, id: ProcessId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const known = await tx.processes.get(id)
      if (known === null) return undefined
      const used = (await tx.chatActions.all()).find(({ processId }) => processId === id)
      if (used !== undefined)
        return refuse(
          'conflict',
          `The chat action ${used.caption} runs ${known.name}. Delete or change the action first.`,
        )
      await tx.processes.markDeleted(id, this.#clock.now())
      await this.#record(tx, doer, known, 'deleted', { before: recordOf(known) })
      return undefined
    })
  }

  async restore(doer: Doer, id: ProcessId): Promise<ProcessDetail | Refusal> {
    const no = await this.#store.transact(async tx => {
      if ((await tx.processes.get(id)) !== null) return null
      const gone = await tx.processes.deleted(id)
      if (gone === null) return noSuchProcess()
      const taken = (await namesake(tx, id, gone.name)) ?? (await tx.processes.byCode(gone.code))
      if (taken !== null)
        return refuse(
          'conflict',
          `There is another process ${gone.name} by now. Rename that one, then undo the deletion.`,
        )
      await tx.processes.markDeleted(id, null)
      await this.#record(tx, doer, gone, 'restored', { after: recordOf(gone) })
      return null
    })
    return no ?? this.get(id)
  }

  listSecrets: ProcessVerbs['listSecrets'] = () => this.#secrets.list()
  setSecret: ProcessVerbs['setSecret'] = (doer, secret) => this.#secrets.set(doer, secret)
  removeSecret: ProcessVerbs['removeSecret'] = (doer, name) => this.#secrets.remove(doer, name)

  async #change(
    doer: Doer,
    id: ProcessId,
    version: number | undefined,
    decide: (
      tx: Transaction,
      known: Process,
    ) => Promise<Partial<Pick<Process, 'name' | 'draft' | 'publishedNumber'>> | Refusal>,
  ): Promise<ProcessDetail | Refusal> {
    const no = await this.#store.transact(async tx => {
      const known = await tx.processes.get(id)
      if (known === null) return noSuchProcess()
      if (version !== undefined && version !== known.version) return changedMeanwhile(known)
      const change = await decide(tx, known)
      if ('refused' in change) return change
      const next = { ...known, ...change }
      if (JSON.stringify(next) === JSON.stringify(known)) return null
      await tx.processes.update(id, { ...change, changedAt: this.#clock.now(), changedBy: doer?.agentId ?? null })
      const isPublished = next.publishedNumber !== known.publishedNumber
      await this.#record(tx, doer, next, isPublished ? 'published' : 'changed', {
        before: recordOf(known),
        after: recordOf(next),
      })
      return null
    })
    return no ?? this.get(id)
  }

  async #record(
    tx: Transaction,
    doer: Doer,
    { id, name }: Process,
    deed: AuditDeed,
    change: { before?: AuditFields; after?: AuditFields },
  ): Promise<void> {
    const at = this.#clock.now()
    await putOnRecord(tx, doer, at, { noun: 'process', nounId: id, name, deed, ...change })
    await tx.events.append({ type: 'process.changed', at, audience: 'everyone' })
  }

  async #summaries(rows: readonly ProcessRow[]): Promise<readonly ProcessSummary[]> {
    const [actions, nameOf] = await Promise.all([this.#store.chatActions.all(), namesOf(this.#store)])
    return rows.map(({ changedBy, ...row }) => ({
      ...row,
      changedByName: nameOf(changedBy),
      actions: actions.filter(({ processId }) => processId === row.id).map(({ caption }) => caption),
    }))
  }
}

const namesOf = async (reads: Reads): Promise<(id: AgentId | null) => string | null> => {
  const names = new Map((await reads.agents.all()).map(agent => [agent.id, agent.name]))
  return id => (id === null ? null : (names.get(id) ?? id))
}

const publishedXml = async (reads: Reads, { id, publishedNumber }: Process): Promise<string> =>
  publishedNumber === null ? '' : ((await reads.processes.publishedVersion(id, publishedNumber))?.xml ?? '')

const namesake = async (reads: Reads, id: ProcessId, name: string): Promise<Refusal | null> => {
  const same = (await reads.processes.rows()).find(row => row.id !== id && nameKey(row.name) === nameKey(name))
  return same === undefined
    ? null
    : refuse('conflict', `name: there is a process ${same.name} already.`, { field: 'name' })
}

/** "Notify a manager" is NotifyAManager, and NotifyAManager2 when there is one already. */
const freeCode = async (reads: Reads, name: string): Promise<string> => {
  const words = name.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
  const wanted =
    words
      .map(word => word.charAt(0).toUpperCase() + word.slice(1))
      .join('')
      .slice(0, 60) || 'Process'
  for (let n = 1; ; n++) {
    const code = n === 1 ? wanted : `${wanted}${n}`
    if ((await reads.processes.byCode(code)) === null) return code
  }
}

/** A diagram is on record by its size: what it was is in its versions. */
const recordOf = ({ name, draft, publishedNumber }: Process): AuditFields => ({
  name,
  draft: draft === null ? null : `${draft.length} characters`,
  published: publishedNumber,
})

const noSuchProcess = (): Refusal => refuse('notFound', 'There is no such process.', { field: 'id' })

const changedMeanwhile = ({ name }: Process): Refusal =>
  refuse('conflict', `Somebody changed the process ${name} in the meantime. Look at it again, then save.`, {
    field: 'version',
  })

// Cases: found, made, changed, commented on and linked with chats by everybody who may see them.
import { type Case, type CaseChange, type CaseComment, longestDescription, longestSubject } from '../../domain/case.ts'
import { decideChange } from '../../domain/case-change.ts'
import type { Clock } from '../../domain/clock.ts'
import type { AgentId, CaseId, ChatId, Ids } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { CaseFilter } from '../../storage/case-store.ts'
import type { Reads, Store, Transaction } from '../../storage/store.ts'
import type { Actor, Doer } from '../actor.ts'
import type { CaseCard, CaseInput, CaseVerbs } from '../case-verbs.ts'
import { maySee, seenChat } from '../visibility.ts'
import { checkPeople } from './case-people.ts'
import { nameOfDoer, record, shownValue } from './case-record.ts'
import { reachOfActor, seenCase, watchersOf } from './case-sight.ts'
import { inputFromChat, insertCase, sameKeyElsewhere, tooManyChats } from './new-case.ts'

const historyLimit = 500
const commentLimit = 500

export class CaseService implements CaseVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #told: () => void

  /** `told`: after a change, for webhooks to go out. */
  constructor(ports: { store: Store; clock: Clock; ids: Ids }, told: () => void) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#told = told
  }

  async list(actor: Actor, filter: CaseFilter) {
    const reach = await reachOfActor(this.#store, actor)
    // One more than asked for tells whether there is a next page.
    const found = await this.#store.cases.list({ ...filter, limit: filter.limit + 1 }, reach)
    const cases = found.slice(0, filter.limit)
    return { cases, nextBefore: found.length > filter.limit ? (cases.at(-1)?.number ?? null) : null }
  }

  countMine(actor: Actor): Promise<number> {
    return this.#store.cases.countOpenOf(actor.agentId)
  }

  async get(actor: Actor, id: CaseId): Promise<CaseCard | Refusal> {
    const one = await seenCase(this.#store, actor, id)
    return isRefusal(one) ? one : this.#card(this.#store, actor, id)
  }

  create(actor: Actor, input: CaseInput, idempotencyKey?: string): Promise<CaseCard | Refusal> {
    const key = idempotencyKey === undefined ? null : `agent:${actor.agentId}:${idempotencyKey}`
    return this.#change(async tx => {
      const known = key === null ? null : await tx.cases.byIdempotencyKey(key)
      if (known !== null) return sameKeyElsewhere(known, input.chatId) ?? this.#card(tx, actor, known.id)
      const chat = input.chatId === null ? null : await seenChat(tx, actor, input.chatId)
      if (isRefusal(chat)) return chat
      const no = await checkPeople(tx, actor, input, chat?.contactId ?? null)
      if (no !== null) return no
      const one = await insertCase(tx, this.#ids, actor, this.#clock.now(), { ...input, chat }, key)
      return this.#card(tx, actor, one.id)
    })
  }

  createFromChat(
    doer: Doer,
    chatId: ChatId,
    idempotencyKey: string,
    given: Parameters<CaseVerbs['createFromChat']>[3] = {},
  ): Promise<Case | Refusal> {
    const key = `chat:${idempotencyKey}`
    return this.#change(async tx => {
      const known = await tx.cases.byIdempotencyKey(key)
      if (known !== null) return sameKeyElsewhere(known, chatId) ?? known
      const chat = await tx.chats.get(chatId)
      if (chat === null) return refuse('notFound', 'There is no such chat.', { field: 'chatId' })
      const input = await inputFromChat(tx, chat)
      return insertCase(tx, this.#ids, doer, this.#clock.now(), { ...input, ...cutToFit(given), chat }, key)
    })
  }

  update(actor: Actor, id: CaseId, change: CaseChange, version?: number): Promise<CaseCard | Refusal> {
    return this.#change(async tx => {
      const one = await seenCase(tx, actor, id)
      if (isRefusal(one)) return one
      if (version !== undefined && version !== one.version) return changedMeanwhile(one)
      const now = this.#clock.now()
      const decided = decideChange(one, change, now)
      if (isRefusal(decided)) return decided
      const { fields } = decided
      if (fields.length === 0) return this.#card(tx, actor, id)
      const no = await checkPeople(tx, actor, decided.change, one.contactId)
      if (no !== null) return no
      const watchedBefore = await watchersOf(tx, one)
      if (!(await tx.cases.update(id, decided.change, one.version, now))) return changedMeanwhile(one)
      const next: Case = { ...one, ...decided.change, version: one.version + 1, changedAt: now }
      const steps = await Promise.all(
        fields.map(async field => ({
          field,
          from: await shownValue(tx, one, field),
          to: await shownValue(tx, next, field),
        })),
      )
      const type = fields.includes('status') && next.status === 'closed' ? 'case.closed' : 'case.changed'
      await record(tx, this.#ids, next, { type, doer: actor, at: now, watchedBefore, steps })
      return this.#card(tx, actor, id)
    })
  }

  assign(actor: Actor, id: CaseId, assigneeId: AgentId | null): Promise<CaseCard | Refusal> {
    return this.update(actor, id, { assigneeId })
  }

  comment(actor: Actor, id: CaseId, text: string, idempotencyKey?: string): Promise<CaseCard | Refusal> {
    return this.#change(async tx => {
      const one = await seenCase(tx, actor, id)
      if (isRefusal(one)) return one
      const at = this.#clock.now()
      const comment: CaseComment = {
        id: this.#ids.next(),
        at,
        agentId: actor.agentId,
        agentName: await nameOfDoer(tx, actor),
        text,
      }
      const key = idempotencyKey === undefined ? null : `${actor.agentId}:${idempotencyKey}`
      if (await tx.cases.addComment(id, comment, key)) {
        const next = { ...one, changedAt: at }
        await record(tx, this.#ids, next, { type: 'case.changed', doer: actor, at, steps: [], comment })
      }
      return this.#card(tx, actor, id)
    })
  }

  linkChat(actor: Actor, id: CaseId, chatId: ChatId): Promise<CaseCard | Refusal> {
    return this.#change(async tx => {
      const one = await seenCase(tx, actor, id)
      const chat = await seenChat(tx, actor, chatId)
      if (isRefusal(one)) return one
      if (isRefusal(chat)) return chat
      if (one.chatIds.includes(chatId)) return this.#card(tx, actor, id)
      const no = tooManyChats(one)
      if (no !== null) return no
      await tx.cases.link(id, chatId, this.#clock.now())
      await this.#recordLink(tx, actor, one, { field: 'chat', from: null, to: String(chat.number) })
      return this.#card(tx, actor, id)
    })
  }

  unlinkChat(actor: Actor, id: CaseId, chatId: ChatId): Promise<CaseCard | Refusal> {
    return this.#change(async tx => {
      const one = await seenCase(tx, actor, id)
      if (isRefusal(one)) return one
      const watchedBefore = await watchersOf(tx, one)
      if (await tx.cases.unlink(id, chatId, this.#clock.now())) {
        const number = (await tx.chats.get(chatId))?.number
        await this.#recordLink(tx, actor, one, { field: 'chat', from: String(number), to: null }, watchedBefore)
      }
      return this.#card(tx, actor, id)
    })
  }

  async #recordLink(
    tx: Transaction,
    actor: Actor,
    { id }: Case,
    step: { readonly field: 'chat'; readonly from: string | null; readonly to: string | null },
    watchedBefore: readonly AgentId[] = [],
  ): Promise<void> {
    const now = await tx.cases.get(id)
    if (now === null) return
    const at = this.#clock.now()
    await record(tx, this.#ids, now, { type: 'case.changed', doer: actor, at, watchedBefore, steps: [step] })
  }

  async #change<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const result = await this.#store.transact(work)
    this.#told()
    return result
  }

  /** Also right after a change by which the actor does not see it any more: they see what they did. */
  async #card(reads: Reads, actor: Actor, id: CaseId): Promise<CaseCard | Refusal> {
    const row = await reads.cases.row(id)
    if (row === null) return refuse('notFound', 'There is no such case.', { field: 'caseId' })
    const [history, comments, chats] = await Promise.all([
      reads.cases.history(id, historyLimit),
      reads.cases.comments(id, commentLimit),
      Promise.all(
        row.chatIds.map(async chatId => {
          const chat = await reads.chats.get(chatId)
          if (chat === null || !(await maySee(reads, actor, chat))) return []
          return [{ id: chatId, number: chat.number, openedAt: chat.openedAt }]
        }),
      ),
    ])
    return { row, history, comments, chats: chats.flat() }
  }
}

const changedMeanwhile = ({ number }: Case): Refusal =>
  refuse('conflict', `Somebody changed case ${number} in the meantime. Look at it again, then save.`, {
    field: 'version',
  })

/** What a process wrote is cut rather than refused: nobody is there to shorten it. */
const cutToFit = ({ subject, description }: NonNullable<Parameters<CaseVerbs['createFromChat']>[3]>) => ({
  ...(subject === undefined ? {} : { subject: subject.replace(/\s+/g, ' ').trim().slice(0, longestSubject) }),
  ...(description === undefined ? {} : { description: description.slice(0, longestDescription) }),
})

// What I wrote and the workstation has not confirmed yet. Each carries its own key, so that trying again after a lost
// connection never doubles it; kept in the browser's storage, so that nothing typed is lost by a crash.
import { create } from 'zustand'
import type { MessageView } from '../../preload/views.ts'
import { hintMessage } from './conversations.ts'
import { ask, useConnection } from './door.ts'
import { type Refused, refusedBy } from './refused.ts'
import { myId } from './session.ts'

export interface Unsent {
  /** The idempotency key. */
  readonly key: string
  readonly chatId: string
  readonly at: number
  readonly text: string
  readonly note: boolean
  readonly replyTo: string | null
  readonly replyExcerpt: string | null
  readonly cannedReplyId: string | null
  /** Goes out in the place of the text, which says what it reads as. */
  readonly template?: { readonly id: string; readonly variables: Readonly<Record<string, string>> }
  readonly file: { readonly fileId: string; readonly name: string; readonly mime: string; readonly size: number } | null
  /** waiting: on its way, or for the connection; refused: with a sentence, to be tried again, changed or dropped by hand. */
  readonly state: 'waiting' | 'refused'
  readonly refusal: string | null
  /** The message that it became, when the event came before the answer: not to be shown twice. */
  readonly arrivedAs: string | null
}

export const useSending = create<{ readonly unsent: readonly Unsent[] }>(() => ({ unsent: [] }))

/** Whose it is: what one agent left unsent in a browser is not sent by the next who signs in there. */
const storageKey = (): string => `parley.unsent.${myId()}`

/** Takes up what this agent left unsent here. Once who I am is known. */
export const takeUpUnsent = (): void => {
  try {
    useSending.setState({ unsent: JSON.parse(localStorage.getItem(storageKey()) ?? '[]') as readonly Unsent[] })
  } catch {
    useSending.setState({ unsent: [] })
  }
}

const change = (next: readonly Unsent[]): void => {
  useSending.setState({ unsent: next })
  localStorage.setItem(storageKey(), JSON.stringify(next))
}

const update = (key: string, part: Partial<Unsent>): void =>
  change(useSending.getState().unsent.map(one => (one.key === key ? { ...one, ...part } : one)))

/** Drops it for good. */
export const dropUnsent = (key: string): void => change(useSending.getState().unsent.filter(one => one.key !== key))

/** Chats whose lane runs, and whether somebody asked for it once more meanwhile. */
const lanes = new Map<string, { again: boolean }>()

export type Outgoing = Omit<Unsent, 'key' | 'state' | 'refusal' | 'arrivedAs'>

export const send = (outgoing: Outgoing): void => {
  const key = crypto.randomUUID()
  change([...useSending.getState().unsent, { ...outgoing, key, state: 'waiting', refusal: null, arrivedAs: null }])
  void runLane(outgoing.chatId)
}

export const sendAgain = (key: string): void => {
  const one = useSending.getState().unsent.find(other => other.key === key)
  if (one === undefined) return
  update(key, { state: 'waiting', refusal: null })
  void runLane(one.chatId)
}

/** The connection is back, or the page was loaded anew. */
export const sendAllWaiting = (): void => {
  const chats = new Set(
    useSending
      .getState()
      .unsent.filter(one => one.state === 'waiting')
      .map(one => one.chatId),
  )
  for (const chatId of chats) void runLane(chatId)
}

/** One after the other within a chat, so that what was written first arrives first. */
const runLane = async (chatId: string): Promise<void> => {
  const running = lanes.get(chatId)
  if (running !== undefined) {
    running.again = true
    return
  }
  const lane = { again: false }
  lanes.set(chatId, lane)
  try {
    for (;;) {
      const next = useSending.getState().unsent.find(one => one.chatId === chatId && one.state === 'waiting')
      if (next === undefined) return
      lane.again = false
      // The connection may be back by the time the attempt is known to have failed without it.
      if (!(await attempt(next)) && !lane.again) return
    }
  } finally {
    lanes.delete(chatId)
  }
}

/** False: no connection; it waits. */
const attempt = async (one: Unsent): Promise<boolean> => {
  try {
    const message = await ask().messageManager.send({
      chatId: one.chatId,
      text: one.template === undefined ? one.text : '',
      note: one.note,
      idempotencyKey: one.key,
      ...(one.replyTo === null ? {} : { replyTo: one.replyTo }),
      ...(one.template === undefined ? {} : { template: one.template }),
      ...(one.cannedReplyId === null ? {} : { cannedReplyId: one.cannedReplyId }),
      ...(one.file === null ? {} : { file: { fileId: one.file.fileId, name: one.file.name, mime: one.file.mime } }),
    })
    hintMessage(message)
    dropUnsent(one.key)
    return true
  } catch (error) {
    const refused: Refused = refusedBy(error)
    if (refused.kind === 'refused') {
      update(one.key, { state: 'refused', refusal: refused.sentence })
      return true
    }
    if (useConnection.getState().state === 'connected') setTimeout(() => void runLane(one.chatId), 2_000)
    return false
  }
}

/** A message of mine that came as an event before the answer to its send did. */
export const takeArrived = (message: MessageView): void => {
  if (message.author?.agentId !== myId() || (message.direction !== 'out' && message.direction !== 'note')) return
  const { unsent } = useSending.getState()
  if (unsent.length === 0 || unsent.some(one => one.arrivedAs === message.id)) return
  const same = unsent.find(
    one =>
      one.chatId === message.chatId &&
      one.arrivedAs === null &&
      one.state === 'waiting' &&
      one.text === message.text &&
      one.note === (message.direction === 'note') &&
      (one.file?.name ?? null) === (message.attachments[0]?.name ?? null),
  )
  if (same !== undefined) update(same.key, { arrivedAs: message.id })
}

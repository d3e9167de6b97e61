// A round over everything that may be open at LiveChat or here: what differs is looked at, and what was closed here is closed there.
import { MINUTE } from '../../../domain/clock.ts'
import type { ChannelDoor } from '../../channel.ts'
import { refusedAs } from '../api/trouble.ts'
import { instant } from '../income-worker.ts'
import type * as wire from '../wire.ts'
import { type Call, fetchChat, fetchSummaries, lasting } from './fetching.ts'
import type { Mirror } from './mirror.ts'

/** LiveChat's servers need not agree on the time to the second. */
const slackMs = 10 * MINUTE

export interface RoundPorts {
  readonly door: ChannelDoor
  readonly call: Call
  readonly me: () => string | null
  readonly mirror: Mirror
  /** What the last whole round returned; null: this is the first. */
  readonly lastAt: () => number | null
  /** Of the first round, before anything is stored: when the latest thread began that was there already. */
  readonly onFirst: (newestAt: number) => void
}

/** When the latest thread began, by LiveChat's clock (epoch ms; 0: there is none). Null: not everything could be asked or stored. */
export const makeRound = async (ports: RoundPorts): Promise<number | null> => {
  const { door, call, me: account, mirror, lastAt, onFirst } = ports
  const me = account()
  if (me === null) return null
  const last = lastAt()
  const isRecent = (one: wire.Summary) => last !== null && beganAt(one) >= last - slackMs
  const active = await fetchSummaries(call, { active: true })
  const all = active === null ? null : await fetchSummaries(call, null, page => page.some(isRecent))
  if (active === null || all === null) return null
  const newestAt = Math.max(last ?? 0, ...all.map(beganAt))
  if (last === null) onFirst(newestAt)
  const unended = (await door.theirChats()).map(one => one.address)
  const ended = all.filter(one => isRecent(one) && wasOurs(one, me)).map(one => one.id)
  const chats = new Set([...unended, ...active.filter(one => mayBeOurs(one, me)).map(one => one.id), ...ended])
  const looked = await Promise.all([...chats].map(chatId => mirror.look(chatId)))
  const closed = await closeThere({ door, call, mirror })
  return closed && looked.every(done => done) ? newestAt : null
}

const beganAt = ({ last_thread_summary: last }: wire.Summary): number => instant(last?.created_at) ?? 0

/** Ours, or nobody's. */
const mayBeOurs = ({ users }: wire.Summary, me: string): boolean => {
  const there = (users ?? []).filter(user => user.type === 'agent' && user.present === true)
  return there.length === 0 || there.some(user => user.id === me || user.visibility === 'agents')
}

const wasOurs = ({ last_thread_summary: last }: wire.Summary, me: string): boolean =>
  last != null && last.active !== true && (last.user_ids?.includes(me) ?? false)

/** What was closed here while LiveChat could not be told, or was told in vain. A thread that has ended meanwhile is no trouble. */
export const closeThere = async ({
  door,
  call,
  mirror,
}: Pick<RoundPorts, 'door' | 'call' | 'mirror'>): Promise<boolean> => {
  const waiting = async () => (await door.theirChats()).filter(one => one.state === 'open' && !one.isOpenHere)
  const done = await Promise.all(
    (await waiting()).map(async ({ address, theirChat }) => {
      // The customer may have gone on meanwhile: then a new chat of ours goes on in their thread.
      if (!(await mirror.look(address))) return false
      if (!(await waiting()).some(one => one.theirChat === theirChat)) return true
      const found = await fetchChat(call, address)
      if (found === null) return false
      if (isStillActive(found, theirChat)) {
        const answer = await call('deactivate_chat', { id: address, ignore_requester_presence: true })
        if (!answer.ok && !refusedAs(answer, 'chat_inactive', ...lasting)) return false
      }
      return mirror.look(address)
    }),
  )
  return done.every(one => one)
}

const isStillActive = (found: NonNullable<Awaited<ReturnType<typeof fetchChat>>>, threadId: string): boolean => {
  if ('unreadable' in found || found.chat === 'gone') return false
  const { thread } = found.chat
  return thread?.id === threadId && thread.active
}

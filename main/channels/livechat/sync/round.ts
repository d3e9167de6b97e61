// A round over everything that may be open at LiveChat or here: what differs is looked at, and what was closed here is closed there.
import { MINUTE } from '../../../domain/clock.ts'
import type { ChannelDoor } from '../../channel.ts'
import { refusedAs } from '../api/trouble.ts'
import { instant } from '../income-worker.ts'
import type * as wire from '../wire.ts'
import { type Call, fetchChat, fetchSummaries } from './fetching.ts'
import type { Mirror } from './mirror.ts'

/** By how much the clocks of the two sides may differ. */
const slackMs = 10 * MINUTE

export interface RoundPorts {
  readonly door: ChannelDoor
  readonly call: Call
  readonly me: () => string | null
  readonly mirror: Mirror
  /** When the last whole round began (epoch ms). */
  readonly lastAt: () => number
}

/** False: not everything could be asked or stored. */
export const makeRound = async ({ door, call, me: account, mirror, lastAt }: RoundPorts): Promise<boolean> => {
  const me = account()
  if (me === null) return false
  const active = await fetchSummaries(call, { active: true })
  const isRecent = (one: wire.Summary) => (instant(one.last_thread_summary?.created_at) ?? 0) >= lastAt() - slackMs
  const all = active === null ? null : await fetchSummaries(call, null, page => page.some(isRecent))
  if (active === null || all === null) return false
  const unended = (await door.theirChats()).map(one => one.address)
  const ended = all.filter(one => isRecent(one) && wasOurs(one, me)).map(one => one.id)
  const chats = new Set([...unended, ...active.filter(one => mayBeOurs(one, me)).map(one => one.id), ...ended])
  const looked = await Promise.all([...chats].map(chatId => mirror.look(chatId)))
  const closed = await closeThere({ door, call, mirror })
  return closed && looked.every(done => done)
}

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
      const chat = await fetchChat(call, address)
      if (chat === null) return false
      if (chat !== 'gone' && chat.thread?.id === theirChat && chat.thread.active) {
        const answer = await call('deactivate_chat', { id: address, ignore_requester_presence: true })
        if (!answer.ok && !refusedAs(answer, 'chat_inactive', 'not_found', 'validation')) return false
      }
      return mirror.look(address)
    }),
  )
  return done.every(one => one)
}

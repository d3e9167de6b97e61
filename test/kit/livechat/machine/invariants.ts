// What holds after every step of every run, whoever asked for what.
import { asId, type ConversationId } from '../../../../main/domain/ids.ts'
import type { Frame } from '../rtm-client.ts'
import type { Player, Sitting } from './player.ts'
import type { Run } from './run.ts'

/** Source: facts/livechat.md 2.6, "Error types". */
const errorTypes = new Set(
  `agent_offline already_exists authentication authorization chat_anonymized chat_inactive customer_banned entity_too_large
  greeting_not_found group_not_found group_offline group_unavailable groups_offline license_expired license_not_found limit_reached
  misdirected_request missing_access not_allowed not_found pending_requests_limit_reached request_timeout requester_already_offline
  requester_awaiting_approval requester_suspended seats_limit_exceeded service_unavailable too_many_requests unsupported_version
  users_limit_reached validation wrong_product_version`.split(/\s+/),
)

/** Everything that is wrong, in sentences; empty: all is well. */
export const whatIsWrong = async (run: Run): Promise<string[]> => {
  const all = [...run.players, ...run.foreigners]
  return [
    ...run.house.office.log.errors.map(error => `In the log: ${error}`),
    ...(await threadsWrong(run)),
    ...all.flatMap(player => player.sittings.flatMap(sitting => framesWrong(player, sitting))),
    ...all.flatMap(({ name, web }) =>
      web.flatMap(({ action, status, body }) =>
        status === 200 || errorTypes.has(body?.error?.type)
          ? []
          : [`${name} called ${action} and got ${status} ${short(body)}`],
      ),
    ),
    ...run.players.filter(({ side }) => side === 'customer').flatMap(player => secretsIn(run, player)),
    ...run.players.filter(({ sign }) => sign === 'A3').flatMap(player => othersIn(run, player)),
    ...run.foreigners.flatMap(player => foreignIn(player)),
  ]
}

const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 400) ?? String(value)

const threadsWrong = async ({ house, pool }: Run): Promise<string[]> => {
  const wrong: string[] = []
  for (const id of pool.chats) {
    const threads = await house.office.store.chats.ofConversation(asId<ConversationId>(id), 1_000)
    for (const thread of threads.slice(1))
      if (thread.status !== 'closed') wrong.push(`Thread ${thread.id} of ${id} is active and not the last`)
  }
  return wrong
}

/** One response to each request, and the pushes that follow it. */
const framesWrong = (player: Player, { frames, asked, socket }: Sitting): string[] => {
  const wrong: string[] = []
  const ended = new Set<string>()
  const responses = new Map<string, { readonly frame: Frame; readonly at: number }>()
  const own = new Set<string>()
  frames.forEach((frame, at) => {
    const { type, action, request_id: id, payload } = frame
    const told = `${player.name} got ${short(frame)}`
    if (type === 'response') {
      const error = payload?.error?.type
      if (frame.success !== (error === undefined)) wrong.push(`Neither success nor error: ${told}`)
      if (error !== undefined && !errorTypes.has(error)) wrong.push(`An error of no documented type: ${told}`)
      if (id === undefined) return
      if (responses.has(id)) wrong.push(`Answered twice: ${told}`)
      responses.set(id, { frame, at })
      return
    }
    if (id !== undefined) {
      const response = responses.get(id)
      if (response === undefined) wrong.push(`A push of a request before its response: ${told}`)
      else if (!response.frame.success) wrong.push(`A push of a request that failed: ${told}`)
      if (own.has(id)) wrong.push(`A second push with the number of a request: ${told}`)
      own.add(id)
    }
    if (action === 'chat_deactivated') {
      if (ended.has(payload.thread_id)) wrong.push(`A thread ended twice: ${told}`)
      ended.add(payload.thread_id)
    }
    if (action === 'incoming_event' && ended.has(payload.thread_id) && !mayFollowTheEnd(payload.event))
      wrong.push(`An event after the end of its thread: ${told}`)
    if (action === 'incoming_chat' && payload.chat.thread.active && ended.has(payload.chat.thread.id))
      wrong.push(`A thread that had ended came again: ${told}`)
  })
  if (socket.readyState === socket.OPEN) {
    for (const { id, action } of asked.values()) {
      const response = responses.get(id)
      if (response === undefined) wrong.push(`${player.name} was never answered: ${action} ${id}`)
      else if (response.frame.success && player.name !== 'C1b')
        wrong.push(...ownMissing(player, action, response.frame, frames))
    }
  }
  return wrong
}

/** LiveChat's own SDK waits for these two (facts/livechat.md 1, requirement 1). */
const ownMissing = (
  player: Player,
  action: string,
  { request_id, payload }: Frame,
  frames: readonly Frame[],
): string[] => {
  const expected = { start_chat: 'incoming_chat', resume_chat: 'incoming_chat', send_event: 'incoming_event' }[action]
  if (expected === undefined) return []
  if (frames.some(frame => frame.type === 'push' && frame.action === expected && frame.request_id === request_id))
    return []
  // The same custom_id again is the same event, which was told before.
  const isRepeated =
    frames.filter(frame => frame.type === 'response' && frame.success && frame.payload.event_id === payload.event_id)
      .length > 1
  return isRepeated ? [] : [`${player.name} was not told ${expected} of their own ${action} ${request_id}`]
}

const mayFollowTheEnd = (event: { type: string; visibility?: string }): boolean =>
  event.type === 'system_message' || event.visibility === 'agents' || JSON.stringify(event).includes('<attached')

/** What a customer must never get: notes, logins, and whatever is another's. */
const secretsIn = (run: Run, player: Player): string[] => {
  const others = run.players.filter(({ side, id }) => side === 'customer' && id !== player.id)
  const secrets = [
    '<note',
    ...run.players.filter(({ side }) => side === 'agent').map(({ name }) => name),
    ...others.flatMap(({ sign, id }) => [`< ${sign}#`, `<attached ${sign}#`, id]),
    ' F1#',
    ' FA#',
  ]
  return heardBy(player).flatMap(text => {
    const found = secrets.find(secret => text.includes(secret))
    return found === undefined ? [] : [`${player.name} got ${found} in ${text.slice(0, 2_000)}`]
  })
}

/** An agent of no queue and without rights hears nothing of anybody's chats. */
const othersIn = (run: Run, player: Player): string[] => {
  const chats = run.pool.chats.filter(id => !run.shared.has(id))
  return player.sittings.flatMap(({ frames }) =>
    frames
      .filter(({ type }) => type === 'push')
      .map(frame => JSON.stringify(frame))
      .filter(text => chats.some(id => text.includes(id)))
      .map(text => `${player.name} heard ${text.slice(0, 400)}`),
  )
}

const foreignIn = (player: Player): string[] =>
  heardBy(player)
    .filter(text => / (C\d|A\d)#/.test(text))
    .map(text => `${player.name} of another organisation got ${text.slice(0, 400)}`)

const heardBy = ({ sittings, web }: Player): string[] => [
  ...sittings.flatMap(({ frames }) => frames.map(frame => JSON.stringify(frame))),
  ...web.map(answer => JSON.stringify(answer)),
]

// One connection of the RTM API with a side that the test scripts: what its methods answer and when, and every frame that goes out.

import { z } from 'zod'
import { asId } from '../../../main/domain/ids.ts'
import { type Method, method } from '../../../main/hub/livechat/method.ts'
import { fail } from '../../../main/hub/livechat/protocol-error.ts'
import type { Push } from '../../../main/hub/livechat/pushes/push.ts'
import type { Party } from '../../../main/hub/livechat/rtm/party.ts'
import { RtmSession } from '../../../main/hub/livechat/rtm/rtm-session.ts'
import { wantedPushes } from '../../../main/hub/livechat/rtm/wanted-pushes.ts'
import { HandClock, settled } from '../hand-clock.ts'
import { TestLog } from '../office.ts'
import type { Frame } from './rtm-client.ts'

export interface ScriptedSession {
  readonly session: RtmSession<Party>
  readonly clock: HandClock
  readonly log: TestLog
  readonly frames: Frame[]
  readonly known: Map<string, string>
  /** What the side was told of this session. */
  readonly seen: string[]
  isClosed(): boolean
  /** Sends a request; when `settled` what can be answered without waiting is. */
  say(action: string, payload?: object, more?: object): Promise<void>
  /** A request that waits until the test lets it go, by its number; it resolves with what it is given. */
  finish(requestId: string, payload?: object, own?: string): Promise<void>
  frame(which: (frame: Frame) => boolean): Frame | undefined
  response(requestId: string): Frame | undefined
  pushes(): readonly Frame[]
}

/** Methods: `quick` answers at once, `slow` when the test says so, `broken` throws, `refused` fails, `circular` cannot be written. */
export const aScriptedSession = async (
  options: {
    readonly loggedIn?: boolean
    readonly wants?: ReadonlySet<string>
    readonly greet?: () => Promise<object>
    readonly check?: () => Promise<string | null>
  } = {},
): Promise<ScriptedSession> => {
  const clock = new HandClock()
  const log = new TestLog()
  const frames: Frame[] = []
  const seen: string[] = []
  const known = new Map<string, string>()
  const waiting = new Map<string, (answer: { payload: object; own?: string }) => void>()
  let closed = false
  const any = z.record(z.string(), z.unknown())
  const circular: Record<string, unknown> = {}
  circular.self = circular
  const methods: Record<string, Method<Party>> = {
    quick: method(any, async (_party, payload) => ({
      payload,
      ...(typeof payload.own === 'string' ? { own: payload.own } : {}),
    })),
    slow: method(any, (_party, { name }) => new Promise(resolve => waiting.set(String(name), resolve))),
    broken: method(any, async () => {
      throw new Error('A bug of ours')
    }),
    refused: method(any, async () => fail('not_allowed', 'Not here.')),
    circular: method(any, async () => ({ payload: circular })),
    web: method(any, async () => ({ payload: {} }), { only: 'web' }),
  }
  const party: Party = {
    place: { side: 'agents', agentId: asId('ann') },
    wants: wantedPushes(options.wants && { '3.5': [...options.wants] }, '3.5'),
    hears: () => true,
    known,
  }
  const session: RtmSession<Party> = new RtmSession({
    entrance: {
      farewell: 'agent_disconnected',
      methods,
      async login(payload) {
        const { token } = z.object({ token: z.string() }).parse(payload)
        return token === 'good' ? party : fail('authentication', 'This token is not valid.')
      },
      entered: () => void seen.push('entered'),
      greet: options.greet ?? (async () => ({ hello: true })),
      left: () => void seen.push('left'),
    },
    transport: {
      send: text => void frames.push(JSON.parse(text)),
      close: () => {
        closed = true
      },
    },
    version: '3.5',
    clock,
    log,
    ...(options.check === undefined ? {} : { check: options.check }),
  })
  const say: ScriptedSession['say'] = async (action, payload = {}, more = {}) => {
    session.message(JSON.stringify({ action, payload, ...more }))
    await settled()
  }
  if (options.loggedIn !== false) await say('login', { token: 'good' }, { request_id: 'login' })
  return {
    session,
    clock,
    log,
    frames,
    known,
    seen,
    isClosed: () => closed,
    say,
    async finish(name, payload = {}, own) {
      const resolve = waiting.get(name)
      if (resolve === undefined) throw new Error(`Nothing waits under ${name}.`)
      waiting.delete(name)
      resolve({ payload, ...(own === undefined ? {} : { own }) })
      await settled()
    },
    frame: which => frames.find(which),
    response: requestId => frames.find(({ type, request_id }) => type === 'response' && request_id === requestId),
    pushes: () => frames.filter(({ type }) => type === 'push'),
  }
}

/** News of a chat, by the number of its message. */
export const news = (chatId: string, upTo: number, more: Partial<Push> = {}): Push => ({
  to: { side: 'agents', audience: 'everyone' },
  action: 'incoming_event',
  payload: { chat: chatId, upTo, ...(more.part === undefined ? {} : { part: more.part }) },
  chatId: asId(chatId),
  upTo: String(upTo),
  key: `event ${upTo}${more.part ? ` ${more.part}` : ''}`,
  ...more,
})

export const wholeChat = (chatId: string, upTo: number): Push => ({
  ...news(chatId, upTo),
  action: 'incoming_chat',
  key: `chat ${chatId}`,
  isWhole: true,
})

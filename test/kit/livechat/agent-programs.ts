// Programs of agents with access tokens of their own, in a house to which LiveChat's protocol is spoken.
import type { Scope } from '../../../main/domain/access-token.ts'
import { scopePresets } from '../../../main/domain/access-token.ts'
import { type AgentId, asId } from '../../../main/domain/ids.ts'
import type { Permission } from '../../../main/domain/permissions.ts'
import type { ProtocolHouse } from './protocol-house.ts'
import type { RtmClient } from './rtm-client.ts'

export interface ProgramOptions {
  /** The agent's rights; default: none but their own chats. */
  readonly rights?: readonly Permission[]
  readonly scopes?: readonly Scope[]
  /** More of the login's payload. */
  readonly login?: object
  readonly expiresAt?: number
}

export interface Program {
  readonly rtm: RtmClient
  readonly token: string
  readonly tokenId: string
  /** A call of the Web API. */
  // biome-ignore lint/suspicious/noExplicitAny: what a foreign program gets has whatever shape the test says it has
  call(action: string, payload?: object): Promise<{ readonly status: number; readonly body: any }>
}

/** Gives the agent exactly those rights, and has a program of theirs log in. Their screen is closed. */
export const aProgramOf = async (
  house: ProtocolHouse,
  name: string,
  options: ProgramOptions = {},
): Promise<Program> => {
  const { office } = house
  await house.session(name, ...(options.rights ?? []))
  office.disconnect(name)
  await office.clock.turn(21_000)
  const made = await office.services.accessTokens.create(null, asId<AgentId>(name), {
    label: 'test',
    scopes: options.scopes ?? scopePresets.everything,
    expiresAt: options.expiresAt ?? null,
  })
  if ('refused' in made) throw new Error(made.sentence)
  const { token, card } = made
  const rtm = house.rtm('agent')
  const answer = await rtm.ask('login', { token: `Bearer ${token}`, ...options.login })
  if (!answer.success) throw new Error(`The program could not log in: ${JSON.stringify(answer.payload)}`)
  return {
    rtm,
    token,
    tokenId: card.id,
    async call(action, payload = {}) {
      const response = await fetch(`${house.url}/v3.6/agent/action/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(payload),
      })
      return { status: response.status, body: await response.json() }
    },
  }
}

/** A customer has begun a chat by a program of theirs, and said something. */
export const aChatOf = async (
  customer: RtmClient,
  text = 'Hello?',
): Promise<{ readonly chatId: string; readonly threadId: string }> => {
  const started = await customer.ask('start_chat', { chat: { thread: { events: [{ type: 'message', text }] } } })
  if (!started.success) throw new Error(JSON.stringify(started.payload))
  return { chatId: started.payload.chat_id, threadId: started.payload.thread_id }
}

/** Type of the error, for `expect`. */
export const refused = (type: string) => ({ success: false, payload: { error: { type } } })

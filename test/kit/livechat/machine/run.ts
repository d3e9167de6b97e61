// A run of the machine: a hub with customers, agents and a supervisor, a second hub of another organisation with the same keys, and
// steps that any of them takes.
import { type AgentId, asId, type QueueId } from '../../../../main/domain/ids.ts'
import { permissions } from '../../../../main/domain/permissions.ts'
import { aQueue } from '../../builders.ts'
import { settled } from '../../hand-clock.ts'
import { CountingIds } from '../../ids.ts'
import { aProtocolHouse, type ProtocolHouse } from '../protocol-house.ts'
import { actionOf, agentDeeds, customerDeeds, often } from './deeds.ts'
import { Player } from './player.ts'
import { oneOf, Pool } from './pool.ts'
import { noFrames, twisted } from './twists.ts'

/** Everything is a number, so that a failing run can be printed, shrunk and run again. */
export interface Step {
  readonly who: number
  readonly kind: 'rtm' | 'web' | 'noise' | 'away' | 'time' | 'foreign'
  readonly deed: number
  readonly draws: readonly number[]
  /** Null: as the documentation has it. */
  readonly twist: number | null
  /** False: the next step comes before this one is answered. */
  readonly waits: boolean
}

export interface Run {
  readonly house: ProtocolHouse
  readonly players: readonly Player[]
  readonly foreigners: readonly Player[]
  readonly pool: Pool
  /** Chats that somebody was let into by hand: who hears of them is not told by queues alone any more. */
  readonly shared: Set<string>
  /** What was done so far, one line each: for whoever reads a failure. */
  readonly transcript: string[]
  take(step: Step): Promise<void>
  /** All that was asked is answered, and all that happened told. */
  settle(): Promise<void>
}

const agents = ['ann.login', 'ben.login', 'eve.login', 'sue.login'] as const

export const aRun = async (): Promise<Run> => {
  const house = await aProtocolHouse({
    agents: [...agents],
    simultaneousChats: 0,
    queue: { agentIds: [asId<AgentId>('ann.login'), asId<AgentId>('ben.login')] },
  })
  const { office } = house
  await office.store.transact(tx =>
    tx.queues.insert(aQueue('vip', { agentIds: [asId<AgentId>('ben.login')], position: 1 })),
  )
  await office.services.channels.register(null, {
    kind: 'web',
    name: 'For few',
    queueId: asId('vip'),
    active: true,
    settings: {},
  })
  for (const name of agents) office.disconnect(name)
  const numbers = await office.store.protocol.queueNumbers()
  const pool = new Pool()
  const transcript: string[] = []
  let texts = 0
  const vip = numbers.get(asId<QueueId>('vip')) ?? 0

  const customer = async (name: string, at: ProtocolHouse, login: object = {}) => {
    const { token, id } = await at.customerToken()
    return { ...placeOf(at, 'customer'), name, side: 'customer' as const, sign: name, token, id, login }
  }
  const one = await customer('C1', house)
  const two = await customer('C2', house)
  const few = await customer('C3', house, { group_id: vip })
  const agent = async (name: string, sign: string, ...rights: Parameters<typeof house.session>[1][]) =>
    new Player({ ...placeOf(house, 'agent'), name, side: 'agent', sign, token: await house.session(name, ...rights) })
  const players = [
    new Player(one),
    new Player({ ...one, name: 'C1b', login: { pushes: { '3.6': ['incoming_event', 'chat_deactivated'] } } }),
    new Player(two),
    new Player(few),
    await agent('ann.login', 'A1'),
    await agent('ben.login', 'A2', 'CanTransferChats'),
    await agent('eve.login', 'A3'),
    await agent('sue.login', 'A4', ...permissions),
  ]
  for (const player of players) await player.come()

  const other = await aProtocolHouse({ agents: ['zoe.login'], ids: new CountingIds('other-') })
  other.office.disconnect('zoe.login')
  const foreigners = [
    new Player(await customer('F1', other)),
    new Player({
      ...placeOf(other, 'agent'),
      name: 'zoe.login',
      side: 'agent',
      sign: 'FA',
      token: await other.session('zoe.login'),
    }),
  ]
  for (const player of foreigners) await player.come()
  const shared = new Set<string>()

  const settle = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      await office.settled()
      await settled()
      await Promise.all([...players, ...foreigners].map(player => player.caughtUp()))
    }
    for (const { sittings } of players)
      for (const { frames } of sittings) for (const frame of frames.slice(-40)) pool.hear(frame)
  }

  const take = async (step: Step): Promise<void> => {
    if (step.kind === 'time') {
      await settle()
      await office.clock.turn(1_000 + ((step.draws[0] ?? 0) % 9_000))
      return
    }
    const crowd = step.kind === 'foreign' ? foreigners : players
    const player = crowd[step.who % crowd.length]
    if (player === undefined) return
    if (step.kind === 'away') {
      player.go()
      transcript.push(`${player.name} goes`)
      await settle()
    }
    if (!player.isHere) await player.come()
    if (step.kind === 'noise') {
      player.say(noFrames[step.deed % noFrames.length] ?? '')
      return
    }
    const deeds = player.side === 'customer' ? customerDeeds : agentDeeds
    const listed = [...Object.keys(deeds), ...often, ...often]
    const deed = listed[step.deed % listed.length] ?? ''
    let at = 0
    const draw = (below: number) => (step.draws[at++ % step.draws.length] ?? 0) % below
    // Mostly what the player knows, sometimes what is others'.
    const from = (which: 'chats' | 'threads' | 'events' | 'people') => () =>
      oneOf(draw(8) === 0 ? pool[which] : player.pool[which], draw(3) === 0 ? draw(8) : 0)
    const good = deeds[deed]?.({
      draw,
      chat: from('chats'),
      thread: from('threads'),
      event: from('events'),
      person: from('people'),
      text: kind => `<${kind ?? ''} ${player.sign}#${++texts}>`,
    })
    // What may enter a closed thread is told from what must not by its text, so that text stays.
    const payload = step.twist === null || deed === 'attach' ? (good ?? {}) : twisted(good ?? {}, step.twist)
    const action = actionOf(deed)
    if (['transfer_chat', 'add_user_to_chat', 'start_chat', 'follow_chat'].includes(action) && player.side === 'agent')
      for (const chat of pool.chats) if (JSON.stringify(payload).includes(chat)) shared.add(chat)
    transcript.push(`${player.name} ${step.kind} ${action} ${JSON.stringify(payload).slice(0, 300)}`)
    if (step.kind === 'web') await player.call(action, payload)
    else player.ask(action, payload)
  }

  return {
    house,
    players,
    foreigners,
    pool,
    shared,
    transcript,
    settle,
    async take(step) {
      await take(step)
      if (step.waits) await settle()
    },
  }
}

const placeOf = (at: ProtocolHouse, side: 'customer' | 'agent') => {
  const query = side === 'customer' ? `?organization_id=${at.organizationId}` : ''
  return {
    url: `${at.url.replace(/^http/, 'ws')}/v3.6/${side}/rtm/ws${query}`,
    webUrl: (action: string) => `${at.url}/v3.6/${side}/action/${action}${query}`,
  }
}

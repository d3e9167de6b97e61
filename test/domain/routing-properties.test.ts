// Whatever happens in an office, routing keeps its promises: ten thousand random days each.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasRoom } from '../../main/domain/capacity.ts'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { closureOf } from '../../main/domain/working-hours.ts'
import { aDay, Office, type OfficeAgent, type OfficeChat } from './office.ts'

const numRuns = 10_000

const everyMoment = (rule: Parameters<typeof aDay>[0], look: (office: Office) => void) =>
  fc.assert(
    fc.property(aDay(rule), ({ shape, steps }) => {
      const office = new Office(shape)
      for (const step of steps) {
        office.do(step)
        look(office)
      }
    }),
    { numRuns },
  )

const memberOf = (office: Office, chat: OfficeChat, agent: OfficeAgent): boolean =>
  office.queues.find(queue => queue.id === chat.queueId)?.memberIds.includes(agent.id) ?? false

const isShut = (office: Office, chat: Pick<OfficeChat, 'queueId'>): boolean =>
  closureOf(office.queues.find(queue => queue.id === chat.queueId)?.workingHours ?? null, office.now) !== null

describe('routing, over ten thousand random days each', () => {
  test('a chat never has two owners', () => {
    everyMoment(undefined, office => {
      for (const chat of office.chats) {
        expect(chat.owners.length).toBeLessThanOrEqual(1)
        expect(chat.status === 'waiting').toBe(chat.owners.length === 0)
      }
    })
  })

  test('nobody gets above their limit through routing: what is held out counts', () => {
    everyMoment(undefined, office => {
      for (const made of office.lastPlan?.made ?? []) {
        const agent = office.agents.find(one => one.id === made.agentId)
        if (agent === undefined || !made.exclusive) continue
        const limit = office.limit(agent)
        if (limit > 0) expect(office.active(agent.id) + office.held(agent.id)).toBeLessThanOrEqual(limit)
      }
    })
  })

  test('nobody is held out a chat who is inactive, away, at their limit or not in the queue', () => {
    everyMoment(undefined, office => {
      for (const offer of office.offers.filter(one => one.outcome === null)) {
        const agent = office.agents.find(one => one.id === offer.agentId)
        const chat = office.chats.find(one => one.id === offer.chatId)
        if (agent === undefined || chat === undefined) throw new Error('an offer of nothing')
        const without = office.active(agent.id) + office.held(agent.id) - (offer.exclusive ? 1 : 0)
        expect(chat.status).toBe('waiting')
        expect([agent.presence.status, agent.connected, memberOf(office, chat, agent)]).toEqual(['active', true, true])
        expect(hasRoom(without, office.limit(agent))).toBe(true)
      }
    })
  })

  test('to an available agent: the one with the fewest chats, on a tie who has gone longest without taking one', () => {
    everyMoment('toAvailableAgent', office => {
      for (const decision of office.lastPlan?.decisions ?? []) {
        if (decision.because === 'held' || decision.outcome.kind !== 'offered') continue
        const isNew = office.lastPlan?.made.some(made => made.chatId === decision.chatId) ?? false
        const chosen = decision.candidates.find(one => one.chosen)
        if (!isNew || chosen === undefined) continue
        const load = 'load' in chosen.reason ? chosen.reason.load : -1
        const rivals = decision.candidates.filter(
          one => one.eligible && !one.chosen && one.reason.code !== 'alreadyTried',
        )
        for (const rival of rivals) {
          const theirs = 'load' in rival.reason ? rival.reason.load : -1
          expect(theirs).toBeGreaterThanOrEqual(load)
          if (theirs !== load) continue
          const taken = (id: string) => office.agents.find(agent => agent.id === id)?.lastTakenAt ?? -1
          expect(taken(rival.agentId)).toBeGreaterThanOrEqual(taken(chosen.agentId))
        }
      }
    })
  })

  test('a missed offer makes inactive, and the chat moves on to another', () => {
    everyMoment('toAvailableAgent', office => {
      for (const missed of office.lastPlan?.missed ?? []) {
        const agent = office.agents.find(one => one.id === missed.agentId)
        expect(agent?.presence).toMatchObject({ status: 'inactive', reason: 'missedOffer' })
        const next = office.lastPlan?.made.find(made => made.chatId === missed.chatId)
        expect(next?.agentId).not.toBe(missed.agentId)
        expect(office.offers.some(one => one.outcome === null && one.agentId === missed.agentId)).toBe(false)
      }
    })
  })

  test('no chat waits unheard while somebody eligible is free', () => {
    everyMoment(undefined, office => {
      for (const chat of office.waiting) {
        if (office.offers.some(offer => offer.outcome === null && offer.chatId === chat.id)) continue
        const decision = office.decisions.findLast(one => one.chatId === chat.id)
        if (isShut(office, chat)) {
          expect(decision?.outcome.kind).toBe('closed')
          continue
        }
        expect(decision?.outcome.kind).toBe('waits')
        for (const agent of office.agents.filter(one => memberOf(office, chat, one))) {
          const free =
            agent.presence.status === 'active' &&
            agent.connected &&
            hasRoom(office.active(agent.id) + office.held(agent.id), office.limit(agent))
          const saidNo = decision?.candidates.find(one => one.agentId === agent.id)?.reason.code === 'declinedJustNow'
          expect(free && !saidNo).toBe(false)
        }
      }
    })
  })

  test('nothing is held out in a closed queue, and nobody is made inactive by its closing', () => {
    everyMoment(undefined, office => {
      const chatOf = (id: string) => office.chats.find(chat => chat.id === id) ?? { queueId: asId<QueueId>('') }
      for (const offer of office.offers)
        if (offer.outcome === null) expect(isShut(office, chatOf(offer.chatId))).toBe(false)
      for (const missed of office.lastPlan?.missed ?? []) expect(isShut(office, chatOf(missed.chatId))).toBe(false)
      for (const { outcome, queueId } of office.lastPlan?.decisions ?? [])
        expect(outcome.kind === 'closed').toBe(isShut(office, { queueId }))
    })
  })

  test('of the chats that compete for places, the oldest is decided on first', () => {
    everyMoment('toAvailableAgent', office => {
      const order = (office.lastPlan?.decisions ?? []).map(one => office.chats.find(chat => chat.id === one.chatId))
      const ages = order.map(chat => chat?.queuedAt ?? 0)
      expect(ages).toEqual(ages.toSorted((a, b) => a - b))
    })
  })

  test('every decision names every member of the queue with a reason, and why it was made', () => {
    everyMoment(undefined, office => {
      for (const decision of office.lastPlan?.decisions ?? []) {
        const queue = office.queues.find(one => one.id === decision.queueId)
        if (decision.outcome.kind === 'closed') continue
        expect(decision.candidates.map(one => one.agentId).toSorted()).toEqual(queue?.memberIds.toSorted())
        expect(decision.because).not.toBe('')
        const chosen = decision.candidates.filter(one => one.chosen).map(one => one.agentId)
        expect(decision.outcome.kind === 'offered' ? decision.outcome.agentIds.toSorted() : []).toEqual(
          chosen.toSorted(),
        )
        for (const one of decision.candidates) if (one.chosen) expect(one.eligible).toBe(true)
      }
    })
  })
})

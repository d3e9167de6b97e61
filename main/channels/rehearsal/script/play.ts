// The script as a whole: who comes when, who does what next. Pure: a play and what happens give the play after it, so
// that it can be stored with every message and goes on from there.
import { z } from 'zod'
import { SECOND } from '../../../domain/clock.ts'
import type { Look } from '../settings.ts'
import type { Happening } from '../wire.ts'
import { Chance, seedFor } from './chance.ts'
import {
  afterStep,
  arrive,
  type Customer,
  comeBack,
  customer,
  hear,
  holdOn,
  leave,
  mayComeBack,
  nextStep,
} from './customer.ts'
import { addressOf, doings } from './doings.ts'
import { dialogueById } from './repertoire.ts'

const playShape = z.object({
  seed: z.int(),
  /** Milliseconds of life since the beginning, at which it stands. */
  time: z.number(),
  /** How many customers have ever come. */
  arrivals: z.int(),
  /** When the next one comes, if there is room. */
  arriveAt: z.number(),
  chance: z.number(),
  customers: z.array(customer),
})
export type Play = z.infer<typeof playShape>

/** Who has left is remembered for a while, to come back. */
const mostRegulars = 12

export const beginPlay = (seed: number): Play => {
  const chance = new Chance(seedFor(seed, 0))
  const arriveAt = chance.between(1 * SECOND, 6 * SECOND)
  return { seed, time: 0, arrivals: 0, arriveAt, chance: chance.state, customers: [] }
}

export const writePlay = (play: Play): string => JSON.stringify(play)

/** Null for what is no play, or is one of another seed. `seed` null: any. */
export const readPlay = (text: string | null, seed: number | null): Play | null => {
  if (text === null) return null
  try {
    const play = playShape.safeParse(JSON.parse(text)).data
    if (play === undefined || (seed !== null && play.seed !== seed)) return null
    return { ...play, customers: play.customers.filter(who => dialogueById(who.dialogue) !== null) }
  } catch {
    return null
  }
}

export interface Stage {
  readonly look: Look
  /** How many customers may have something on their mind at once. */
  readonly room: number
}

/** The instant at which something happens next; null when nothing will until an agent does something. */
export const nextAt = (play: Play, { room }: Stage): number | null => {
  const times = play.customers.flatMap(who => nextStep(who)?.at ?? [])
  if (engaged(play) < room) times.push(play.arriveAt)
  return times.length === 0 ? null : Math.max(play.time, Math.min(...times))
}

export interface Turn {
  readonly play: Play
  readonly happenings: readonly Happening[]
}

/** Lets the next thing happen. To be called only when there is one. */
export const goOn = (play: Play, stage: Stage): Turn => {
  const acting = play.customers
    .flatMap(who => {
      const step = nextStep(who)
      return step === undefined ? [] : [{ who, step }]
    })
    .toSorted((a, b) => a.step.at - b.step.at || a.who.number - b.who.number)[0]
  if (engaged(play) < stage.room && (acting === undefined || play.arriveAt <= acting.step.at)) return letIn(play)
  if (acting === undefined) return { play, happenings: [] }
  const { who, step } = acting
  const { happenings, said } = doings(who, step, { seed: play.seed, look: stage.look })
  return { play: put(play, { ...afterStep(who, step), said }, step.at), happenings }
}

/** `busy`: it would arrive a little later; `lost`: when it is sent again. */
export type Arrival = 'arrived' | 'busy' | 'lost'

/** An agent's message, which is heard once however often it comes. Null when nobody lives at the address. */
export const deliver = (
  play: Play,
  address: string,
  reply: { readonly id: string; readonly text: string },
  now: number,
): { readonly play: Play; readonly arrival: Arrival } | null => {
  const number = numberOf(play, address)
  if (number === null) return null
  const who = play.customers.find(one => one.number === number)
  if (who === undefined || who.heard?.id === reply.id) return { play, arrival: 'arrived' }
  const chance = new Chance(who.chance)
  const trouble = chance.happens(1 / 60) ? 'busy' : chance.happens(1 / 60) ? 'lost' : null
  const met = { ...who, chance: chance.state }
  return trouble === null || who.missed === reply.id
    ? { play: put(play, hear(met, reply, now), now), arrival: 'arrived' }
    : { play: put(play, { ...met, missed: reply.id }, now), arrival: trouble }
}

/** An agent is typing to them. */
export const showTyping = (play: Play, address: string, now: number): Play =>
  change(play, address, now, who => holdOn(who, now))

/** An agent has closed the chat. */
export const endFor = (play: Play, address: string, now: number): Play =>
  change(play, address, now, who => leave(who, now))

const change = (play: Play, address: string, now: number, act: (who: Customer) => Customer): Play => {
  const who = play.customers.find(one => addressOf(play.seed, one.number) === address)
  return who === undefined ? play : put(play, act(who), now)
}

const engaged = ({ customers }: Play): number => customers.filter(who => who.leftAt === null).length

const numberOf = ({ seed, arrivals }: Play, address: string): number | null => {
  const number = Number(/-(\d{1,9})$/.exec(address)?.[1])
  return address === addressOf(seed, number) && number >= 1 && number <= arrivals ? number : null
}

const letIn = (play: Play): Turn => {
  const now = Math.max(play.time, play.arriveAt)
  const chance = new Chance(play.chance)
  const regular = play.customers.find(who => mayComeBack(who, now))
  const comesBack = chance.happens(0.4)
  const arriveAt = now + chance.between(6 * SECOND, 28 * SECOND)
  const after = { ...play, arriveAt, chance: chance.state }
  if (regular !== undefined && comesBack) return { play: put(after, comeBack(regular, now), now), happenings: [] }
  const number = play.arrivals + 1
  return { play: put({ ...after, arrivals: number }, arrive(play.seed, number, now), now), happenings: [] }
}

/** With the customer as they are now. Whoever leaves makes room, though not for somebody in the same instant. */
const put = (play: Play, who: Customer, now: number): Play => {
  const before = play.customers.find(one => one.number === who.number)
  const justLeft = who.leftAt !== null && before?.leftAt === null
  const others = play.customers.filter(one => one.number !== who.number)
  const all = [...others, who].toSorted((a, b) => a.number - b.number)
  const regulars = all.filter(one => one.leftAt !== null).toSorted((a, b) => (b.leftAt ?? 0) - (a.leftAt ?? 0))
  const forgotten = new Set(regulars.slice(mostRegulars))
  return {
    ...play,
    time: Math.max(play.time, now),
    arriveAt: justLeft ? Math.max(play.arriveAt, now + 5 * SECOND) : play.arriveAt,
    customers: all.filter(one => !forgotten.has(one)),
  }
}

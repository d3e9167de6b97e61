// One customer in the script: what they are about to do, and what follows from it. All in data that can be written down,
// all times in script time (milliseconds of life since the script began).
import { z } from 'zod'
import { MINUTE, SECOND } from '../../../domain/clock.ts'
import { Chance, seedFor } from './chance.ts'
import type { Dialogue, Line } from './dialogue.ts'
import { dialogueById, dialogueFor } from './repertoire.ts'

const step = z.discriminatedUnion('do', [
  z.object({ do: z.literal('type'), at: z.number() }),
  z.object({ do: z.literal('say'), at: z.number() }),
  z.object({ do: z.literal('nudge'), at: z.number() }),
  z.object({ do: z.literal('receive'), at: z.number(), id: z.string() }),
  z.object({ do: z.literal('read'), at: z.number(), id: z.string() }),
])
export type Step = z.infer<typeof step>

export const customer = z.object({
  number: z.int(),
  chance: z.number(),
  dialogue: z.string(),
  /** 0 for the dialogue, 1 when they came back with what it has for later. */
  visit: z.int(),
  part: z.int(),
  line: z.int(),
  /** How many messages they have sent, ever. */
  said: z.int(),
  /** How many nudges of the dialogue are used up. */
  nudged: z.int(),
  agenda: z.array(step),
  /** The agent's last message. */
  heard: z.object({ id: z.string(), excerpt: z.string() }).nullable(),
  /** A message that did not get through to them; the next attempt at it does. */
  missed: z.string().nullable(),
  /** When they were content and fell silent; null while they have something to say. */
  leftAt: z.number().nullable(),
})
export type Customer = z.infer<typeof customer>

export const arrive = (seed: number, number: number, now: number): Customer => {
  const newcomer: Customer = {
    number,
    chance: seedFor(seed, number),
    dialogue: dialogueFor(seed, number).id,
    visit: 0,
    part: 0,
    line: 0,
    said: 0,
    nudged: 0,
    agenda: [],
    heard: null,
    missed: null,
    leftAt: null,
  }
  return withChance(newcomer, chance => prepareLine(newcomer, now, chance))
}

/** They are back, another day in their life. */
export const comeBack = (regular: Customer, now: number): Customer => {
  const back = { ...regular, visit: 1, part: 0, line: 0, nudged: 0, heard: null, leftAt: null }
  return withChance(back, chance => prepareLine(back, now, chance))
}

export const mayComeBack = ({ leftAt, visit, dialogue }: Customer, now: number): boolean =>
  leftAt !== null && now - leftAt >= 2 * MINUTE && visit === 0 && dialogueById(dialogue)?.later !== undefined

export const partsOf = ({ dialogue, visit }: Customer): Dialogue['parts'] => {
  const { parts, later = [] } = dialogueById(dialogue) ?? { parts: [] }
  return visit === 0 ? parts : later
}

export const lineOf = (who: Customer): Line | undefined => partsOf(who)[who.part]?.[who.line]

/** What they do next, and when. */
export const nextStep = ({ agenda }: Customer): Step | undefined => agenda.toSorted((a, b) => a.at - b.at)[0]

/** The step is done; what they have in mind after it. */
export const afterStep = (who: Customer, done: Step): Customer => {
  const rest = { ...who, agenda: who.agenda.filter(other => other !== done) }
  switch (done.do) {
    case 'say':
      return afterLine({ ...rest, line: who.line + 1 }, done.at)
    case 'nudge': {
      const nudged = { ...rest, nudged: who.nudged + 1 }
      return withChance(nudged, chance => planNudge(nudged, done.at, chance))
    }
    case 'type':
    case 'receive':
    case 'read':
      return rest
  }
}

const afterLine = (who: Customer, now: number): Customer => {
  const parts = partsOf(who)
  if (lineOf(who) !== undefined)
    return withChance(who, chance => prepareLine(who, now + chance.between(600, 2_500), chance))
  if (who.part + 1 < parts.length) return withChance(who, chance => planNudge(who, now, chance))
  return { ...who, leftAt: now }
}

/** The agent's message reached them: they read it, and go on when they were waiting for one. */
export const hear = (who: Customer, reply: { id: string; text: string }, now: number): Customer =>
  withChance({ ...who, heard: { id: reply.id, excerpt: reply.text.slice(0, 120) }, missed: null }, (chance, me) => {
    const receivedAt = now + chance.between(200, 1_200)
    const readAt = receivedAt + chance.between(600, 2_500)
    const receipts: Step[] = []
    // Not everybody lets the other side know.
    if (chance.happens(0.85)) receipts.push({ do: 'receive', at: receivedAt, id: reply.id })
    if (chance.happens(0.8)) receipts.push({ do: 'read', at: readAt, id: reply.id })
    const informed = { ...me, agenda: [...me.agenda, ...receipts] }
    const isSpeaking = me.agenda.some(step => step.do === 'say')
    const hasBegun = me.line > 0 || me.part === 0
    if (me.leftAt !== null || (isSpeaking && hasBegun)) return informed
    const readingMs = Math.min(reply.text.length * 35, 8 * SECOND) + chance.between(800, 3_000)
    const next = isSpeaking ? informed : { ...informed, part: me.part + 1, line: 0 }
    // Whoever is answered with two messages in a row reads both before going on.
    return prepareLine({ ...next, agenda: withoutPlans(next) }, readAt + readingMs, chance)
  })

/** They see that somebody is writing, and wait a little longer. */
export const holdOn = (who: Customer, now: number): Customer => ({
  ...who,
  agenda: who.agenda.map(step => (step.do === 'nudge' ? { ...step, at: Math.max(step.at, now + 20 * SECOND) } : step)),
})

/** The chat was ended: they leave, whatever they still had to say. */
export const leave = (who: Customer, now: number): Customer =>
  who.leftAt === null ? { ...who, leftAt: now, agenda: withoutPlans(who) } : who

const withoutPlans = ({ agenda }: Customer): Step[] =>
  agenda.filter(step => step.do === 'receive' || step.do === 'read')

/** They type, as long as it takes, and say it. */
const prepareLine = (who: Customer, from: number, chance: Chance): Customer => {
  const line = lineOf(who)
  if (line === undefined) return { ...who, leftAt: from }
  const text = textOf(line)
  if (text === null) return withSteps(who, [{ do: 'say', at: from + chance.between(1_500, 5_000) }])
  return withSteps(who, typing(from, text, { do: 'say', at: from + typingMs(text, chance) }))
}

const planNudge = (who: Customer, now: number, chance: Chance): Customer => {
  const dialogue = dialogueById(who.dialogue)
  const text = who.visit === 0 ? dialogue?.nudges[who.nudged] : undefined
  if (dialogue === null || text === undefined) return who
  const [from, to] = dialogue.patience === 'short' ? [25, 50] : [70, 150]
  const beginAt = now + chance.between(from * SECOND, to * SECOND) * (1 + who.nudged / 2)
  return withSteps(who, [{ do: 'nudge', at: beginAt + typingMs(text, chance) }])
}

/** The network shows that somebody types for a few seconds, so it is told again and again. */
const typing = (from: number, text: string, then: Step): Step[] => {
  if (text.length < 4) return [then]
  const steps: Step[] = []
  for (let at = from; at < then.at; at += 4 * SECOND) steps.push({ do: 'type', at })
  return [...steps, then]
}

const typingMs = (text: string, chance: Chance): number =>
  Math.round(Math.min(900 + text.length * chance.between(35, 65), 9 * SECOND))

const textOf = (line: Line): string | null => {
  if (typeof line === 'string') return line
  if ('reply' in line) return line.reply
  return 'edit' in line ? line.edit : null
}

const withSteps = (who: Customer, steps: readonly Step[]): Customer => ({ ...who, agenda: [...who.agenda, ...steps] })

/** Draws from the customer's own chance, so that what one of them does changes nothing for the others. */
const withChance = (who: Customer, act: (chance: Chance, who: Customer) => Customer): Customer => {
  const chance = new Chance(who.chance)
  const acted = act(chance, who)
  return { ...acted, chance: chance.state }
}

// What a customer's step looks like from outside: the payloads that their network would send.

import { type SampleName, sampleFacts } from '../samples/samples.ts'
import type { Look } from '../settings.ts'
import type { Happening, Says } from '../wire.ts'
import { type Customer, lineOf, type Step } from './customer.ts'
import type { Line } from './dialogue.ts'
import { personOf } from './people.ts'
import { dialogueById } from './repertoire.ts'

/** By which Parley knows them on this channel. */
export const addressOf = (seed: number, number: number): string => `rehearsal-${seed.toString(36)}-${number}`

interface Scene {
  readonly seed: number
  readonly look: Look
}

/** `said`: how many messages they will have sent then. Times are script time. */
export const doings = (
  who: Customer,
  step: Step,
  scene: Scene,
): { readonly happenings: readonly Happening[]; readonly said: number } => {
  const address = addressOf(scene.seed, who.number)
  const { at } = step
  switch (step.do) {
    case 'type':
      return { happenings: [{ happens: 'types', address, at }], said: who.said }
    case 'receive':
      return { happenings: [{ happens: 'received', address, at, id: step.id }], said: who.said }
    case 'read':
      return { happenings: [{ happens: 'reads', address, at, id: step.id }], said: who.said }
    case 'nudge':
      return speak(who, dialogueById(who.dialogue)?.nudges[who.nudged] ?? '…', at, scene)
    case 'say': {
      const line = lineOf(who)
      return line === undefined ? { happenings: [], said: who.said } : speak(who, line, at, scene)
    }
  }
}

const speak = (who: Customer, line: Line, at: number, { seed, look }: Scene): ReturnType<typeof doings> => {
  const address = addressOf(seed, who.number)
  const from = personOf(seed, who.number, dialogueById(who.dialogue)?.language ?? 'en', look)
  const idOf = (number: number) => `${address}:${number}`
  const says = (...messages: readonly (Pick<Says, 'text'> & Partial<Says>)[]) => ({
    happenings: messages.map((message, i): Says => {
      const number = who.said + 1 + i
      return { happens: 'says', id: idOf(number), address, from, at, ...message }
    }),
    said: who.said + messages.length,
  })
  const quiet = (...happenings: readonly Happening[]) => ({ happenings, said: who.said })

  if (typeof line === 'string') return says({ text: line })
  if ('reply' in line) return says(who.heard ? { text: line.reply, replyTo: who.heard } : { text: line.reply })
  if ('edit' in line) return quiet({ happens: 'edits', id: idOf(who.said), address, at, text: line.edit })
  if ('react' in line) {
    if (!who.heard) return quiet()
    return quiet({ happens: 'reacts', id: who.heard.id, address, at, by: from.name, emoji: [line.react] })
  }
  if ('file' in line) return says({ text: line.caption ?? '', file: fileOf(line.file) })
  if ('album' in line) {
    const album = `${idOf(who.said + 1)}:album`
    return says(
      ...line.album.map((name, i) => ({ text: i === 0 ? (line.caption ?? '') : '', file: fileOf(name), album })),
    )
  }
  return says({ text: '', place: line.place })
}

const fileOf = (sample: SampleName): NonNullable<Says['file']> => ({ sample, ...sampleFacts[sample] })

// All dialogues, and which of them a channel's customers bring in which order.
import { Chance, seedFor } from './chance.ts'
import type { Dialogue } from './dialogue.ts'
import { arabic } from './dialogues/arabic.ts'
import { english } from './dialogues/english.ts'
import { german } from './dialogues/german.ts'
import { japanese } from './dialogues/japanese.ts'
import { spanish } from './dialogues/spanish.ts'

export const repertoire: readonly Dialogue[] = [...english, ...spanish, ...german, ...arabic, ...japanese]

/** Null for one that is played no more. */
export const dialogueById = (id: string): Dialogue | null => repertoire.find(dialogue => dialogue.id === id) ?? null

/** What customer number `number` (from 1) comes with: everything is heard once before anything is heard again. */
export const dialogueFor = (seed: number, number: number): Dialogue => {
  const round = Math.floor((number - 1) / repertoire.length)
  const order = new Chance(seedFor(seed, -1 - round)).shuffle(repertoire)
  const dialogue = order[(number - 1) % repertoire.length]
  if (dialogue === undefined) throw new Error('The repertoire is empty')
  return dialogue
}

// Approved templates over the door: what may be sent when a network's messaging window is closed.
import { z } from 'zod'
import { id } from '../shapes.ts'
import { at } from './gates.ts'

export const template = z.object({
  id: z.string(),
  name: z.string(),
  /** As the network writes it; may be empty. */
  language: z.string(),
  /** With a place such as {{1}} for each variable. */
  text: z.string(),
  variables: z.array(z.object({ key: z.string(), example: z.string() })),
  /** What it brings besides text. */
  extras: z.array(z.string()),
})

export const chosenTemplate = z.strictObject({
  id: z.string().min(1).max(200),
  /** A value for every variable, by its key. */
  variables: z.record(z.string().max(100), z.string().max(1_000)).default({}),
})

export const templates = at('signedIn', "Approved templates of the chat's network; none where it has no such thing")
  .input(z.strictObject({ chatId: id }))
  .output(z.object({ templates: z.array(template) }))

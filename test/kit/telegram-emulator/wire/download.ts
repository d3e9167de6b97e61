// GET /file/bot<token>/<path>: the bytes of a file that getFile promised, for an hour.
import type { EmulatedBot } from '../bot.ts'
import { type Answer, grant, notFound } from './answer.ts'

const promisedMs = 3_600_000

export function downloadFile(bot: EmulatedBot, path: string): Answer {
  const file = bot.files.byPath(path)
  if (file?.promisedAt === undefined || bot.ground.now() - file.promisedAt > promisedMs) return notFound()
  return grant(file.bytes)
}

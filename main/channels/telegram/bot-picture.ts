// The bot's own picture, small enough to travel with its name: a data: address, or nothing.
import type { Api } from 'grammy/web'
import type { Fetch, GrammySignal } from './api.ts'
import { fileAddress, upTo } from './file-fetch.ts'
import type { TelegramSettings } from './settings.ts'
import * as wire from './wire.ts'

/** Telegram has every profile picture in 160 x 160, of some kilobytes. */
const largest = 48 * 1024

/** Nice to have: whatever goes wrong on the way, there is no picture. */
export const botPicture = async (
  ports: { readonly api: Api; readonly settings: TelegramSettings; readonly fetch: Fetch },
  botId: number,
  signal: AbortSignal,
): Promise<string | null> => {
  try {
    const asked = await ports.api.getUserProfilePhotos(botId, { limit: 1 }, signal as GrammySignal)
    const sizes = wire.profilePhotos.safeParse(asked).data?.photos[0] ?? []
    const [smallest] = sizes.toSorted((one, other) => one.width - other.width)
    if (smallest === undefined) return null
    const info = wire.fileInfo.safeParse(await ports.api.getFile(smallest.file_id, signal as GrammySignal)).data
    if (!info?.file_path) return null
    const answer = await ports.fetch(fileAddress(ports.settings, info.file_path), { signal })
    const bytes = answer.ok ? await upTo(largest, answer) : null
    const kind = bytes === null ? null : kindOf(bytes)
    return bytes === null || kind === null ? null : `data:${kind};base64,${Buffer.from(bytes).toString('base64')}`
  } catch {
    return null
  }
}

/** By its first bytes: what a stranger's server calls a picture may be anything. */
const kindOf = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'image/png'
  return null
}

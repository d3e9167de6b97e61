// Questions that change nothing: getMe, getChat, getUserProfilePhotos, getFile.
import { type Answer, badRequest, grant } from '../wire/answer.ts'
import { mediaFields } from '../world/media.ts'
import { type Call, chatOf, isRefusal } from './call.ts'

/** Bots can fetch files up to this size (facts 1.2). */
const maxDownloadBytes = 20 * 1024 * 1024

export function getMe({ bot }: Call): Answer {
  return grant(bot.user)
}

export function getChat(call: Call): Answer {
  const chat = chatOf(call)
  if (isRefusal(chat)) return chat
  return grant({ ...chat.describe(), accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: {} })
}

export function getUserProfilePhotos({ bot, params }: Call): Answer {
  const userId = params.integer('user_id', 0)
  if (userId <= 0) return badRequest('invalid user_id specified')
  const person = bot.chats.get(userId)?.person
  if (!person && userId !== bot.id) return badRequest('user not found')
  const photo = person?.photo ?? bot.photo
  if (!photo) return grant({ total_count: 0, photos: [] })
  const file = bot.files.keep({ kind: 'photo', name: 'photo.jpg', bytes: photo })
  return grant({ total_count: 1, photos: [mediaFields(file, 'photo', {}, bot.files).photo] })
}

export function getFile({ bot, params }: Call): Answer {
  const fileId = params.text('file_id')
  if (fileId === '') return badRequest('file_id not specified')
  const file = bot.files.byId(fileId)
  if (!file) return badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > maxDownloadBytes) return badRequest('file is too big')
  file.promisedAt = bot.ground.now()
  return grant({ file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path })
}

// Somebody on Telegram, whatever bots they write to.
import type { User } from 'grammy/types'

export interface Profile {
  id?: number
  firstName?: string
  lastName?: string
  username?: string
  languageCode?: string
  /** The profile picture, as getUserProfilePhotos will show it. */
  photo?: Buffer
}

export interface Person {
  user: User
  photo: Buffer | undefined
  /** Deleted their account: sends fail for good. */
  isDeactivated: boolean
}

export function personOf(profile: Profile, id: number): Person {
  const { firstName = 'Ada', lastName, username, languageCode } = profile
  const user: User = { id, is_bot: false, first_name: firstName }
  if (lastName !== undefined) user.last_name = lastName
  if (username !== undefined) user.username = username
  if (languageCode !== undefined) user.language_code = languageCode
  return { user, photo: profile.photo, isDeactivated: false }
}

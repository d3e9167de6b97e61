// System settings over the door.
import { asId, type FileId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { settingsOf } from '../views/settings.ts'

export const settings = {
  get: door.settings.get.handler(({ context }) => settingsOf(context.actor, context.services.settings)),

  set: door.settings.set.handler(async ({ input, context }) => {
    const { OmniChatNotificationSound: sound, ...rest } = input
    const kept = sound === undefined || sound === null ? sound : { ...sound, fileId: asId<FileId>(sound.fileId) }
    const change = present({ ...rest, OmniChatNotificationSound: kept })
    granted(await context.services.settings.set(context.actor, change))
    return settingsOf(context.actor, context.services.settings)
  }),
}

// Every method the emulator knows, by its name in lower case: names are case-insensitive.
import type { Answer } from '../wire/answer.ts'
import { sendMediaGroup } from './album.ts'
import { answerCallbackQuery, sendChatAction, setMessageReaction } from './attention.ts'
import type { Call, Method } from './call.ts'
import { deleteMessage, editMessageCaption, editMessageText } from './edit.ts'
import { getChat, getFile, getMe, getUserProfilePhotos } from './look-up.ts'
import { sendMedia } from './media.ts'
import { sendLocation, sendMessage } from './text.ts'

function getUpdates({ bot, params, gone }: Call): Promise<Answer> {
  if (bot.webhook.isActive) {
    return bot.poller.refuse(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
  }
  bot.allowed.heed(params)
  return bot.poller.poll(params, gone)
}

export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['getme', getMe],
  ['getupdates', getUpdates],
  ['setwebhook', ({ bot, params }) => bot.webhook.set(params)],
  ['deletewebhook', ({ bot, params }) => bot.webhook.delete(params)],
  ['getwebhookinfo', ({ bot }) => bot.webhook.info()],
  ['sendmessage', sendMessage],
  ['sendphoto', sendMedia('photo')],
  ['senddocument', sendMedia('document')],
  ['sendvoice', sendMedia('voice')],
  ['sendaudio', sendMedia('audio')],
  ['sendvideo', sendMedia('video')],
  ['sendvideonote', sendMedia('video_note')],
  ['sendanimation', sendMedia('animation')],
  ['sendsticker', sendMedia('sticker')],
  ['sendlocation', sendLocation],
  ['sendmediagroup', sendMediaGroup],
  ['sendchataction', sendChatAction],
  ['editmessagetext', editMessageText],
  ['editmessagecaption', editMessageCaption],
  ['deletemessage', deleteMessage],
  ['setmessagereaction', setMessageReaction],
  ['answercallbackquery', answerCallbackQuery],
  ['getfile', getFile],
  ['getuserprofilephotos', getUserProfilePhotos],
  ['getchat', getChat],
])

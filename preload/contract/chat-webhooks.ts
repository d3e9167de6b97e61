// Webhooks on chats over the door, as LiveChat's protocol has them: who follows what, by hand or as programs registered it.
import { z } from 'zod'
import { isProtocolAction, longestWebhookUrl, protocolActions } from '../../main/domain/protocol-webhook.ts'
import { id, instant } from '../shapes.ts'
import { at } from './gates.ts'

const action = z.enum(Object.keys(protocolActions).filter(isProtocolAction))
const clientId = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100)
  .regex(/^[\w.-]+$/, 'may hold letters, digits, dots, dashes and underscores')
const done = z.object({ ok: z.literal(true) })

export const chatWebhook = z.object({
  id,
  /** May be empty. */
  description: z.string(),
  url: z.string(),
  action,
  /** bot: told of the chats of the program's bots alone. */
  type: z.enum(['license', 'bot']),
  clientId: z.string(),
  active: z.boolean(),
  createdAt: instant,
  waiting: z.number().int(),
  givenUp: z.number().int(),
})

export const followingProgram = z.object({
  clientId: z.string(),
  /** Of those of the type "license"; the others are always on. */
  enabled: z.boolean(),
})

export const chatWebhooks = {
  listOfChats: at('CanManageChats', 'Webhooks on chats, of LiveChat’s protocol, with the programs that registered them')
    .input(z.strictObject({}))
    .output(z.object({ webhooks: z.array(chatWebhook), programs: z.array(followingProgram) })),
  follow: at('CanManageChats', 'Register a webhook on chats by hand; switches the program’s webhooks on')
    .input(
      z.strictObject({
        description: z.string().trim().max(200).default(''),
        url: z.string().trim().min(1, 'must not be empty').max(longestWebhookUrl),
        action,
        /** Goes with every call, so that the receiver knows who calls. */
        secret: z.string().min(1, 'must not be empty').max(255),
        clientId,
      }),
    )
    .output(chatWebhook),
  unfollow: at('CanManageChats', 'Unregister a webhook on chats').input(z.strictObject({ id })).output(done),
  turnProgram: at('CanManageChats', 'Switch the webhooks of a program on or off')
    .input(z.strictObject({ clientId: z.string().max(100), enabled: z.boolean() }))
    .output(done),
}

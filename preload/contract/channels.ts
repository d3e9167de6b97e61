// Channels over the door: set up, tested, switched, deleted and had back. Secrets go in and never come out.
import { z } from 'zod'
import { channelKinds } from '../../main/domain/unified-message.ts'
import { name } from '../names.ts'
import * as s from '../shapes.ts'
import { at } from './gates.ts'

const fields = {
  name,
  queueId: s.id,
  active: z.boolean(),
  /** By kind; secrets in clear here, encrypted at rest, never sent back. */
  settings: z.record(z.string(), z.unknown()),
  /** True: end whoever else receives for it (a webhook), after a person has said so. */
  takeOver: z.boolean(),
}
const ticket = z.string().min(1).max(200)
const signInState = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['waiting', 'done']) }),
  z.object({ state: z.literal('failed'), sentence: z.string() }),
])
const oneChannel = z.strictObject({ channelId: s.id })
/** `warning`: what the network said of it that somebody should know. */
const kept = s.channel.extend({ warning: z.string().optional() })

export const channels = {
  list: at('signedIn', 'Channels with health; settings without secrets, and only for those who manage chats')
    .input(z.strictObject({}))
    .output(z.object({ channels: z.array(s.channel) })),
  register: at('CanManageChats', 'Add a channel; extra steps of its network are taken at once')
    .input(
      z.strictObject({
        kind: z.enum(channelKinds),
        name: fields.name,
        queueId: fields.queueId,
        active: fields.active.default(true),
        settings: fields.settings.default({}),
        takeOver: fields.takeOver.default(false),
      }),
    )
    .output(kept),
  update: at(
    'CanManageChats',
    'Change a channel; secrets that are left out stay; refused when somebody changed it since `version`',
  )
    .input(
      z.strictObject({
        channelId: s.id,
        version: z.number().int().optional(),
        name: fields.name.optional(),
        queueId: fields.queueId.optional(),
        active: fields.active.optional(),
        settings: fields.settings.optional(),
        takeOver: fields.takeOver.optional(),
      }),
    )
    .output(kept),
  test: at('CanManageChats', 'Ask the network about a channel that is set up or about to be')
    .input(
      z.strictObject({
        kind: z.enum(channelKinds),
        channelId: s.id.optional(),
        settings: fields.settings.default({}),
      }),
    )
    .output(
      z.object({
        ok: z.boolean(),
        sentence: z.string(),
        profile: z.record(z.string(), z.string()),
        /** Who else receives for it: a webhook can be taken over, another program has to be stopped there. */
        rival: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('webhook'), url: z.string() }),
            z.object({ kind: z.literal('poller') }),
          ])
          .nullable(),
      }),
    ),
  beginSignIn: at(
    'CanManageChats',
    'Begin a sign-in at the network of a channel; the address is for the system browser',
  )
    .input(
      z.strictObject({
        kind: z.enum(channelKinds),
        settings: fields.settings.default({}),
        /** Where the network sends the browser back to, as it is registered there. */
        redirectUri: z.string().trim().max(500),
      }),
    )
    .output(z.object({ ticket: z.string(), url: z.string() })),
  signIn: at(
    'CanManageChats',
    'What became of a sign-in that I began; what it brought goes into settings by its ticket, as `signIn`',
  )
    .input(z.strictObject({ ticket }))
    .output(signInState),
  finishSignIn: at(
    'CanManageChats',
    'Go on with a sign-in by hand: the code, or the address at which the browser came to nothing',
  )
    .input(z.strictObject({ ticket, pasted: z.string().trim().min(1, 'paste the address or the code').max(4_000) }))
    .output(signInState),
  remove: at('CanManageChats', 'Delete a channel that never had a chat; can be undone for a day')
    .input(oneChannel)
    .output(z.object({ ok: z.literal(true) })),
  restore: at('CanManageChats', 'Undo the deletion of a channel').input(oneChannel).output(s.channel),
  quarantine: at('CanManageChats', 'Payloads that could not be understood, newest first')
    .input(z.strictObject({}))
    .output(
      z.object({
        items: z.array(
          z.object({ id: z.number(), channelId: s.id, at: s.instant, payload: z.string(), reason: z.string() }),
        ),
      }),
    ),
}

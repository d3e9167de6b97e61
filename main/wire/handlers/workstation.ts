// Search, files, what this workstation is, and what happens in it, over the door.
import { type AgentId, asId, type ChannelId, type ContactId, type MessageId } from '../../domain/ids.ts'
import { refuse } from '../../domain/refusal.ts'
import type { AdmittedCall } from '../call.ts'
import { door } from '../door.ts'
import { followEvents } from '../follow.ts'
import { errorOf, granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { searchHitView } from '../views/search-hit.ts'

export const search = {
  messages: door.search.messages.handler(async ({ input, context }) => {
    const { contactId, channelId, agentId, before, ...rest } = input
    const query = {
      ...rest,
      contactId: contactId === undefined ? undefined : asId<ContactId>(contactId),
      channelId: channelId === undefined ? undefined : asId<ChannelId>(channelId),
      agentId: agentId === undefined ? undefined : asId<AgentId>(agentId),
      before: before === undefined ? undefined : asId<MessageId>(before),
    }
    const found = await context.services.search.messages(context.actor, present(query))
    return {
      hits: found.hits.map(searchHitView),
      nextBefore: found.nextBefore,
      contacts: found.contacts.map(contact => ({ ...contact })),
    }
  }),
}

export const files = {
  upload: door.files.upload.handler(async ({ input, context }) => {
    const bytes = Buffer.from(input.base64, 'base64')
    // Node skips what is not base64: then there are fewer bytes than the text promises.
    if (bytes.length !== Buffer.byteLength(input.base64, 'base64'))
      throw errorOf(refuse('invalid', 'base64: is not base64. Encode the bytes of the file.', { field: 'base64' }))
    return granted(await context.services.files.put(bytes))
  }),
}

export const workstation = {
  info: door.workstation.info.handler(async ({ context }) => {
    const { host, clock } = context
    return {
      version: host.version,
      host: host.kind,
      customerUrl: await customerUrlOf(context),
      demo: host.demo,
      now: clock.now(),
    }
  }),

  programs: door.workstation.programs.handler(async ({ context }) => {
    const { id, license } = await context.services.protocol.organization()
    const root = context.host.takesPrograms ? await customerRootOf(context) : null
    return { organizationId: id, license, root }
  }),
}

export const events = {
  follow: door.events.follow.handler(({ input, context, lastEventId, signal }) => {
    const since = lastEventId === undefined || lastEventId === '' ? input.since : Number(lastEventId)
    if (since !== undefined && !(Number.isSafeInteger(since) && since >= 0)) {
      const sentence = 'Last-Event-ID: must be the number of an event that this workstation sent.'
      throw errorOf(refuse('invalid', sentence, { field: 'Last-Event-ID' }))
    }
    return followEvents(context, since, signal)
  }),
}

/** Where to be the customer: the site's own address if one is set, else this machine's door; null when no website channel is on. */
const customerUrlOf = async (call: AdmittedCall): Promise<string | null> => {
  const { services } = call
  const root = await customerRootOf(call)
  const on = (await services.channels.list()).some(({ channel }) => channel.kind === 'web' && channel.active)
  return on && root !== null ? `${root}/chat` : null
}

/** Without a slash at the end. Null: this machine has no door for customers. */
export const customerRootOf = async ({ services, host }: AdmittedCall): Promise<string | null> => {
  const here = host.customerDoor()
  if (here === null) return null
  const { SiteUrl } = await services.settings.get()
  return (SiteUrl || here).replace(/\/+$/, '')
}

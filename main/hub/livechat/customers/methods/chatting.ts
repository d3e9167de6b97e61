// A customer begins, resumes and ends chats. Source: "Start Chat", "Resume Chat", "Deactivate Chat" of the Customer Chat API, 3.6.
import { z } from 'zod'
import type { QueueId } from '../../../../domain/ids.ts'
import type { InboundUpdate } from '../../../../domain/unified-message.ts'
import { closureOf } from '../../../../domain/working-hours.ts'
import { eventInput } from '../../events/event-input.ts'
import { propertiesInput } from '../../events/properties-input.ts'
import { done, type Methods, method } from '../../method.ts'
import { eventId } from '../../names.ts'
import { wrongToBegin } from '../../properties/property-guard.ts'
import { fail, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import { keyOfChat } from '../../pushes/push.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { banned, newestChat, ownConversation, readEverything, switchedOff } from '../own-chats.ts'
import { saidBy } from '../saying.ts'

const opening = z.object({
  access: z.object({ group_ids: z.array(z.number().int().nonnegative()).max(100) }).nullish(),
  properties: propertiesInput.nullish(),
  thread: z.object({ events: z.array(eventInput).max(100).nullish(), properties: propertiesInput.nullish() }).nullish(),
})
const how = { active: z.boolean().nullish(), continuous: z.boolean().nullish() }
const startChat = z.object({ ...how, chat: opening.nullish() })
const resumeChat = z.object({ ...how, chat: opening.extend({ id: z.string() }) })

export const chatting = (parts: CustomerParts): Methods<CustomerParty> => {
  const { ids, views, uploads, lanes, records } = parts
  const { library } = views

  const begin = async (party: CustomerParty, { chat, active, continuous }: z.output<typeof startChat>) => {
    const door = party.door()
    if (door === null) return switchedOff
    if (await party.isBanned()) return banned
    const before = await newestChat(library, party)
    if (before !== null && before.status !== 'closed')
      return fail('validation', 'This chat is active already. Send events into it, or deactivate it first.')
    const queueId = await queueOf(party, chat?.access?.group_ids ?? [])
    if (isProtocolError(queueId)) return queueId
    const wrong = await wrongToBegin(library.reads.configuration, 'customer', chat ?? {})
    if (wrong !== null) return wrong
    const isOver = active === false
    if (!isOver && continuous !== true && !(await isContinuous(party))) {
      const shut = await whyShut(queueId, door.clock.now())
      if (shut !== null) return shut
    }
    const at = door.clock.now()
    const { visits, visitedAt } = await records.facts(party)
    const visit = visitedAt === 0 ? { visits: Math.max(1, visits), visitedAt: at } : {}
    await records.tell(party, { facts: { ...party.caller, ...visit } }, { keep: false })
    const groups = await library.groups()
    const updates: InboundUpdate[] = [
      readEverything(party.customerId, at),
      {
        type: 'opening',
        address: party.customerId,
        at,
        sender: { name: '' },
        ...(queueId === null ? {} : { queueId }),
        ...(isOver ? { isOver } : {}),
        properties: {
          conversation: {
            ...chat?.properties,
            ...(continuous == null ? {} : { routing: { ...chat?.properties?.routing, continuous } }),
          },
          chat: chat?.thread?.properties ?? {},
        },
      },
    ]
    const into = isOver ? 'lastChat' : 'openChat'
    for (const event of chat?.thread?.events ?? []) {
      const unique = ids.secret(12)
      const said = await saidBy({ customerId: party.customerId, at, unique, groups, uploads, into }, event)
      if (isProtocolError(said)) return said
      updates.push(said)
    }
    await records.introduce(party)
    const { messageIds } = await door.receive({ updates })
    const begun = await newestChat(library, party)
    if (begun === null || begun.id === before?.id) return banned
    const eventIds = messageIds.flatMap(id => (id === null ? [] : [eventId(begun.id, id)]))
    return {
      payload: {
        chat_id: begun.conversationId,
        thread_id: begun.id,
        ...(eventIds.length === 0 ? {} : { event_ids: eventIds }),
      },
      own: keyOfChat(begun.id),
    }
  }

  /** Null: the channel's own. Group 0 stands for all agents, and the first that is known decides. */
  const queueOf = async (
    party: CustomerParty,
    groupIds: readonly number[],
  ): Promise<QueueId | null | ProtocolError> => {
    const asked = groupIds.filter(id => id !== 0)
    for (const id of asked) {
      const queueId = await library.queueOf(id)
      const queue = queueId === null ? null : await library.reads.queues.get(queueId)
      if (queue !== null && queue.archivedAt === null) return queue.id
    }
    if (asked.length > 0) return fail('group_not_found', `There is no group ${asked.join(', ')}.`)
    return (await library.reads.channels.get(party.channelId))?.queueId ?? null
  }

  /**
   * Outside of its working hours a group is asked only by those who can wait (`continuous`). Within them every chat is taken: it
   * waits in the queue until somebody is there.
   */
  const whyShut = async (queueId: QueueId | null, now: number): Promise<ProtocolError | null> => {
    const queue = queueId === null ? null : await library.reads.queues.get(queueId)
    if (queue === null || closureOf(queue.workingHours, now) === null) return null
    return fail('group_offline', queue.workingHours?.closedText || 'This group is closed now. Start a continuous chat.')
  }

  const isContinuous = async (party: CustomerParty): Promise<boolean> => {
    const conversation = await party.conversation()
    if (conversation === null) return false
    const properties = await library.reads.protocol.properties({ scope: 'conversation', id: conversation.id })
    return properties.routing?.continuous === true
  }

  return {
    start_chat: method(startChat, (party: CustomerParty, asked) =>
      lanes.run(party.customerId, () => begin(party, asked)),
    ),

    resume_chat: method(resumeChat, (party: CustomerParty, asked) =>
      lanes.run(party.customerId, async () => {
        const conversation = await ownConversation(party, asked.chat.id)
        return isProtocolError(conversation) ? conversation : begin(party, asked)
      }),
    ),

    deactivate_chat: method(z.object({ id: z.string() }), (party: CustomerParty, { id }) =>
      lanes.run(party.customerId, async () => {
        const conversation = await ownConversation(party, id)
        if (isProtocolError(conversation)) return conversation
        if ((await library.reads.chats.openOfConversation(conversation.id)) === null)
          return fail('chat_inactive', 'This chat is not active.')
        await party.door()?.customerCloses(party.customerId)
        return done
      }),
    ),
  }
}

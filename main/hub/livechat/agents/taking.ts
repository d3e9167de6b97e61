// LiveChat's router assigns chats and has no accept: what is held out to an agent who works through a program alone, where nothing
// can ring, is accepted for them as soon as it is. So it is for a bot that calls now and then.
import type { Log } from '../../../channels/channel.ts'
import type { AgentId, ChatId } from '../../../domain/ids.ts'
import type { Actor, Services } from '../../../services/verbs.ts'
import type { Library } from '../views/library.ts'
import type { AgentLines } from './agent-lines.ts'

interface Taking {
  readonly services: Pick<Services, 'chatService' | 'presence'>
  readonly views: { readonly library: Library }
}

/** Everything that is held out to them now. */
export const takeOffers = async (taking: Taking, actor: Actor): Promise<void> => {
  for (const offer of await taking.views.library.reads.offers.openOfAgent(actor.agentId))
    await takeOffer(taking, actor, offer.chatId)
}

/** Somebody else may be faster, or the agent at their limit: then it stays as it is. */
const takeOffer = async ({ services }: Taking, actor: Actor, chatId: ChatId): Promise<void> => {
  if (services.presence.hasScreen(actor.agentId)) return
  await services.chatService.acceptChat(actor, chatId)
}

/** From now on, until the returned function is called. */
export const takeWhatIsOffered = (
  taking: Taking & { readonly services: Pick<Services, 'feed' | 'sessions'>; readonly lines: AgentLines },
  log: Log,
): (() => void) => {
  const isProgram = async (agentId: AgentId): Promise<boolean> =>
    taking.lines.isAtWork(agentId) || (await taking.views.library.agent(agentId))?.kind === 'bot'
  const take = async (agentId: AgentId, chatId: ChatId): Promise<void> => {
    if (!(await isProgram(agentId))) return
    const actor = await taking.services.sessions.actorOfAgent(agentId)
    if (actor !== null) await takeOffer(taking, actor, chatId)
  }
  return taking.services.feed.listen({
    events(events) {
      for (const { type, chatId, agentId } of events)
        if (type === 'chat.offered' && chatId !== undefined && agentId !== undefined)
          void take(agentId, chatId).catch(error =>
            log.error('A chat could not be taken for a program', { error: String(error) }),
          )
    },
    passing() {},
  })
}

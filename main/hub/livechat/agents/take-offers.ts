// LiveChat's router assigns chats and has no accept: what is held out to an agent who works through a program alone, where nothing
// can ring, is accepted for them at once.
import type { ChatId } from '../../../domain/ids.ts'
import type { Actor, Services } from '../../../services/verbs.ts'
import type { Library } from '../views/library.ts'

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
export const takeOffer = async ({ services }: Taking, actor: Actor, chatId: ChatId): Promise<void> => {
  if (services.presence.hasScreen(actor.agentId)) return
  await services.chatService.acceptChat(actor, chatId)
}

// What programs can set up over LiveChat's Configuration API besides webhooks: tags, properties, bots with a secret.
import type { AgentId, QueueId } from '../../domain/ids.ts'
import type { Properties, PropertyNames } from '../../domain/property.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Tag } from '../../domain/tag.ts'
import type { HubPlace, RegisteredProperty } from '../../storage/configuration-store.ts'
import type { Doer, Done } from '../actor.ts'
import type { AgentCard, BotInput } from '../people-verbs.ts'

export interface ConfigurationVerbs {
  tags(): Promise<readonly Tag[]>
  /** Refused as a conflict when there is one of that name, whatever its case. */
  createTag(doer: Doer, name: string, queueIds: readonly QueueId[]): Promise<Tag | Refusal>
  updateTag(doer: Doer, name: string, queueIds: readonly QueueId[]): Promise<Tag | Refusal>
  /** Chats keep it. */
  deleteTag(doer: Doer, name: string): Promise<Done | Refusal>

  registeredProperties(clientId: string): Promise<readonly RegisteredProperty[]>
  /** Refused as a conflict when the program has one of that name. */
  registerProperty(doer: Doer, property: RegisteredProperty): Promise<Done | Refusal>
  unregisterProperty(doer: Doer, clientId: string, name: string): Promise<Done | Refusal>
  publishProperty(
    doer: Doer,
    clientId: string,
    name: string,
    access: RegisteredProperty['publicAccess'],
  ): Promise<Done | Refusal>
  hubProperties(place: HubPlace): Promise<Properties>
  setHubProperties(doer: Doer, place: HubPlace, values: Properties): Promise<void>
  deleteHubProperties(doer: Doer, place: HubPlace, names: PropertyNames): Promise<void>

  /** A bot of a program, with the secret by which the program gets tokens for it; told this once. */
  createBot(doer: Doer, input: BotInput): Promise<{ readonly card: AgentCard; readonly secret: string } | Refusal>
  /** The old one is good no more. */
  resetBotSecret(doer: Doer, botId: AgentId): Promise<string | Refusal>
  /** A token for a day, against the bot's secret. */
  issueBotToken(botId: AgentId, clientId: string, secret: string): Promise<string | Refusal>
}

// The storage port of what programs set up over LiveChat's Configuration API besides agents and webhooks: tags, properties that
// were registered, properties of the whole hub and of queues, and secrets of bots.
import type { AgentId, QueueId } from '../domain/ids.ts'
import type { Properties, PropertyNames } from '../domain/property.ts'
import type { Tag } from '../domain/tag.ts'

/** As the program described it; only it reads what it wrote. */
export interface RegisteredProperty {
  readonly clientId: string
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  /** What other programs may do with it. */
  readonly publicAccess: readonly ('read' | 'write')[]
}

/** What a property is kept with: the hub as a whole, or one queue. */
export type HubPlace = 'license' | QueueId

export interface ConfigurationReads {
  /** By name. */
  tags(): Promise<Tag[]>
  /** Compared without case. */
  tag(name: string): Promise<Tag | null>
  registeredProperties(clientId: string): Promise<RegisteredProperty[]>
  hubProperties(place: HubPlace): Promise<Properties>
  /** A digest; null: it has none. */
  botSecret(id: AgentId): Promise<string | null>
}

export interface ConfigurationWrites extends ConfigurationReads {
  /** In place of the one of that name. */
  putTag(tag: Tag): Promise<void>
  deleteTag(name: string): Promise<void>
  /** In place of the program's one of that name. */
  putRegisteredProperty(property: RegisteredProperty): Promise<void>
  deleteRegisteredProperty(clientId: string, name: string): Promise<void>
  setHubProperties(place: HubPlace, values: Properties): Promise<void>
  deleteHubProperties(place: HubPlace, names: PropertyNames): Promise<void>
  setBotSecret(id: AgentId, secretHash: string): Promise<void>
}

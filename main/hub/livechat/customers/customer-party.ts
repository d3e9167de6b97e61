// A customer who is logged in: by which website channel they come, and which conversation is theirs.
import type { ChannelDoor } from '../../../channels/channel.ts'
import type { WebConnector } from '../../../channels/web/connector.ts'
import { asId, type ChannelId } from '../../../domain/ids.ts'
import type { Conversation, Identity } from '../../../storage/store.ts'
import { largestUpload } from '../files/upload-desk.ts'
import type { Push } from '../pushes/push.ts'
import type { Caller } from '../rtm/caller.ts'
import type { Party, Place } from '../rtm/party.ts'
import type { WantedPushes } from '../rtm/wanted-pushes.ts'
import type { Library } from '../views/library.ts'

export class CustomerParty implements Party {
  readonly place: Extract<Place, { readonly side: 'customer' }>
  readonly customerId: string
  readonly wants: WantedPushes | null
  readonly known = new Map<string, string>()
  readonly channelId: ChannelId
  readonly tokenEndsAt: number
  /** From where their program calls. */
  readonly caller: Caller
  readonly #web: WebConnector
  readonly #library: Library

  constructor(parts: {
    readonly customerId: string
    readonly channelId: ChannelId
    readonly wants: WantedPushes | null
    readonly tokenEndsAt: number
    readonly caller: Caller
    readonly web: WebConnector
    readonly library: Library
  }) {
    this.place = { side: 'customer', channelId: parts.channelId, address: parts.customerId }
    this.customerId = parts.customerId
    this.channelId = parts.channelId
    this.wants = parts.wants
    this.tokenEndsAt = parts.tokenEndsAt
    this.caller = parts.caller
    this.#web = parts.web
    this.#library = parts.library
  }

  hears({ to }: Push): boolean {
    return to.side === 'customer' && to.channelId === this.channelId && to.address === this.customerId
  }

  /** Null: the channel is switched off. */
  door(): ChannelDoor | null {
    return this.#web.channels.get(this.channelId)?.inside ?? null
  }

  /** Bytes; 0: the website takes no files. */
  largestFile(): number {
    const { maxFileMb = 0 } = this.#web.channels.get(this.channelId)?.settings ?? {}
    return Math.min(largestUpload, maxFileMb * 1024 * 1024)
  }

  /** Null: nothing of them is stored yet. */
  identity(): Promise<Identity | null> {
    return this.#library.reads.contacts.identityAt(this.channelId, this.customerId)
  }

  /** Nothing that they say comes to anybody. */
  async isBanned(): Promise<boolean> {
    const identity = await this.identity()
    const contact = identity === null ? null : await this.#library.reads.contacts.get(identity.contactId)
    return contact !== null && contact.ban !== null
  }

  /** Null: they have not begun one. */
  conversation(): Promise<Conversation | null> {
    return this.#library.reads.contacts.conversationAt(this.channelId, this.customerId)
  }
}

/** The channel by which a customer comes: where they wrote before, else the one of the group they ask for, else the first. */
export const channelFor = async (
  web: WebConnector,
  library: Library,
  customerId: string,
  groupId: number | undefined,
): Promise<ChannelId | null> => {
  const channels = await openChannels(web, library)
  for (const channel of channels)
    if ((await library.reads.contacts.conversationAt(channel.id, customerId)) !== null) return channel.id
  return channelForGroup(web, library, groupId)
}

/** That of the group, else the first. Null: none is on. */
export const channelForGroup = async (
  web: Pick<WebConnector, 'channels'>,
  library: Library,
  groupId: number | undefined,
): Promise<ChannelId | null> => {
  const channels = await openChannels(web, library)
  const queueId = groupId === undefined ? null : await library.queueOf(groupId)
  const own = channels.find(channel => channel.queueId === queueId)
  const first = web.channels.first()?.channelId
  return own?.id ?? (first === undefined ? null : asId(first))
}

const openChannels = async (web: Pick<WebConnector, 'channels'>, { reads }: Library) =>
  (await reads.channels.all()).filter(one => one.kind === 'web' && web.channels.get(one.id) !== undefined)

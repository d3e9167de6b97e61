// What one event of a page's conversations tells, kind by kind (Messenger Platform, "Webhooks"; facts/channels.md 2.2 and 2.5).
import { asId, type MessageId } from '../../domain/ids.ts'
import { standInName } from '../../domain/stand-in-name.ts'
import type { InboundUpdate, ThreadHolder } from '../../domain/unified-message.ts'
import { cameFrom, reactionIn, saidIn } from './content.ts'
import type * as wire from './wire.ts'

export interface EventView {
  /** Stands in where the event tells no time (epoch ms); null: nobody knows. */
  readonly fallbackAt: number | null
  /** By how much our clock seems to be ahead of Meta's: what we sent has our own times. */
  readonly aheadMs: number
  readonly appId: string | null
  /** It came to those who stand by, while another app holds the conversation. */
  readonly isStandby: boolean
  /** Who holds the conversation, by the way on which the event came; left out: the way does not tell. */
  readonly holder?: ThreadHolder
}

/** The page's own inbox, where people answer (Messenger Platform, "Handover"). */
export const inboxApp = '263902037430900'

/** Prefix of people who have no number yet, such as by a checkbox on a website. */
const refPrefix = 'user_ref:'

/** Where an answer to this address goes. */
export const recipientOf = (address: string): { readonly id: string } | { readonly user_ref: string } =>
  address.startsWith(refPrefix) ? { user_ref: address.slice(refPrefix.length) } : { id: address }

const ownMark = 'parley:'

/** What travels with our messages, so that their echo names them. */
export const markOf = (messageId: MessageId): string => ownMark + messageId

/** What it tells; or, in words, why it cannot be understood. Some events tell nothing that anybody here needs. */
export const happenedIn = (event: wire.FacebookEvent, view: EventView): readonly InboundUpdate[] | string => {
  const at = event.timestamp ?? view.fallbackAt
  if (at === null) return 'Nobody says when this happened.'
  const isEcho = event.message?.is_echo === true
  const address = isEcho ? addressOf(event.recipient) : addressOf(event.sender)
  // Which app has which role at the page (Handover Protocol, retired): it is about no conversation.
  if (event.app_roles != null) return []
  if (address === null) return 'Nobody says whom this is about.'
  const about: About = { ...view, address, at }
  if (event.message != null) return isEcho ? echo(event.message, about) : message(event.message, about)
  return (
    control(event, about) ?? receipts(event, about) ?? deed(event, about) ?? 'This kind of event is not known here.'
  )
}

interface About extends EventView {
  readonly address: string
  readonly at: number
}

const addressOf = (who: wire.FacebookEvent['sender']): string | null => {
  if (who?.id !== undefined) return who.id
  return who?.user_ref === undefined ? null : refPrefix + who.user_ref
}

const held = ({ holder }: About) => (holder === undefined ? {} : { holder })

const senderOf = ({ address }: About) => ({ name: standInName(address) })

const message = (said: wire.FacebookMessage, about: About): readonly InboundUpdate[] | string => {
  const { address, at } = about
  if (!said.mid) return 'This message has no id.'
  if (said.is_deleted === true) return [{ type: 'deletion', externalId: said.mid, address, at }]
  const common = { type: 'message', externalId: said.mid, address, sender: senderOf(about), at } as const
  return [{ ...common, ...saidIn(said), ...held(about) }]
}

const echo = (said: wire.FacebookMessage, about: About): readonly InboundUpdate[] | string => {
  const { address, at } = about
  if (!said.mid) return 'This message has no id.'
  const messageId = ownIdIn(said.metadata)
  const isPerson = said.app_id == null || said.app_id === inboxApp
  const byApp = messageId !== null || isPerson ? null : (said.app_id ?? null)
  const { kind, text, attachments } = saidIn(said)
  return [
    {
      type: 'echo',
      externalId: said.mid,
      address,
      at,
      kind,
      text,
      ...(attachments === undefined ? {} : { attachments }),
      author: byApp === null ? 'Facebook page' : 'Another app',
      ...(messageId === null ? {} : { messageId }),
      byApp,
      ...held(about),
    },
  ]
}

const ownIdIn = (metadata: string | null | undefined): MessageId | null => {
  const id = metadata?.startsWith(ownMark) ? metadata.slice(ownMark.length) : ''
  return /^\d{1,15}$/.test(id) ? asId<MessageId>(id) : null
}

/** Null: it is not about who holds the conversation. */
const control = (event: wire.FacebookEvent, about: About): readonly InboundUpdate[] | null => {
  const { address, at, appId, isStandby } = about
  const asks = event.request_thread_control
  if (asks != null) {
    const app = asks.requested_owner_app_id ?? null
    const holder = app !== null && app === appId ? 'us' : 'others'
    return [{ type: 'control', address, at, holder, app, asked: true }]
  }
  const moved = event.pass_thread_control ?? event.take_thread_control
  if (moved == null) return null
  const app = moved.new_owner_app_id ?? null
  if (app === null) return [{ type: 'control', address, at, holder: 'nobody', app }]
  // The new owner is told that it was passed, the old one that it was taken.
  const isToldToUs = event.pass_thread_control != null && app !== inboxApp && !isStandby
  const isOurs = appId === null ? isToldToUs : app === appId
  return [{ type: 'control', address, at, holder: isOurs ? 'us' : 'others', app }]
}

/** Null: it is not about what became of messages of ours. */
const receipts = (event: wire.FacebookEvent, { address, at, aheadMs }: About): readonly InboundUpdate[] | null => {
  const { delivery, read } = event
  if (read != null)
    return [{ type: 'receipt', address, state: 'read', externalId: null, at: (read.watermark ?? at) + aheadMs }]
  if (delivery == null) return null
  const single = (delivery.mids ?? [])
    .slice(0, 1_000)
    .map(externalId => ({ type: 'status', address, externalId, at, state: 'delivered' }) as const)
  if (delivery.watermark == null) return single
  return [
    ...single,
    { type: 'receipt', address, state: 'delivered', externalId: null, at: delivery.watermark + aheadMs },
  ]
}

/** What customers do besides writing. Null: none of it. */
const deed = (event: wire.FacebookEvent, about: About): readonly InboundUpdate[] | null => {
  const { address, at } = about
  const { postback, referral, reaction, message_edit, optin, account_linking } = event
  const did = (what: string, text: string, mid?: string | null): readonly InboundUpdate[] => [
    {
      type: 'message',
      externalId: mid || `${what}:${address}:${at}`,
      address,
      sender: senderOf(about),
      at,
      kind: 'button',
      text,
      ...held(about),
    },
  ]
  if (postback != null) {
    const lines = [postback.title || 'Pressed a button', cameFrom(postback.referral)].filter(line => line !== '')
    return did('postback', lines.join('\n\n'), postback.mid)
  }
  if (reaction?.mid) {
    const emoji = reactionIn(reaction)
    return [{ type: 'reaction', externalId: reaction.mid, address, at, author: customer, emoji }]
  }
  if (message_edit?.mid)
    return [{ type: 'edit', externalId: message_edit.mid, address, at, text: message_edit.text ?? '' }]
  if (referral != null) return did('referral', cameFrom(referral))
  if (optin != null) {
    const what = [optin.title, optin.ref].filter(Boolean).join(' · ')
    return did('optin', what === '' ? 'Agreed to be written to' : `Agreed to be written to: ${what}`)
  }
  if (account_linking != null)
    return did('linking', account_linking.status === 'unlinked' ? 'Unlinked their account' : 'Linked their account')
  return null
}

/** Meta tells a number, and there is but one customer in a conversation. */
const customer = 'Customer'

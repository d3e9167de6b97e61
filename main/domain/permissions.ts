// What a role may allow. Deny by default: an agent may do what one of their roles names, and nothing else.
export const permissions = [
  /** Access to "Setup chats": the settings window, queues, channels, actions, canned replies, system settings. */
  'CanManageChats',
  /** Users, roles and their rights. */
  'CanManageAgents',
  /** Read every chat, not only one's own and those that ring. */
  'CanSeeAllChats',
  /** Take a chat from its owner, accept one that rings at somebody else, close a chat of another's. */
  'CanTakeOverChats',
  'CanTransferChats',
  'CanSeeContactDetails',
  'CanReadAudit',
  /** Put messages into channels from other programs (messageManager/receive). */
  'CanIntegrate',
] as const
export type Permission = (typeof permissions)[number]

/** What each lets one do: continues "may". */
export const permissionDeeds: { readonly [P in Permission]: string } = {
  CanManageChats: 'set up chats',
  CanManageAgents: 'manage agents and their rights',
  CanSeeAllChats: 'see the chats of others',
  CanTakeOverChats: 'take over the chats of others',
  CanTransferChats: 'transfer chats',
  CanSeeContactDetails: 'change what is known of a contact',
  CanReadAudit: 'read the audit',
  CanIntegrate: 'put messages into channels',
}

/** To whoever does not hold the right themselves. */
export const whyNotGive = (right: Permission): string =>
  `you may not ${permissionDeeds[right]} yourself, so you cannot let others do so. Ask somebody who may.`

export const may = (held: ReadonlySet<Permission>, wanted: Permission): boolean => held.has(wanted)

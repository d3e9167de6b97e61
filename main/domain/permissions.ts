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

export const may = (held: ReadonlySet<Permission>, wanted: Permission): boolean => held.has(wanted)

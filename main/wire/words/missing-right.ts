// What an agent reads who lacks a right: which one, what it is for, and who can give it.
import type { Permission } from '../../domain/permissions.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'

const deeds: { readonly [P in Permission]: string } = {
  CanManageChats: 'set up chats',
  CanManageAgents: 'manage agents and their rights',
  CanSeeAllChats: 'see the chats of others',
  CanTakeOverChats: 'take over the chats of others',
  CanTransferChats: 'transfer chats',
  CanSeeContactDetails: 'change what is known of a contact',
  CanReadAudit: 'read the audit',
  CanIntegrate: 'put messages into channels',
}

export const missingRight = (right: Permission): Refusal =>
  refuse('notAllowed', `You may not ${deeds[right]}: ask a supervisor for the right ${right}.`, {
    facts: { right },
  })

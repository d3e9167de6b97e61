// Branded ids: a ChatId can never be handed in where a QueueId is meant. All ids are opaque strings.
declare const brand: unique symbol

type Id<Noun extends string> = string & { readonly [brand]: Noun }

export type AgentId = Id<'agent'>
export type RoleId = Id<'role'>
export type QueueId = Id<'queue'>
export type ChannelId = Id<'channel'>
export type ContactId = Id<'contact'>
export type IdentityId = Id<'identity'>
export type ConversationId = Id<'conversation'>
export type ChatId = Id<'chat'>
/** Decimal digits of a number that only grows: later messages have larger numbers. */
export type MessageId = Id<'message'>
export type AttachmentId = Id<'attachment'>
export type SessionId = Id<'session'>
export type AccessTokenId = Id<'accessToken'>
export type OfferId = Id<'offer'>
export type CannedReplyId = Id<'cannedReply'>
export type CaseId = Id<'case'>
export type WebhookId = Id<'webhook'>
/** One event for one webhook. */
export type DeliveryId = Id<'delivery'>
export type ChatActionId = Id<'chatAction'>
export type ProcessId = Id<'process'>
/** Of one run of a process. */
export type RunId = Id<'run'>
/** Of one step of a run. */
export type StepId = Id<'step'>
export type ContactNoteId = Id<'contactNote'>
export type ContactMergeId = Id<'contactMerge'>
export type OwnFieldId = Id<'ownField'>
/** Content address of stored bytes. */
export type FileId = Id<'file'>

/** Puts the brand on a string that was checked at the edge or made by the id port. */
export const asId = <T extends string>(text: string): T => text as T

/** Source of new ids; tests hand in a counting one. */
export interface Ids {
  next(): string
  /** Unguessable text for tokens, base64url, of so many random bytes. */
  secret(bytes: number): string
}

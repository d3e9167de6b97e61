// Audit: who changed what of the set-up, when, and from what to what. Written in the transaction of the change; never changed.
import type { AgentId } from './ids.ts'

/** Of a contact only the id is ever on record: the record cannot be changed, and a contact can be erased. */
export const auditNouns = [
  'agent',
  'role',
  'queue',
  'channel',
  'setting',
  'cannedReply',
  'chatAction',
  'process',
  'processSecret',
  'session',
  'accessToken',
  'setup',
  'webhook',
  'contact',
  'ownField',
  'tag',
  'property',
] as const
export type AuditNoun = (typeof auditNouns)[number]

export const auditDeeds = [
  'created',
  'changed',
  'archived',
  'restored',
  'deleted',
  'deactivated',
  'reactivated',
  'invited',
  'signedIn',
  'signInFailed',
  'signedOut',
  'published',
  'imported',
  'exported',
  'banned',
  'unbanned',
  'merged',
  'unmerged',
  'erased',
  'revoked',
] as const
export type AuditDeed = (typeof auditDeeds)[number]

export type AuditValue =
  | string
  | number
  | boolean
  | null
  | readonly AuditValue[]
  | { readonly [key: string]: AuditValue }
/** The fields that changed, by name. A secret is never here: at most the word that it was set. */
export type AuditFields = Readonly<Record<string, AuditValue>>

export interface NewAuditEntry {
  readonly at: number
  /** Null: the workstation itself. */
  readonly agentId: AgentId | null
  /** What the agent was called then. */
  readonly agentName: string
  readonly noun: AuditNoun
  readonly nounId: string
  /** What the thing was called then. */
  readonly name: string
  readonly deed: AuditDeed
  readonly before: AuditFields | null
  readonly after: AuditFields | null
}

export interface AuditEntry extends NewAuditEntry {
  readonly id: number
}

/** The fields that differ, each as it was and as it is; null when nothing differs. */
export const difference = (
  before: AuditFields,
  after: AuditFields,
): { readonly before: AuditFields; readonly after: AuditFields } | null => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    name => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  )
  if (names.length === 0) return null
  const of = (fields: AuditFields) => Object.fromEntries(names.map(name => [name, fields[name] ?? null]))
  return { before: of(before), after: of(after) }
}

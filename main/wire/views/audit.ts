// An entry of the audit trail as the contract shows it. What was written down holds no secrets.
import type { AuditEntryView } from '../../../preload/views.ts'
import type { AuditEntry, AuditFields } from '../../domain/audit.ts'

export const auditView = ({ before, after, ...entry }: AuditEntry): AuditEntryView => ({
  ...entry,
  before: fieldsView(before),
  after: fieldsView(after),
})

/** The stored JSON, as plain JSON. */
const fieldsView = (fields: AuditFields | null): AuditEntryView['before'] =>
  fields === null ? null : (structuredClone(fields) as AuditEntryView['before'])

// What an import would change, as the contract shows it.
import type { SetupPreviewView } from '../../../preload/views.ts'
import type { AuditFields } from '../../domain/audit.ts'
import type { SetupPreview } from '../../services/verbs.ts'

export const setupPreviewView = ({ token, items }: SetupPreview): SetupPreviewView => ({
  token,
  items: items.map(({ what, name, verdict, before, after, notes }) => ({
    what,
    name,
    verdict,
    before: fieldsView(before),
    after: fieldsView(after),
    notes: [...notes],
  })),
})

type Fields = SetupPreviewView['items'][number]['before']

const fieldsView = (fields: AuditFields | null): Fields =>
  fields === null ? null : (structuredClone(fields) as Fields)

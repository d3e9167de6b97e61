// Brings contact fields and webhooks of a plan in, inside its transaction.
import { asId, type Ids, type OwnFieldId, type WebhookId } from '../../domain/ids.ts'
import { nameKey, type SetupContactField, type SetupWebhook } from '../../domain/setup/setup-file.ts'
import type { Transaction } from '../../storage/store.ts'
import type { Stored } from './read-setup.ts'

interface Work {
  readonly tx: Transaction
  readonly at: number
  readonly ids: Ids
  readonly stored: Stored
  /** Of a new webhook, as the keychain made it. */
  newSecret(): string
}

export const applyContactField = async ({ tx, at, ids, stored }: Work, wanted: SetupContactField): Promise<string> => {
  const { name, kind, options, archived } = wanted
  const here = stored.contactFields.get(nameKey(name))
  const change = { name, options, archivedAt: archived ? (here?.archivedAt ?? at) : null }
  if (here !== undefined) {
    await tx.ownFields.update(here.id, change)
    return here.id
  }
  const field = { ...change, id: asId<OwnFieldId>(ids.next()), kind, position: stored.contactFields.size, version: 1 }
  await tx.ownFields.insert(field)
  stored.contactFields.set(nameKey(name), field)
  return field.id
}

export const applyWebhook = async (work: Work, { hasKey, ...wanted }: SetupWebhook): Promise<string> => {
  const { tx, at, ids, stored } = work
  const here = stored.webhooks.get(nameKey(wanted.name))
  if (here !== undefined) {
    const { url, ...change } = wanted
    await tx.webhooks.update(here.id, hasKey ? change : { ...change, url })
    return here.id
  }
  const id = asId<WebhookId>(ids.next())
  const sealedSecret = work.newSecret()
  await tx.webhooks.insert({ kind: 'case', id, ...wanted, sealedSecret, createdAt: at, version: 1 })
  return id
}

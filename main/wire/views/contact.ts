// A contact as one agent may see it: how to reach a person is a detail of its own right.
import type { ContactView } from '../../../preload/views.ts'
import { may } from '../../domain/permissions.ts'
import type { ChannelKind } from '../../domain/unified-message.ts'
import type { Actor } from '../../services/verbs.ts'
import type { Contact, Identity } from '../../storage/store.ts'

export const contactView = (
  actor: Actor,
  contact: Contact,
  identities: readonly (Identity & { readonly channelKind: ChannelKind; readonly channelName: string })[],
): ContactView => {
  const details = may(actor.permissions, 'CanSeeContactDetails')
  return {
    id: contact.id,
    name: contact.name,
    email: details ? contact.email : null,
    phone: details ? contact.phone : null,
    language: contact.language,
    about: contact.about,
    tags: [...contact.tags],
    createdAt: contact.createdAt,
    identities: identities.map(identity => ({
      channelId: identity.channelId,
      channelKind: identity.channelKind,
      channelName: identity.channelName,
      name: identity.name,
      username: details ? identity.username : null,
      // On some networks the address is a phone number.
      address: details ? identity.address : '',
      unreachableReason: identity.unreachableReason,
    })),
  }
}

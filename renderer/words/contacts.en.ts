// The words for contacts: their page, duplicates and merges, bans, taking out and erasing, and fields of one's own.
export const contactsEn = {
  'system.heldBack': 'From a banned contact: kept here, rings nowhere {{time}}',
  'system.closed.banned': 'Closed: <b>{{name}}</b> banned the contact {{time}}',
  'settings.audit.noun.contact': 'Contact',
  'settings.audit.noun.ownField': 'Contact field',
  'settings.audit.deed.banned': 'banned',
  'settings.audit.deed.unbanned': 'ban lifted',
  'settings.audit.deed.merged': 'merged',
  'settings.audit.deed.unmerged': 'merge undone',
  'settings.audit.deed.erased': 'erased',
} as const

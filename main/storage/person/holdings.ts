// What each table holds of a person: the one list by which a contact is taken out, erased, and handed over in a merge. A test
// fails when a table that leads to a contact is not in it.

export interface Holding {
  readonly table: string
  /** For whoever reads what was taken out, or asks what is erased. */
  readonly holds: string
  /**
   * Which rows are the person's, over `person`, `theirIdentity`, `theirConversation`, `theirChat` and `theirMessage` (scope.ts).
   * Null: its rows follow the contact's own triggers or index, see erase.ts.
   */
  readonly of: string
  /** Made from other tables, or by machines for themselves: erased as well, but not taken out. */
  readonly isDerived?: true
  /** The table has a `contactId`, which a merge changes. */
  readonly moves?: {
    /** Column that names a row. */
    readonly key: string
    /** Which rows came after a merge and go back with what they hang on, which is above in the list; @to: to whom it goes. */
    readonly since?: string
  }
}

const theirChats = 'SELECT id FROM theirChat'

/** In the order in which things change hands; erased from the end to the beginning, so that nothing hangs in the air. */
export const holdings: readonly Holding[] = [
  { table: 'contact', holds: 'Name, ways to reach, what is known, fields of your own, ban', of: 'id IN person' },
  { table: 'contactKey', holds: 'By what it is alike to others', of: 'contactN IN theirContactN', isDerived: true },
  { table: 'contactToIndex', holds: 'Waits to be indexed', of: 'contactId IN person', isDerived: true },
  { table: 'erasure', holds: 'That it is being erased', of: 'contactId IN person', isDerived: true },
  {
    table: 'contactMerge',
    holds: 'Contacts that were merged into it, with what was known before',
    of: 'survivorId IN person OR mergedId IN person',
  },
  {
    table: 'identity',
    holds: 'Addresses and names on channels',
    of: 'id IN theirIdentity',
    moves: { key: 'id' },
  },
  {
    table: 'conversation',
    holds: 'Conversations',
    of: 'id IN (SELECT id FROM theirConversation)',
    moves: { key: 'id', since: 'identityId IN (SELECT id FROM identity WHERE contactId = @to)' },
  },
  {
    table: 'chat',
    holds: 'Chats, with the last line of each',
    of: 'id IN (SELECT id FROM theirChat)',
    moves: { key: 'id', since: 'conversationId IN (SELECT id FROM conversation WHERE contactId = @to)' },
  },
  { table: 'networkChat', holds: 'Which chats of the networks they are', of: `chatId IN (${theirChats})` },
  { table: 'caseChat', holds: 'Which chats a case is about', of: `caseId IN theirCase OR chatId IN (${theirChats})` },
  {
    table: 'case',
    holds: 'Cases',
    of: 'id IN theirCase',
    moves: {
      key: 'id',
      since: 'id IN (SELECT caseId FROM caseChat JOIN chat ON chat.id = caseChat.chatId WHERE chat.contactId = @to)',
    },
  },
  {
    table: 'caseHistory',
    holds: 'What became of cases, also of those that were theirs once and are somebody else’s now',
    of: `caseId IN theirCase OR (field = 'contactId' AND ("from" IN theirName OR "to" IN theirName))`,
  },
  { table: 'caseComment', holds: 'Comments on cases', of: 'caseId IN theirCase' },
  {
    table: 'webhookDelivery',
    holds: 'What was told of cases and chats to other programs',
    of: 'caseId IN theirCase OR conversationId IN (SELECT id FROM theirConversation) OR EXISTS (SELECT 1 FROM person WHERE instr(webhookDelivery.body, person.id) > 0)',
  },
  {
    table: 'processRun',
    holds: 'Processes that ran for them, with what they knew',
    of: `contactId IN person OR chatId IN (${theirChats})`,
    moves: { key: 'id', since: 'chatId IN (SELECT id FROM chat WHERE contactId = @to)' },
  },
  { table: 'processStep', holds: 'Steps of those processes', of: 'runId IN theirRun' },
  { table: 'contactNote', holds: 'Notes of agents about the contact', of: 'contactId IN person', moves: { key: 'id' } },
  { table: 'message', holds: 'Everything said, notes and system lines too', of: 'n IN theirMessage' },
  { table: 'attachment', holds: 'Files of messages', of: 'messageN IN theirMessage' },
  { table: 'outbox', holds: 'Replies on their way', of: 'messageN IN theirMessage' },
  { table: 'draft', holds: 'What agents began to write', of: 'chatId IN (SELECT id FROM theirChat)' },
  { table: 'readMark', holds: 'How far agents have read', of: 'chatNumber IN (SELECT number FROM theirChat)' },
  { table: 'offer', holds: 'To whom chats were held out', of: 'chatId IN (SELECT id FROM theirChat)' },
  { table: 'decision', holds: 'Why chats went where they did', of: 'chatId IN (SELECT id FROM theirChat)' },
  { table: 'chatTag', holds: 'Tags of chats', of: `chatId IN (${theirChats})` },
  {
    table: 'property',
    holds: 'What other programs keep with conversations, chats and messages',
    of: 'conversationId IN (SELECT id FROM theirConversation)',
  },
  {
    table: 'customerFacts',
    holds: 'What their own programs told: fields of the session, where they were',
    of: 'identityId IN theirIdentity',
  },
  {
    table: 'event',
    holds: 'The log of what happened',
    of: `chatId IN (SELECT id FROM theirChat) OR conversationId IN (SELECT id FROM theirConversation)
      OR (facts IS NOT NULL AND (json_extract(facts, '$.contactId') IN person OR json_extract(facts, '$.caseId') IN theirCase OR json_extract(facts, '$.chatId') IN (SELECT id FROM theirChat)))`,
    isDerived: true,
  },
]

/** Who may refer to bytes of the file store: a file goes when nobody does. `within`: somewhere in the text of the column. */
export const fileReferences: readonly { readonly table: string; readonly column: string; readonly within?: true }[] = [
  { table: 'attachment', column: 'fileId' },
  { table: 'setting', column: 'value', within: true },
]

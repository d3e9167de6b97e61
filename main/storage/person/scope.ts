// Who a person is in rows: the contact, those that were merged into it, and what hangs on them. Goes before any statement.

/** Takes the contact's id as its only parameter, the first of the statement. */
export const scope = `
WITH RECURSIVE
  person(id) AS (SELECT ? UNION SELECT contact.id FROM contact JOIN person ON contact.mergedInto = person.id),
  theirContactN(n) AS (SELECT contact.n FROM person CROSS JOIN contact ON contact.id = person.id),
  theirName(name) AS (SELECT contact.name FROM person CROSS JOIN contact ON contact.id = person.id),
  theirIdentity(id) AS (SELECT identity.id FROM person CROSS JOIN identity ON identity.contactId = person.id),
  theirConversation(id, n) AS (
    SELECT conversation.id, conversation.n FROM person CROSS JOIN conversation ON conversation.contactId = person.id),
  theirChat(id, number) AS (SELECT chat.id, chat.number FROM person CROSS JOIN chat ON chat.contactId = person.id),
  theirMessage(n) AS (SELECT message.n FROM theirChat CROSS JOIN message ON message.chatNumber = theirChat.number),
  theirCase(id) AS (
    SELECT "case".id FROM person CROSS JOIN "case" ON "case".contactId = person.id
    UNION SELECT "case".id FROM theirChat CROSS JOIN caseChat ON caseChat.chatId = theirChat.id
      CROSS JOIN "case" ON "case".id = caseChat.caseId WHERE "case".contactId IS NULL),
  theirRun(id) AS (
    SELECT processRun.id FROM person CROSS JOIN processRun ON processRun.contactId = person.id
    UNION SELECT processRun.id FROM theirChat CROSS JOIN processRun ON processRun.chatId = theirChat.id)
`

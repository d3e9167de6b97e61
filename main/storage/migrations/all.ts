// All migrations in order. One that was published is never changed: the next one mends it.
import { theFirstTables } from './0001-the-first-tables.ts'
import { audit } from './0002-audit.ts'
import { people } from './0003-people.ts'
import { workingHours } from './0004-working-hours.ts'
import { theRecordStands } from './0005-the-record-stands.ts'
import { channelsAndReplies } from './0006-channels-and-replies.ts'
import { bots } from './0007-bots.ts'
import { contactPages } from './0008-contacts.ts'
import { processes } from './0009-processes.ts'
import { relay } from './0010-relay.ts'
import { casesAndWebhooks } from './0011-cases.ts'
import { messageContent } from './0012-message-content.ts'
import { accessTokens } from './0013-access-tokens.ts'
import { protocol } from './0014-protocol.ts'
import { theirChats } from './0015-their-chats.ts'
import { protocolWebhooks } from './0016-protocol-webhooks.ts'
import { banEnds } from './0017-ban-ends.ts'
import { namesBySender } from './0018-names-by-sender.ts'
import { fewAmongMany } from './0019-few-among-many.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [
  theFirstTables,
  audit,
  people,
  workingHours,
  theRecordStands,
  channelsAndReplies,
  bots,
  contactPages,
  processes,
  relay,
  casesAndWebhooks,
  messageContent,
  accessTokens,
  protocol,
  theirChats,
  protocolWebhooks,
  banEnds,
  namesBySender,
  fewAmongMany,
]

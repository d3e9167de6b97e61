// The whole contract, implemented: a procedure without a handler does not compile.
import { door } from './door.ts'
import { audit } from './handlers/audit.ts'
import { cannedReplies } from './handlers/canned-replies.ts'
import { cases } from './handlers/cases.ts'
import { channels } from './handlers/channels.ts'
import { chatService } from './handlers/chat-service.ts'
import { contacts } from './handlers/contacts.ts'
import { messageManager } from './handlers/message-manager.ts'
import { ownFields } from './handlers/own-fields.ts'
import { agents, presence } from './handlers/people.ts'
import { chatActions, processes } from './handlers/processes.ts'
import { queues } from './handlers/queues.ts'
import { relay } from './handlers/relay.ts'
import { roles } from './handlers/roles.ts'
import { session } from './handlers/session.ts'
import { settings } from './handlers/setup.ts'
import { setup } from './handlers/setup-transfer.ts'
import { webhooks } from './handlers/webhooks.ts'
import { events, files, search, workstation } from './handlers/workstation.ts'

export const router = door.router({
  session,
  chatService,
  messageManager,
  contacts,
  ownFields,
  search,
  presence,
  agents,
  roles,
  queues,
  channels,
  relay,
  settings,
  cannedReplies,
  processes,
  chatActions,
  audit,
  setup,
  files,
  workstation,
  events,
  cases,
  webhooks,
})

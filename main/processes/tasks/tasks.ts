// Every kind of task and what does it: a kind without a doer does not compile.
import { type ServiceTaskKind, taskTypes } from '../../domain/process-tasks.ts'
import type { CaseVerbs } from '../../services/case-verbs.ts'
import type { Keychain } from '../../services/keychain.ts'
import type { Outbound } from '../../services/outbound.ts'
import type { Reads } from '../../storage/store.ts'
import { closeChat, transferChat } from './chats.ts'
import { addTag, setContactField } from './contacts.ts'
import { createCase } from './create-case.ts'
import { httpRequest } from './http-request.ts'
import { addNote, sendMessage } from './messages.ts'
import { notify } from './notify.ts'
import { sendMail } from './send-mail.ts'
import type { InsideTask, OutsideTask } from './task.ts'

export type Task = { readonly inside: InsideTask } | { readonly outside: OutsideTask }
export type Tasks = { readonly [Kind in ServiceTaskKind]: Task }

export const kindsDone = (tasks: Tasks, where: 'inside' | 'outside'): readonly ServiceTaskKind[] =>
  taskTypes.flatMap(type => (type.element === 'bpmn:ServiceTask' && where in tasks[type.kind] ? [type.kind] : []))

export const createTasks = (parts: {
  readonly store: Reads
  readonly keychain: Keychain
  readonly outbound: Outbound
  readonly cases: Pick<CaseVerbs, 'createFromChat'>
}): Tasks => ({
  createCase: { outside: createCase(parts.cases) },
  sendMessage: { inside: sendMessage },
  addNote: { inside: addNote },
  addTag: { inside: addTag },
  transferChat: { inside: transferChat },
  closeChat: { inside: closeChat },
  setContactField: { inside: setContactField },
  notify: { inside: notify },
  httpRequest: { outside: httpRequest(parts) },
  sendMail: { outside: sendMail(parts) },
})

// Brings processes and chat actions of a plan in, inside its transaction.
import type { ChatAction } from '../../domain/chat-action.ts'
import { asId, type ChatActionId, type Ids, type ProcessId } from '../../domain/ids.ts'
import { actionKey } from '../../domain/setup/plan-actions.ts'
import { nameKey, type SetupAction, type SetupProcess } from '../../domain/setup/setup-file.ts'
import type { Transaction } from '../../storage/store.ts'
import type { Doer } from '../verbs.ts'
import type { Stored } from './read-setup.ts'

interface Work {
  readonly tx: Transaction
  readonly doer: Doer
  readonly at: number
  readonly ids: Ids
  readonly stored: Stored
}

/** What is published anew is a new version: runs that go on keep to theirs. */
export const applyProcess = async (work: Work, wanted: SetupProcess): Promise<string> => {
  const { tx, doer, at, ids, stored } = work
  const { code, name, published, draft } = wanted
  const here = stored.processes.get(nameKey(code))
  const id = here?.id ?? asId<ProcessId>(ids.next())
  const changedBy = doer?.agentId ?? null
  const isNew = published !== null && published !== (here?.published ?? null)
  const publishedNumber = isNew ? (here?.publishedNumber ?? 0) + 1 : (here?.publishedNumber ?? null)
  const change = { name, draft, publishedNumber, changedAt: at, changedBy }
  const process = { id, code, ...change, version: (here?.version ?? 0) + 1 }
  if (here === undefined) await tx.processes.insert(process)
  else await tx.processes.update(id, change)
  if (isNew && publishedNumber !== null)
    await tx.processes.insertVersion({
      processId: id,
      number: publishedNumber,
      xml: published,
      publishedAt: at,
      publishedBy: changedBy,
    })
  stored.processes.set(nameKey(code), { ...process, published })
  return id
}

export const applyAction = async ({ tx, ids, stored }: Work, wanted: SetupAction): Promise<string> => {
  const here = stored.actions.get(actionKey(wanted))
  const { caption, icon, shortcut, queue, process } = wanted
  const queueId = queue === null ? null : stored.queues.get(nameKey(queue))?.id
  const processId = stored.processes.get(nameKey(process))?.id
  if (queueId === undefined || processId === undefined) throw new Error('A plan names what is not there')
  const change = { caption, icon, shortcut, queueId, processId }
  const id = here?.id ?? asId<ChatActionId>(ids.next())
  const position = here?.position ?? stored.actions.size + 1
  const action: ChatAction = { id, ...change, position, version: (here?.version ?? 0) + 1 }
  if (here === undefined) await tx.chatActions.insert(action)
  else await tx.chatActions.update(id, change)
  stored.actions.set(actionKey(wanted), action)
  return id
}

export const applyActionOrder = async ({ tx, stored }: Work, wanted: readonly SetupAction[]): Promise<string> => {
  await tx.chatActions.setOrder(wanted.flatMap(action => stored.actions.get(actionKey(action))?.id ?? []))
  return 'actionOrder'
}

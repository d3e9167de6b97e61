// What a run tells: lines in its chat, and the events by which screens follow it.

import type { SystemLine } from '../domain/message.ts'
import type { ProcessRun } from '../domain/process-run.ts'
import { addSystemLine } from '../services/system-lines.ts'
import type { Transaction } from '../storage/store.ts'

type Step = Extract<SystemLine, { code: 'process' }>['step']

export const tellRun = async (
  tx: Transaction,
  run: Pick<ProcessRun, 'id' | 'chatId' | 'startedBy' | 'status'>,
  at: number,
) => {
  await tx.events.append({
    type: 'run.changed',
    at,
    audience: await audienceOf(tx, run),
    chatId: run.chatId,
    facts: { runId: run.id, status: run.status },
  })
}

/** `text`: a whole sentence without its full stop. */
export const writeLine = async (
  tx: Transaction,
  run: Pick<ProcessRun, 'id' | 'chatId' | 'startedBy'>,
  step: Step,
  text: string,
  at: number,
): Promise<void> => {
  const chat = await tx.chats.get(run.chatId)
  if (chat === null) return
  const audience = await audienceOf(tx, run)
  await addSystemLine(tx, chat, { code: 'process', runId: run.id, step, text }, { at, audience })
}

const audienceOf = async (tx: Transaction, run: Pick<ProcessRun, 'chatId' | 'startedBy'>) => {
  const owner = (await tx.chats.get(run.chatId))?.ownerId ?? null
  return [...new Set([run.startedBy, ...(owner === null ? [] : [owner])])]
}

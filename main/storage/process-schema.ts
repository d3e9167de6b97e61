// The tables of processes, their runs and the actions that run them, as Kysely sees them.
import type { Generated } from 'kysely'
import type { ChatAction } from '../domain/chat-action.ts'
import type { Process, ProcessVersion } from '../domain/process.ts'
import type { ProcessRun, ProcessStep } from '../domain/process-run.ts'
import type { ProcessSecret } from './process-store.ts'

type Columns<T> = { -readonly [K in keyof T]: T[K] }

/** Texts that hold JSON: variables, input, output, draft. */
export interface ProcessRunTable extends Columns<Omit<ProcessRun, 'variables'>> {
  n: Generated<number>
  variables: string
  idempotencyKey: string | null
}

export interface ProcessStepTable extends Columns<Omit<ProcessStep, 'input' | 'output' | 'draft' | 'taken'>> {
  n: Generated<number>
  input: string
  output: string | null
  draft: string | null
  /** 0 or 1. */
  taken: number
}

export interface ProcessDatabase {
  chatAction: Columns<ChatAction> & { deletedAt: number | null }
  process: Columns<Process> & { deletedAt: number | null }
  processVersion: Columns<ProcessVersion>
  processRun: ProcessRunTable
  processStep: ProcessStepTable
  shippedProcess: { code: string }
  processSecret: Columns<ProcessSecret>
}

// Runs of processes, step by step.
import { sql } from 'kysely'
import type { FormValues } from '../../domain/process-form.ts'
import type { ProcessRun, ProcessStep } from '../../domain/process-run.ts'
import type { ProcessRunTable, ProcessStepTable } from '../process-schema.ts'
import type { RunReads, RunWrites } from '../process-store.ts'
import type { ReadDb, WriteDb } from '../schema.ts'

export const runReads = (db: ReadDb): RunReads => {
  const steps = () => db.selectFrom('processStep').selectAll('processStep')
  const ofRunning = () =>
    steps().innerJoin('processRun', 'processRun.id', 'processStep.runId').where('processRun.status', '=', 'running')
  return {
    async get(id) {
      const row = await db.selectFrom('processRun').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : toRun(row)
    },
    async byIdempotencyKey(key) {
      const row = await db.selectFrom('processRun').selectAll().where('idempotencyKey', '=', key).executeTakeFirst()
      return row === undefined ? null : toRun(row)
    },
    async list({ chatId, processId, status, limit }) {
      let query = db.selectFrom('processRun').selectAll()
      if (chatId !== undefined) query = query.where('chatId', '=', chatId)
      if (processId !== undefined) query = query.where('processId', '=', processId)
      if (status !== undefined) query = query.where('status', '=', status)
      const urgent = sql`CASE status WHEN 'failed' THEN 0 WHEN 'running' THEN 1 ELSE 2 END`
      return (await query.orderBy(urgent).orderBy('n', 'desc').limit(limit).execute()).map(toRun)
    },
    async count(status) {
      const row = await db
        .selectFrom('processRun')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('status', '=', status)
        .executeTakeFirst()
      return row?.count ?? 0
    },
    async step(id) {
      const row = await steps().where('processStep.id', '=', id).executeTakeFirst()
      return row === undefined ? null : toStep(row)
    },
    async steps(runId) {
      return (await steps().where('runId', '=', runId).orderBy('processStep.n').execute()).map(toStep)
    },
    async openForms(chatId) {
      const rows = await ofRunning()
        .where('processRun.chatId', '=', chatId)
        .where('kind', '=', 'askAgent')
        .where('processStep.status', '=', 'waiting')
        .orderBy('processStep.n')
        .execute()
      return rows.map(toStep)
    },
    async dueSteps(now, kinds, limit) {
      const due = ofRunning().where('processStep.status', '=', 'due').where('nextTryAt', '<=', now)
      const rows = await due.where('kind', 'in', kinds).orderBy('processStep.n').limit(limit).execute()
      return rows.map(toStep)
    },
    async timersOver(now, limit) {
      const over = ofRunning().where('processStep.status', '=', 'waiting').where('dueAt', '<=', now)
      return (await over.orderBy('processStep.n').limit(limit).execute()).map(toStep)
    },
    async nextDue() {
      const first = async (status: 'due' | 'waiting', column: 'nextTryAt' | 'dueAt') => {
        const row = await db
          .selectFrom('processStep')
          .innerJoin('processRun', 'processRun.id', 'processStep.runId')
          .select(({ fn }) => fn.min(column).as('at'))
          .where('processStep.status', '=', status)
          .where('processRun.status', '=', 'running')
          .executeTakeFirst()
        return row?.at ?? null
      }
      const found = [await first('due', 'nextTryAt'), await first('waiting', 'dueAt')].filter(at => at !== null)
      return found.length === 0 ? null : Math.min(...found)
    },
    async toMove(limit) {
      const rows = await db
        .selectFrom('processRun')
        .select('id')
        .where('status', '=', 'running')
        .where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('state', 'is', null),
            exists(
              selectFrom('processStep')
                .select('processStep.id')
                .whereRef('processStep.runId', '=', 'processRun.id')
                .where('processStep.status', '=', 'done')
                .where('taken', '=', 0),
            ),
          ]),
        )
        .orderBy('n')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}

export const runWrites = (db: WriteDb): RunWrites => ({
  ...runReads(db),
  async insert({ variables, ...run }, idempotencyKey) {
    await db
      .insertInto('processRun')
      .values({ ...run, variables: JSON.stringify(variables), idempotencyKey })
      .execute()
  },
  async update(id, { variables, ...change }, expected) {
    const done = await db
      .updateTable('processRun')
      .set(({ eb }) => ({
        ...change,
        ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }),
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', id)
      .where('revision', '=', expected)
      .executeTakeFirst()
    return done.numUpdatedRows === 1n
  },
  async insertStep({ input, output, draft, taken, ...step }) {
    await db
      .insertInto('processStep')
      .values({ ...step, input: JSON.stringify(input), output: json(output), draft: json(draft), taken: taken ? 1 : 0 })
      .execute()
  },
  async updateStep(id, { input, output, draft, taken, ...change }) {
    const columns = {
      ...change,
      ...(input === undefined ? {} : { input: JSON.stringify(input) }),
      ...(output === undefined ? {} : { output: json(output) }),
      ...(draft === undefined ? {} : { draft: json(draft) }),
      ...(taken === undefined ? {} : { taken: taken ? 1 : 0 }),
    }
    if (Object.keys(columns).length > 0) await db.updateTable('processStep').set(columns).where('id', '=', id).execute()
  },
})

const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))

const toRun = (row: Omit<ProcessRunTable, 'n' | 'idempotencyKey'>): ProcessRun => ({
  id: row.id,
  processId: row.processId,
  versionNumber: row.versionNumber,
  processName: row.processName,
  chatId: row.chatId,
  contactId: row.contactId,
  startedBy: row.startedBy,
  actionId: row.actionId,
  actionCaption: row.actionCaption,
  status: row.status,
  reason: row.reason,
  variables: JSON.parse(row.variables) as ProcessRun['variables'],
  state: row.state,
  entered: row.entered,
  revision: row.revision,
  startedAt: row.startedAt,
  endedAt: row.endedAt,
})

const toStep = (row: Omit<ProcessStepTable, 'n'>): ProcessStep => ({
  id: row.id,
  runId: row.runId,
  elementId: row.elementId,
  name: row.name,
  kind: row.kind,
  iteration: row.iteration,
  executionId: row.executionId,
  status: row.status,
  input: JSON.parse(row.input) as ProcessStep['input'],
  output: row.output === null ? null : (JSON.parse(row.output) as ProcessStep['input']),
  taken: row.taken === 1,
  attempts: row.attempts,
  nextTryAt: row.nextTryAt,
  dueAt: row.dueAt,
  reason: row.reason,
  outcome: row.outcome,
  draft: row.draft === null ? null : (JSON.parse(row.draft) as FormValues),
  startedAt: row.startedAt,
  endedAt: row.endedAt,
})

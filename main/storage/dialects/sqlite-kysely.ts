// Kysely over one better-sqlite3 connection: runs at once, keeps prepared statements, and opens no transactions of its own.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Database } from '../schema.ts'
import { type Prepare, preparedOn } from './prepared.ts'
import type { Sqlite } from './sqlite.ts'

class Connection implements DatabaseConnection {
  readonly #prepare: Prepare
  readonly #beforeEach: () => void

  constructor(sqlite: Sqlite, beforeEach: () => void) {
    this.#prepare = preparedOn(sqlite)
    this.#beforeEach = beforeEach
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    this.#beforeEach()
    const statement = this.#prepare(sql)
    if (statement.reader) return { rows: statement.all(...parameters) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] }
  }

  // biome-ignore lint/correctness/useYield: refuses
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Queries are not streamed: ask for pages.')
  }
}

/**
 * Writes parameters as `+?`, which means the same. Before a plain `?` in a join SQLite plans the statement anew at every run, in case
 * the new value makes another plan better; that costs ten times what our queries take.
 */
class Compiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

/** `beforeEach` runs before every query and may throw: the writer refuses whoever writes outside a transaction. */
export const kyselyOver = (sqlite: Sqlite, beforeEach: () => void): Kysely<Database> => {
  const connection = new Connection(sqlite, beforeEach)
  const refuse = async () => {
    throw new Error('Transactions are opened by `transact` alone.')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: db => new SqliteIntrospector(db),
      createQueryCompiler: () => new Compiler(),
    },
  })
}

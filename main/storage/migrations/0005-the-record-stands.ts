// What is on record of the set-up stands: nobody rewrites it afterwards, not even by a mistake of ours.
import type { Migration } from './migration.ts'

export const theRecordStands: Migration = {
  number: 5,
  sentence: 'Let nobody change or remove what is on record.',
  up: run =>
    run(`
CREATE TRIGGER auditIsNeverChanged BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'What is on record is never changed'); END;
CREATE TRIGGER auditIsNeverRemoved BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'What is on record is never removed'); END;
`),
}

// Working hours of queues.
import type { Migration } from './migration.ts'

export const workingHours: Migration = {
  number: 4,
  sentence: 'Keep the working hours of queues.',
  up: run => run('ALTER TABLE queue ADD COLUMN workingHours TEXT;'),
}

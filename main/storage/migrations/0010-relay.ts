// What the relay that this workstation is paired with told of itself, so that it is known while the relay is away.
import type { Migration } from './migration.ts'

export const relay: Migration = {
  number: 10,
  sentence: 'Remember where networks call the relay that this workstation is paired with.',
  up: run =>
    run(`
CREATE TABLE relay (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  url TEXT NOT NULL,
  clientId TEXT NOT NULL,
  publicUrl TEXT NOT NULL,
  facebookApp TEXT
) STRICT;
`),
}

// The relay's tables. What a call said never changes and lies in `delivery`; whether it waits or was refused is a small row beside
// it, so that thousands of them can change hands without a body being written again.
import type { Migration } from '../../storage/migrations/migration.ts'

export const relayMigrations: readonly Migration[] = [
  {
    number: 1,
    sentence: 'The first tables of the relay',
    up: run =>
      run(`
CREATE TABLE desk (
  desk_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- SHA-256 of a random secret.
  secret_hash TEXT NOT NULL,
  paired_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  -- It has given its pairing up; the row stays for as long as something of it is kept.
  left_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE pairing_code (
  hash TEXT PRIMARY KEY,
  ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channel (
  kind TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  desk_id TEXT NOT NULL REFERENCES desk,
  place TEXT NOT NULL,
  -- Both sealed.
  secret TEXT,
  relay_key TEXT,
  -- The desk does not have it any more; kept for a while so that genuine calls can still be told.
  gone_at INTEGER,
  PRIMARY KEY (kind, channel_id)
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: a number is never given twice, or a late acknowledgement could end another delivery.
CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  path TEXT NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX delivery_age ON delivery (received_at);

CREATE TABLE waiting (
  desk_id TEXT NOT NULL REFERENCES desk,
  kind TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  seq INTEGER NOT NULL UNIQUE REFERENCES delivery ON DELETE CASCADE,
  PRIMARY KEY (desk_id, kind, channel_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_oldest ON waiting (desk_id, seq);

CREATE TABLE refused (
  seq INTEGER PRIMARY KEY REFERENCES delivery ON DELETE CASCADE,
  -- Null: nobody has ever had the page.
  desk_id TEXT REFERENCES desk,
  kind TEXT NOT NULL,
  channel_id TEXT,
  cause TEXT NOT NULL,
  reason TEXT NOT NULL,
  refused_at INTEGER NOT NULL
) STRICT;
CREATE INDEX refused_of_channel ON refused (kind, channel_id, cause);

-- How many wait and are refused, kept in the transaction that changes it; desk '' is nobody.
CREATE TABLE tally (
  desk_id TEXT NOT NULL,
  state TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (desk_id, state)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER one_more_waits AFTER INSERT ON waiting BEGIN
  INSERT INTO tally VALUES (new.desk_id, 'waiting', 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER one_less_waits AFTER DELETE ON waiting BEGIN
  UPDATE tally SET count = count - 1 WHERE desk_id = old.desk_id AND state = 'waiting';
END;
CREATE TRIGGER one_more_is_refused AFTER INSERT ON refused BEGIN
  INSERT INTO tally VALUES (coalesce(new.desk_id, ''), 'refused', 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER one_less_is_refused AFTER DELETE ON refused BEGIN
  UPDATE tally SET count = count - 1 WHERE desk_id = coalesce(old.desk_id, '') AND state = 'refused';
END;

CREATE TABLE counter (
  desk_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (desk_id, name)
) STRICT, WITHOUT ROWID;
`),
  },
]

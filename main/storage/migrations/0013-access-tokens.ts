// Access tokens by which programs act as an agent, and agents that are programs.
import type { Migration } from './migration.ts'

export const accessTokens: Migration = {
  number: 13,
  sentence: 'Keep access tokens of agents, and tell bots from people.',
  up: run =>
    run(`
ALTER TABLE agent ADD COLUMN kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'bot'));
ALTER TABLE agent ADD COLUMN clientId TEXT;

CREATE TABLE accessToken (
  id TEXT PRIMARY KEY,
  agentId TEXT NOT NULL REFERENCES agent(id),
  tokenHash TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  scopes TEXT NOT NULL,
  clientId TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  lastUsedAt INTEGER,
  expiresAt INTEGER,
  revokedAt INTEGER
) STRICT;
CREATE INDEX accessTokenByAgent ON accessToken(agentId);
`),
}

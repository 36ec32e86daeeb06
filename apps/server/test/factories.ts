import { randomBytes } from 'node:crypto';
import type { Connection } from '../src/platform/database/connection.js';
import { singleRow } from '../src/platform/database/single-row.js';

/** Inserts rows for tests with the server role, which cannot write to the ledger. */
export function factories(connection: Connection) {
  const unique = () => randomBytes(5).toString('hex');
  const insert = async (sql: string, parameters: unknown[]) => singleRow(await connection.query<{ id: number }>(sql, parameters)).id;
  return {
    profile: (fields: { name?: string; email?: string; isAdmin?: boolean } = {}) =>
      insert('INSERT INTO profiles (email, name, is_admin) VALUES ($1, $2, $3) RETURNING id', [
        fields.email ?? `person-${unique()}@example.org`,
        fields.name ?? `Person ${unique()}`,
        fields.isAdmin ?? false,
      ]),
    skill: (name = `Skill ${unique()}`, isActive = true) =>
      insert('INSERT INTO skills (skill_name, category, is_active) VALUES ($1, $2, $3) RETURNING id', [name, 'Test', isActive]),
    project: async (fields: { techLeadId: number; skillIds?: number[]; name?: string; metadata?: object; externalId?: string }) => {
      const projectId = await insert(
        'INSERT INTO projects (name, tech_lead_id, metadata, external_id) VALUES ($1, $2, $3, $4) RETURNING id',
        [fields.name ?? `Project ${unique()}`, fields.techLeadId, JSON.stringify(fields.metadata ?? {}), fields.externalId ?? null],
      );
      await connection.query('INSERT INTO project_skills (project_id, skill_id) SELECT $1, unnest($2::bigint[])', [
        projectId,
        fields.skillIds ?? [],
      ]);
      return projectId;
    },
    /** Inserts only the assignment row, without the `joined` signal that the use case emits. */
    assignment: (fields: { profileId: number; projectId: number; tags?: string[]; startedAt?: string; endedAt?: string | null }) =>
      insert(
        'INSERT INTO assignments (profile_id, project_id, role, tags, started_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
        [
          fields.profileId,
          fields.projectId,
          'Engineer',
          fields.tags ?? [],
          fields.startedAt ?? '2020-01-01T00:00:00Z',
          fields.endedAt ?? null,
        ],
      ),
  };
}

/** Every row of the ledger in a fixed order. Tests compare it before and after an attack. */
export async function readLedger(connection: Connection) {
  return connection.query<{
    user_id: number;
    skill_id: number;
    source_type: string;
    source_id: number;
    signal_type: string;
    weight: number;
    created_at: string;
  }>(
    'SELECT user_id, skill_id, source_type, source_id, signal_type, weight, created_at FROM signal_ledger ORDER BY user_id, skill_id, source_type, source_id, signal_type',
  );
}

/** A fingerprint of the ledger. Two equal ones mean that no row was added, changed or removed in between. Faster than the rows themselves. */
export async function ledgerFingerprint(connection: Connection) {
  return singleRow(
    await connection.query<{ signals: number; rows: string }>(
      'SELECT count(*) AS signals, sum(hashtextextended(ledger::text, 0))::text AS rows FROM signal_ledger AS ledger',
    ),
  );
}

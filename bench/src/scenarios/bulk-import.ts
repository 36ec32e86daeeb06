import { Readable } from 'node:stream';
import pg from 'pg';
import { importProgressUpdates } from '@skilltrace/server/progress-updates/import-progress-updates.js';
import { first, seedTeams, type Team } from '../seed-teams.js';
import type { Workbench } from '../workbench.js';

const SKILLS = 6;
const BATCH = 1000;
const HOUR_MS = 3_600_000;
const CONTENT = 'Moved the order form to the new API and removed the old one.';
// The updates of these signals already exist, so the bare side only inserts signals.
const EMIT = 'SELECT emit_skill_signals_in_bulk($1, $2, $3, $4, $5, $6, $7)';

export interface BulkImport {
  updates: number;
  /** Signals per second. */
  imported: number;
  bare: number;
}

/**
 * Compares the whole import (NDJSON text to updates and signals) with bare batched calls of the ledger's function for the
 * same rows: same people, skills, times and batch sizes.
 */
export async function bulkImport(bench: Workbench, updates: number): Promise<BulkImport> {
  const team = await seedTeams(bench.database, { projects: 1, peoplePerProject: 50, skills: SKILLS });
  const begin = Date.now() - updates * HOUR_MS * 0.01;
  const lines = (function* () {
    for (let n = 0; n < updates; n += 1) {
      const { projectId, userId } = first(team.slice(n % team.length));
      yield `${JSON.stringify({ projectId, userId, content: `${CONTENT} (${n})`, externalId: `n${n}`, createdAt: new Date(begin + n * HOUR_MS * 0.01).toISOString() })}\n`;
    }
  })();
  const started = performance.now();
  const report = await importProgressUpdates(bench.database, Readable.from(lines));
  const imported = report.signals / ((performance.now() - started) / 1000);
  if (report.imported !== updates) throw new Error(`Imported ${report.imported} of ${updates}`);
  return { updates, imported, bare: await bareSignals(bench, team) };
}

/** Takes the rows that the import wrote, deletes their signals, and writes the signals again with only the function. */
async function bareSignals(bench: Workbench, team: Team[]): Promise<number> {
  const owner = new pg.Client({ connectionString: bench.superuserUrl });
  await owner.connect();
  const { projectId } = first(team);
  const { rows } = await owner.query<{ user_id: string; source_id: string; skill_id: string; created_at: Date }>(
    `SELECT u.user_id, u.id AS source_id, ps.skill_id, u.created_at FROM progress_updates u JOIN project_skills ps USING (project_id)
      WHERE u.project_id = $1 ORDER BY u.created_at, u.id`,
    [projectId],
  );
  // The append-only trigger can be disabled here because this is a temporary database and this login is a superuser.
  await owner.query(`ALTER TABLE user_skill_signals DISABLE TRIGGER user_skill_signals_append_only;
    DELETE FROM user_skill_signals WHERE source_id IN (SELECT id FROM progress_updates WHERE project_id = ${projectId}) AND source_type = 'update';
    ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only`);
  await owner.query('VACUUM ANALYZE user_skill_signals');
  await owner.end();

  const client = new pg.Client({ connectionString: bench.logins.serverUrl });
  await client.connect();
  const size = BATCH * SKILLS;
  const started = performance.now();
  for (let at = 0; at < rows.length; at += size) {
    const batch = rows.slice(at, at + size);
    await client.query({
      name: 'emit',
      text: EMIT,
      values: [
        batch.map((row) => row.user_id),
        'update',
        batch.map((row) => row.source_id),
        'update',
        batch.map((row) => row.skill_id),
        2,
        batch.map((row) => row.created_at),
      ],
    });
  }
  const seconds = (performance.now() - started) / 1000;
  await client.end();
  return rows.length / seconds;
}

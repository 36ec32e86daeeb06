import pg from 'pg';
import type { Origin } from '../../src/platform/database/origin.js';
import { Database } from '../../src/platform/database/database.js';
import { erasureKey } from '../../src/platform/database/erasure-key.js';
import { erasePerson } from '../../src/people/erasure/erase-person.js';
import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import { assignPerson } from '../../src/projects/assign-person.js';
import { completeProject } from '../../src/projects/complete-project.js';
import { resolveSuggestions } from '../../src/validation/resolve-suggestions.js';
import { restoreLevel } from '../../src/validation/restore-level.js';
import { factories } from '../factories.js';
import { reject } from '../suggestions.js';
import { withTriggersDisabled } from './corruption.js';

/**
 * Fills a migrated database through the use cases. Person 1 is an admin and the Tech Lead, 2 and 3 are members, 4 is erased.
 * Projects 1 and 2 declare skills 1 and 2, project 3 declares no skills, and project 4 is completed.
 */
export async function fillForCorruption(serverUrl: string, superuserUrl: string): Promise<void> {
  const database = new Database({
    url: serverUrl,
    role: 'skilltrace_server',
    poolSize: 2,
    erasureKey: erasureKey('a secret of tests, 32 characters long'),
  });
  let origin: Origin = { via: 'command' };
  // Each change is a transaction with an origin, as in a use case.
  const connection: Pick<Database, 'query' | 'transaction'> = {
    query: (statement, parameters) => database.transaction((transaction) => transaction.query(statement, parameters), origin),
    transaction: (work) => database.transaction(work, origin),
  };
  const make = factories(connection);
  const [lead, member, other] = [await make.profile({ isAdmin: true }), await make.profile(), await make.profile()];
  const erased = await make.profile({ name: 'Nora Known' });
  const skills = [await make.skill('Go'), await make.skill('SQL'), await make.skill('Rust'), await make.skill('Elm')];
  const declared = skills.slice(0, 2);
  for (const skillIds of [declared, declared, [], declared]) await make.project({ techLeadId: lead, skillIds });
  await moveLogIntoPast(superuserUrl);
  origin = { via: 'session', profileId: lead, at: { address: '192.0.2.1', userAgent: 'Browser', requestId: 'r' } };
  const caller = { profileId: lead, isAdmin: true, via: 'token' as const };
  for (const projectId of [1, 2, 3, 4]) {
    await assignPerson(connection, caller, projectId, {
      profileId: member,
      role: 'Engineer',
      tags: ['Go'],
      startedAt: '2026-01-05T08:00:00.000Z',
    });
    await assignPerson(connection, caller, projectId, { profileId: other, role: 'Engineer', startedAt: '2026-01-05T08:00:00.000Z' });
  }
  const post = (projectId: number, content: string, createdAt?: string) =>
    postProgressUpdate(connection, caller, { projectId, userId: member, content, createdAt });
  await post(1, 'first', '2026-02-02T10:00:00.000Z');
  await post(1, 'second', '2026-02-03T10:00:00.000Z');
  await post(3, 'without scope', '2026-02-04T10:00:00.000Z');
  await post(4, 'last', '2026-02-05T10:00:00.000Z');
  await completeProject(connection, 4);
  await connection.query("UPDATE skills SET skill_name = 'Golang' WHERE id = 1");
  await connection.query("UPDATE skills SET skill_name = 'Go' WHERE id = 1");
  await connection.query(
    `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id)
     VALUES ($1, 1, 'ADVANCED', date_trunc('milliseconds', now()), $2, NULL, NULL),
            ($3, 1, 'NOVICE', date_trunc('milliseconds', now()), NULL, date_trunc('milliseconds', now()), $2)`,
    [member, lead, other],
  );
  // Each suggestion is reported first and then decided, as in the use cases.
  await connection.query(
    `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, 1, 'ADVANCED', 'SELF_REPORT'), ($1, 2, 'EXPERT', 'SELF_REPORT')`,
    [member],
  );
  await connection.query(
    `UPDATE suggestions SET status = 'APPROVED', resolved_at = date_trunc('milliseconds', now()), resolved_by_id = $1, resolved_proficiency = 'ADVANCED' WHERE skill_id = 1`,
    [lead],
  );
  await connection.query(
    `UPDATE employee_skills SET last_validated_at = (SELECT resolved_at FROM suggestions WHERE profile_id = $1 AND status = 'APPROVED') WHERE profile_id = $1`,
    [member],
  );
  await connection.query(
    "UPDATE suggestions SET status = 'REJECTED', resolved_at = date_trunc('milliseconds', now()), resolved_by_id = $1 WHERE skill_id = 2",
    [lead],
  );
  await connection.query(
    `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, imported_at)
     SELECT $1, id, 'NOVICE', '2024-01-01', date_trunc('milliseconds', now()) FROM skills WHERE id IN (3, 4)`,
    [member],
  );
  const flags = await connection.query<{ id: number }>(
    `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT $1, id, 'NOVICE', 'SYSTEM_FLAG' FROM skills WHERE id IN (3, 4)
     RETURNING id`,
    [member],
  );
  await resolveSuggestions(
    connection,
    caller,
    flags.map(({ id }) => reject(id)),
  );
  await restoreLevel(connection, caller, flags[0]?.id ?? 0);
  await connection.query("INSERT INTO api_tokens (profile_id, name, token_hash) VALUES ($1, 'ci', sha256('a'))", [lead]);
  await connection.query('UPDATE api_tokens SET revoked_at = now()');
  await connection.query(
    `INSERT INTO auth_accounts (profile_id, provider_id, account_id, password) VALUES ($1, 'credential', $2, 'a hash')`,
    [lead, String(lead)],
  );
  await connection.query(
    "INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus, status) VALUES ($1, $2, 'career_guidance', 'accepted')",
    [member, lead],
  );
  await erasePerson(connection, { profileId: erased, erasedById: lead });
  await database.close();
}

/** Moves the existing log entries into the past, so that verify does not treat them as part of a running transaction. */
async function moveLogIntoPast(superuserUrl: string): Promise<void> {
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  const set = "SET recorded_at = recorded_at - interval '2 days'";
  await superuser.query(withTriggersDisabled('audit_entries,audit_origins', `UPDATE audit_entries ${set}; UPDATE audit_origins ${set}`));
  await superuser.query(withTriggersDisabled('ledger_clusters', "UPDATE ledger_clusters SET since = since - interval '3 days'"));
  await superuser.end();
}

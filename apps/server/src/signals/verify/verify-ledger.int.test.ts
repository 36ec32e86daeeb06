import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factories } from '../../../test/factories.js';
import { movedTime } from '../../../test/moved-time.js';
import { runCommands, withSuperuser } from '../../../test/superuser.js';
import { createTestTemplate, type TestDatabase, type TestTemplate } from '../../../test/test-database.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { assignPerson } from '../../projects/assign-person.js';
import { completeProject } from '../../projects/complete-project.js';
import { knownTables } from './known-tables.js';
import { ledgerChecks } from './ledger-checks.js';
import { verifyLedger } from './verify-ledger.js';

let template: TestTemplate;
let db: TestDatabase;

// Creates a member with assignments on an active project, a completed project and a project without skills, and decided and
// pending suggestions.
async function fill({ database }: TestDatabase): Promise<void> {
  const make = factories(database);
  const lead = await make.profile({ isAdmin: true });
  const member = await make.profile();
  const skillIds = [await make.skill('TypeScript'), await make.skill('SQL')];
  const projectId = await make.project({ techLeadId: lead, skillIds });
  const doneId = await make.project({ techLeadId: lead, skillIds });
  const silentId = await make.project({ techLeadId: lead });
  const caller = { profileId: lead, isAdmin: true, via: 'token' as const };
  for (const id of [projectId, doneId, silentId]) {
    await assignPerson(database, caller, id, {
      profileId: member,
      role: 'Engineer',
      tags: ['TypeScript'],
      startedAt: '2026-01-05T08:00:00.000Z',
    });
    await postProgressUpdate(database, caller, {
      projectId: id,
      userId: member,
      content: 'work',
      externalId: 'a',
      createdAt: '2026-02-02T10:00:00.000Z',
    });
    await postProgressUpdate(database, caller, { projectId: id, userId: member, content: 'more', externalId: 'b' });
  }
  await completeProject(database, doneId);
  const [withdrawnAt, validatedAt] = ['2026-03-02T10:00:00.000Z', '2026-04-02T10:00:00.000Z'];
  await database.query(
    `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
     SELECT $1, unnest($2::bigint[]), 'EXPERT', $3, $4`,
    [member, skillIds, validatedAt, lead],
  );
  // One was decided below. The other is marked as imported.
  await database.query(
    `UPDATE employee_skills SET imported_at = last_validated_at, imported_validator_id = last_validated_by_id, last_validated_by_id = NULL
      WHERE skill_id <> $1`,
    [skillIds[0]],
  );
  await database.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT $1, unnest($2::bigint[]), 'EXPERT', 'SYSTEM_FLAG'",
    [member, skillIds],
  );
  // First withdrawn, then reported and granted.
  await database.query(
    `WITH decided AS (
       INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, created_at, resolved_at, resolved_by_id, resolved_proficiency)
       VALUES ($1, $2, 'EXPERT', 'SYSTEM_FLAG', 'REJECTED', $3, $3, $5, 'ADVANCED'), ($1, $2, 'EXPERT', 'SELF_REPORT', 'APPROVED', $3, $4, $5, 'EXPERT')
       RETURNING *
     )
     INSERT INTO decision_comments (profile_id, suggestion_id, author_id, content, created_at)
     SELECT profile_id, id, resolved_by_id, 'Not used for a year.', resolved_at FROM decided WHERE status = 'REJECTED'`,
    [member, skillIds[0], withdrawnAt, validatedAt, lead],
  );
  await database.query(
    `INSERT INTO withdrawn_levels (profile_id, suggestion_id, skill_id, proficiency_level, last_validated_at)
     SELECT profile_id, id, skill_id, resolved_proficiency, '2025-01-01' FROM suggestions WHERE status = 'REJECTED'`,
  );
}
beforeAll(async () => {
  template = await createTestTemplate(fill);
});
beforeEach(async () => {
  db = await template.copy();
});
afterEach(() => db.drop());
afterAll(() => template.drop());

/** Creates a login for this database, which is dropped together with it. */
const loginWith = (grant: string) => `
  DO $$ BEGIN EXECUTE format('CREATE ROLE %1$I LOGIN IN ROLE skilltrace_server; GRANT CONNECT ON DATABASE %2$I TO %1$I; ${grant}',
    'skilltrace_server_' || current_database(), current_database()); END $$`;

const asSuperuser = (sql: string) => withSuperuser(db.superuserUrl, (client) => runCommands(client, sql));

it('verifyLedger finds no violations in data from the use cases and counts the examined rows', async () => {
  const verification = await verifyLedger(db.database);
  expect(verification.checks.filter((check) => check.violations > 0)).toEqual([]);
  expect(verification).toMatchObject({
    ok: true,
    violations: 0,
    facts: { signals: 14, people: 1, progressUpdates: 6, importedSignals: 8, updatesWithoutSignals: 0 },
  });
  const examined = Object.fromEntries(verification.checks.map((check) => [check.name, check.examined]));
  const partitions = await db.database.query("SELECT FROM pg_inherits WHERE inhparent = 'user_skill_signals'::regclass");
  expect(examined).toMatchObject({
    'natural-key': 14,
    'joined-explained': 4,
    'update-explained': 8,
    'completed-explained': 2,
    'update-at-once': 4,
    'append-only': 3 * (1 + partitions.length),
    'one-active-assignment': 2,
    'external-ids': 6,
    'completed-projects': 3,
    'one-pending-suggestion': 2,
    'resolved-suggestions': 4,
    'suggestion-times': 4,
    'granted-is-validated': 1,
    'withdrawn-is-gone': 1,
    'flag-of-a-skill': 2,
    'validated-by-another': 2,
    'one-pending-in-place': 1,
    'decisions-stay': 1,
    'server-cannot-rewrite': 8,
    'audit-log-started': 1,
    'audit-origins': 0,
    'decisions-logged': 0,
    'validations-logged': 0,
    'audit-append-only': 6,
    'audit-captures': 44,
    'audit-server-cannot-write': 8,
  });
});

it('verifyLedger reports logins of another installation only there, unless they or their members may connect here', async () => {
  const violations = async () => (await verifyLedger(db.database)).checks.filter((check) => check.violations > 0);
  const grants = 'GRANT skilltrace_ledger TO %1$I; GRANT SET ON PARAMETER session_replication_role TO %1$I';
  const nameOf = (database: TestDatabase) => new URL(database.ownerUrl).pathname.slice(1);
  const other = await template.copy();
  const [login, member] = [`skilltrace_server_${nameOf(other)}`, `skilltrace_server_${nameOf(db)}`];
  const thereAsSuperuser = (sql: string) => withSuperuser(other.superuserUrl, (client) => runCommands(client, sql));
  try {
    await thereAsSuperuser(loginWith(grants));
    expect(await violations()).toEqual([]);
    expect((await verifyLedger(db.database)).facts.logins).not.toContain(login);
    expect((await verifyLedger(other.database)).facts.logins).toContain(login);
    const there = (await verifyLedger(other.database)).checks.filter((check) => check.violations > 0);
    expect(there.map(({ name }) => name)).toEqual(['logins', 'schema-as-shipped']);
    const connect = (who: string) => `GRANT CONNECT ON DATABASE ${nameOf(db)} TO ${who}`;
    for (const [make, undo] of [
      [connect(login), `REVOKE CONNECT ON DATABASE ${nameOf(db)} FROM ${login}`],
      [`CREATE ROLE ${member} LOGIN IN ROLE ${login}; ${connect(member)}`, `DROP OWNED BY ${member}; DROP ROLE ${member}`],
    ] as const) {
      await asSuperuser(make);
      const samples = (await violations()).flatMap((check) => check.samples);
      expect(samples).toContain(`added: GRANT skilltrace_ledger TO ${login};`);
      expect(samples).toContain(`added: GRANT SET ON PARAMETER session_replication_role TO ${login};`);
      await asSuperuser(undo);
      expect(await violations()).toEqual([]);
    }
  } finally {
    await thereAsSuperuser(`REVOKE SET ON PARAMETER session_replication_role FROM ${login}`);
    await other.drop();
  }
});

it('the README shows the number of rules', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../../../../README.md'), 'utf8');
  const { checks } = await verifyLedger(db.database);
  expect(readme).toContain(`No violations: all ${checks.length} rules hold`);
});

it('knownTables lists every table of the migrated schema', async () => {
  const tables = await db.database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition`,
  );
  expect(tables.map((row) => row.name).toSorted()).toEqual(knownTables);
});

it('verifyLedger reports updates on projects without declared skills as a fact and not as a violation', async () => {
  await db.database.query(
    'INSERT INTO project_skills (project_id, skill_id) SELECT p.id, s.id FROM projects p, skills s ON CONFLICT DO NOTHING',
  );
  expect(await verifyLedger(db.database)).toMatchObject({ ok: true, facts: { updatesWithoutSignals: 2 } });
});

it('verifyLedger finds no violations while updates are posted', async () => {
  const [verification] = await Promise.all([
    verifyLedger(db.database),
    ...Array.from({ length: 20 }, async () => {
      const { id, techLead } = (
        await db.database.query<{ id: number; techLead: number }>(
          `SELECT id, tech_lead_id AS "techLead" FROM projects WHERE status = 'active' ORDER BY id`,
        )
      )[0] ?? { id: 0, techLead: 0 };
      const [member] = await db.database.query<{ id: number }>('SELECT profile_id AS id FROM assignments LIMIT 1');
      await postProgressUpdate(
        db.database,
        { profileId: techLead, isAdmin: true, via: 'token' },
        { projectId: id, userId: member?.id ?? 0, content: 'meanwhile' },
      );
    }),
  ]);
  expect(verification.ok).toBe(true);
});

const DISARM = 'ALTER TABLE user_skill_signals DISABLE TRIGGER USER;';
const ARM = `ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only;
  ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_not_truncated;`;
const unguarded = (sql: string) => `${DISARM} ${sql}; ${ARM}`;
const without = (kinds: string, table: string, sql: string) => `
  DO $$ DECLARE rule record; BEGIN
    FOR rule IN SELECT conname FROM pg_constraint WHERE conrelid = '${table}'::regclass AND contype IN (${kinds}) ORDER BY contype LOOP
      EXECUTE format('ALTER TABLE ${table} DROP CONSTRAINT %I CASCADE', rule.conname);
    END LOOP;
  END $$; ${sql}`;
// Citus moves a table without foreign keys out of its catalog, and cannot do that with an identity column.
const withoutChecks = (table: string, sql: string) => without("'c'", table, sql);
const tampered = (sql: string) => without("'c', 'f', 'p'", 'user_skill_signals', unguarded(sql));
const UNSTAY = 'ALTER TABLE suggestions DISABLE TRIGGER suggestions_decided_stay;';
const redecided = (set: string, where = 'true') => withoutChecks('suggestions', `${UNSTAY} UPDATE suggestions SET ${set} WHERE ${where}`);
const stayAgain = (body: string) =>
  `CREATE OR REPLACE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN ${body} END'`;
const unlogged = (sql: string) => `ALTER TABLE audit_entries DISABLE TRIGGER USER; ${sql};
  ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_append_only`;
const decidedNow = `UPDATE suggestions SET status = 'REJECTED', resolved_at = now(), resolved_by_id = (SELECT tech_lead_id FROM projects LIMIT 1)
  WHERE status = 'PENDING';`;
const insertSignal = (changes: Record<string, string>, where: string) => {
  const columns = ['user_id', 'skill_id', 'source_type', 'source_id', 'signal_type', 'weight', 'created_at', 'recorded_at', 'project_id'];
  return `INSERT INTO user_skill_signals (${columns.join(', ')}) SELECT ${columns.map((column) => changes[column] ?? column).join(', ')} FROM user_skill_signals WHERE ${where} LIMIT 1`;
};

const ERASE = `SET skilltrace.erasure_key = '${'0'.repeat(256)}'; UPDATE profiles SET name = 'Former member', email = 'former-member-' || id || '@erased.invalid', title = NULL, avatar_url = NULL,
  external_id = NULL, email_verified = false, is_admin = false, deactivated_at = now(), erased_at = now()`;
const erasedPerson = `INSERT INTO profiles (email, name) VALUES ('dora@example.org', 'Dora'); ${ERASE} WHERE email = 'dora@example.org'`;

describe('verifyLedger finds damage that only a superuser can do', () => {
  const damage: Record<string, Record<string, string>> = {
    'natural-key': { 'a duplicate signal': tampered(insertSignal({}, "signal_type = 'joined'")) },
    'person-and-skill': { 'a skill that does not exist': tampered(insertSignal({ skill_id: '99' }, "signal_type = 'joined'")) },
    'joined-explained': {
      'a signal without an assignment': unguarded(
        insertSignal({ source_id: '(SELECT max(id) FROM projects)' }, "signal_type = 'joined'").replace(
          '(SELECT max(id) FROM projects)',
          '999',
        ),
      ),
      'a deleted assignment': 'DELETE FROM assignments WHERE ended_at IS NULL',
    },
    'update-explained': {
      'a signal without an update': unguarded(insertSignal({ source_id: '999' }, "signal_type = 'update'")),
      'an update of another person': unguarded(insertSignal({ user_id: '(SELECT min(id) FROM profiles)' }, "signal_type = 'update'")),
      'a deleted update': "DELETE FROM progress_updates WHERE content = 'work'",
    },
    'completed-explained': {
      'an active project': unguarded(
        insertSignal({ source_id: "(SELECT min(id) FROM projects WHERE status = 'active')" }, "signal_type = 'completed'"),
      ),
      'a reverted completion': "UPDATE projects SET status = 'active', completed_at = NULL",
    },
    'update-time': {
      'another date in the ledger': unguarded(
        `UPDATE user_skill_signals SET created_at = ${movedTime('created_at', '-1 day')} WHERE signal_type = 'update'`,
      ),
      'another date in the update': `UPDATE progress_updates SET created_at = ${movedTime('created_at', '-1 day')}`,
    },
    'project-of-signal': {
      'another project of an update': unguarded("UPDATE user_skill_signals SET project_id = project_id + 1 WHERE signal_type = 'update'"),
      'another project of a joined signal': unguarded("UPDATE user_skill_signals SET project_id = 0 WHERE signal_type = 'joined'"),
    },
    'update-at-once': {
      'a signal added later': unguarded(
        `UPDATE user_skill_signals SET recorded_at = ${movedTime('recorded_at', '1 millisecond')} WHERE skill_id = 1 AND signal_type = 'update'`,
      ),
    },
    'no-mentorship': {
      'a signal of a mentorship session': tampered(insertSignal({ source_type: "'mentorship'" }, "signal_type = 'joined'")),
    },
    'source-and-type': { 'an update signal of a project': tampered(insertSignal({ signal_type: "'update'" }, "signal_type = 'joined'")) },
    'recorded-after': {
      'a recording time before the event': tampered(`UPDATE user_skill_signals SET recorded_at = ${movedTime('created_at', '-1 hour')}`),
    },
    'not-in-the-future': {
      'a signal dated tomorrow': unguarded(
        "UPDATE user_skill_signals SET created_at = now() + interval '1 day', recorded_at = now() + interval '1 day' WHERE signal_type = 'joined'",
      ),
    },
    weight: { 'a weight of zero': tampered('UPDATE user_skill_signals SET weight = 0') },
    'append-only': {
      'a disabled trigger': DISARM,
      'a trigger that does not fire in replica mode': 'ALTER TABLE user_skill_signals ENABLE TRIGGER user_skill_signals_append_only',
      'no trigger for TRUNCATE': 'DROP TRIGGER user_skill_signals_not_truncated ON user_skill_signals',
      'no trigger': 'DROP TRIGGER user_skill_signals_append_only ON user_skill_signals',
      'a trigger only for UPDATE': `DROP TRIGGER user_skill_signals_append_only ON user_skill_signals;
        CREATE TRIGGER user_skill_signals_append_only BEFORE UPDATE ON user_skill_signals FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change(); ${ARM}`,
      'a trigger function that rejects nothing':
        "CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    },
    'key-in-place': { 'a dropped key': 'ALTER TABLE user_skill_signals DROP CONSTRAINT user_skill_signals_pkey' },
    'server-cannot-write': {
      'INSERT granted': 'GRANT INSERT ON user_skill_signals TO skilltrace_server',
      'one column granted': 'GRANT UPDATE (weight) ON user_skill_signals TO skilltrace_server',
      'TRUNCATE granted to PUBLIC': 'GRANT TRUNCATE ON user_skill_signals TO PUBLIC',
      'INSERT of updates without signals granted': 'GRANT INSERT ON progress_updates TO skilltrace_server',
    },
    'one-writing-role': {
      'INSERT into the view granted to the server': 'GRANT INSERT ON signal_ledger TO skilltrace_server',
      'INSERT into the view granted to PUBLIC': 'GRANT INSERT ON signal_ledger TO PUBLIC',
      'a column of the view granted to the reader': 'GRANT UPDATE (weight) ON signal_ledger TO skilltrace_reader',
      'INSERT into a view of the view granted to the server':
        'CREATE VIEW a_door AS SELECT * FROM signal_ledger; GRANT INSERT ON a_door TO skilltrace_server',
      'DELETE granted to the role of the writing functions': 'GRANT DELETE ON user_skill_signals TO skilltrace_ledger',
    },
    'writers-own-role': {
      'a function that runs as the owner': 'ALTER FUNCTION post_progress_update OWNER TO CURRENT_USER',
      'a function granted to PUBLIC': 'GRANT EXECUTE ON FUNCTION emit_skill_signals TO PUBLIC',
      'a search path with temporary tables first': 'ALTER FUNCTION emit_skill_signals SET search_path = pg_catalog, public',
    },
    // Damage that changes a role of the whole cluster is tested in test/attacks/database-logins.int.test.ts.
    logins: {
      'a privilege granted directly to a login': loginWith('GRANT INSERT ON skills TO %1$I'),
      'a login that is a member of another role': loginWith('GRANT pg_read_server_files TO %1$I'),
      'a login with the role of the ledger': loginWith('GRANT skilltrace_ledger TO %1$I'),
    },
    'reader-cannot-write': { 'DELETE granted': 'GRANT DELETE ON suggestions TO skilltrace_reader' },
    'no-aggregate': {
      'a table of totals': 'CREATE TABLE skill_totals (user_id bigint, total bigint)',
      'a materialized view': 'CREATE MATERIALIZED VIEW totals AS SELECT user_id, count(*) FROM user_skill_signals GROUP BY user_id',
      'a table in another schema': 'CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.totals (total bigint)',
    },
    'one-active-assignment': {
      'two active assignments on a project':
        'DROP INDEX assignments_one_active_key; INSERT INTO assignments (profile_id, project_id, role, started_at) SELECT profile_id, project_id, role, started_at FROM assignments WHERE ended_at IS NULL',
    },
    'assignment-times': { 'a start in the future': "UPDATE assignments SET started_at = now() + interval '1 day' WHERE ended_at IS NULL" },
    'update-not-in-the-future': {
      'an update dated tomorrow': withoutChecks(
        'progress_updates',
        "ALTER TABLE progress_updates DISABLE TRIGGER progress_updates_not_in_future; UPDATE progress_updates SET created_at = now() + interval '1 day'",
      ),
    },
    'external-ids': {
      'a duplicate external id': 'UPDATE progress_updates SET external_id = $$a$$',
      'an update without its key': 'DELETE FROM progress_update_keys',
      'a key without its update':
        "INSERT INTO progress_update_keys SELECT project_id, 'invented', user_id, update_id FROM progress_update_keys LIMIT 1",
      'a key of another update': 'UPDATE progress_update_keys SET update_id = update_id + 1000',
    },
    'one-pending-suggestion': {
      'two pending suggestions':
        "DROP INDEX suggestions_one_pending_key; INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT profile_id, skill_id, 'NOVICE', 'SYSTEM_FLAG' FROM suggestions WHERE status = 'PENDING'",
    },
    'resolved-suggestions': {
      'granted without a decider': redecided('resolved_by_id = NULL', "status = 'APPROVED'"),
      'granted without a time': redecided('resolved_at = NULL', "status = 'APPROVED'"),
      'granted without a level': redecided('resolved_proficiency = NULL', "status = 'APPROVED'"),
      'rejected without a decider': redecided('resolved_by_id = NULL', "status = 'REJECTED'"),
      'rejected with a level but without a withdrawal': redecided("source = 'SELF_REPORT'", "status = 'REJECTED'"),
      'decided by the same person': redecided('resolved_by_id = profile_id', "status = 'REJECTED'"),
      'pending with a decision time': redecided('resolved_at = now()', "status = 'PENDING'"),
      'pending with a decider': redecided('resolved_by_id = 1', "status = 'PENDING'"),
      'pending with a decided level': redecided("resolved_proficiency = 'NOVICE'", "status = 'PENDING'"),
    },
    'suggestion-times': {
      'decided before it was created': redecided(`created_at = ${movedTime('resolved_at', '1 second')}`, "status = 'APPROVED'"),
      'decided tomorrow': redecided("resolved_at = now() + interval '1 day'", "status = 'APPROVED'"),
      'created tomorrow': redecided("created_at = now() + interval '1 day'", "status = 'PENDING'"),
    },
    'granted-is-validated': {
      'a deleted validation': 'DELETE FROM employee_skills',
      'a backdated validation': `UPDATE employee_skills SET last_validated_at = ${movedTime('last_validated_at', '-1 millisecond')}`,
    },
    'withdrawn-is-gone': {
      'a validation from before the withdrawal': "UPDATE employee_skills SET last_validated_at = '2026-03-02T10:00:00Z'",
      'a validation that was not deleted by a rejection': `ALTER TABLE suggestions DISABLE TRIGGER suggestions_withdrawn_with_comment;
        ${redecided("source = 'SYSTEM_FLAG', status = 'REJECTED'", "status = 'APPROVED'")}`,
    },
    'withdrawals-explained': {
      'a withdrawal without a comment': 'ALTER TABLE decision_comments DISABLE TRIGGER USER; DELETE FROM decision_comments',
      'a withdrawal of another level':
        'ALTER TABLE withdrawn_levels DISABLE TRIGGER USER; UPDATE withdrawn_levels SET proficiency_level = $$NOVICE$$',
    },
    'restored-is-validated': {
      'a restored level that is not validated': `ALTER TABLE withdrawn_levels DISABLE TRIGGER USER; DELETE FROM employee_skills;
        UPDATE withdrawn_levels SET restored_at = now(), restored_by_id = (SELECT min(resolved_by_id) FROM suggestions)`,
    },
    'comments-of-deciders': {
      'a comment at another time': `ALTER TABLE decision_comments DISABLE TRIGGER USER; UPDATE decision_comments SET created_at = ${movedTime('created_at', '-1 day')}`,
    },
    'flag-of-a-skill': { 'a skill that is not validated': 'DELETE FROM employee_skills WHERE skill_id = 2' },
    'validated-by-another': {
      'validated by the same person': withoutChecks('employee_skills', 'UPDATE employee_skills SET last_validated_by_id = profile_id'),
      'validated tomorrow': withoutChecks(
        'employee_skills',
        "ALTER TABLE employee_skills DISABLE TRIGGER employee_skills_not_in_future; UPDATE employee_skills SET last_validated_at = now() + interval '1 day'",
      ),
    },
    'validator-decided': {
      'an imported validation with a decider': `UPDATE employee_skills
          SET imported_at = NULL, imported_validator_id = NULL, last_validated_by_id = (SELECT min(tech_lead_id) FROM projects)
        WHERE imported_at IS NOT NULL`,
    },
    'one-pending-in-place': {
      'a dropped index': 'DROP INDEX suggestions_one_pending_key',
      'an index that is not unique':
        "DROP INDEX suggestions_one_pending_key; CREATE INDEX suggestions_one_pending_key ON suggestions (profile_id, skill_id) WHERE status = 'PENDING'",
      'an index over too few rows':
        "DROP INDEX suggestions_one_pending_key; CREATE UNIQUE INDEX ON suggestions (profile_id, skill_id) WHERE status = 'PENDING' AND source = 'SYSTEM_FLAG'",
      'an index that includes the source':
        "DROP INDEX suggestions_one_pending_key; CREATE UNIQUE INDEX ON suggestions (profile_id, skill_id, source) WHERE status = 'PENDING'",
      'an invalid index': "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'suggestions_one_pending_key'::regclass",
    },
    'decisions-stay': {
      'a disabled trigger': UNSTAY,
      'a trigger that does not fire in replica mode': 'ALTER TABLE suggestions ENABLE TRIGGER suggestions_decided_stay',
      'no trigger': 'DROP TRIGGER suggestions_decided_stay ON suggestions',
      'a trigger only for rejections': `DROP TRIGGER suggestions_decided_stay ON suggestions;
        CREATE TRIGGER suggestions_decided_stay BEFORE UPDATE ON suggestions FOR EACH ROW WHEN (OLD.status = 'REJECTED') EXECUTE FUNCTION refuse_change_of_decision();
        ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_decided_stay`,
      'a trigger only for one column': `DROP TRIGGER suggestions_decided_stay ON suggestions;
        CREATE TRIGGER suggestions_decided_stay BEFORE UPDATE OF status ON suggestions FOR EACH ROW WHEN (OLD.status <> 'PENDING') EXECUTE FUNCTION refuse_change_of_decision();
        ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_decided_stay`,
      'a trigger function that rejects nothing': stayAgain('RETURN NEW;'),
    },
    'server-cannot-rewrite': {
      'DELETE granted': 'GRANT DELETE ON suggestions TO skilltrace_server',
      'TRUNCATE granted to PUBLIC': 'GRANT TRUNCATE ON suggestions TO PUBLIC',
      'UPDATE granted': 'GRANT UPDATE ON suggestions TO skilltrace_server',
      'UPDATE of the level granted': 'GRANT UPDATE (suggested_proficiency) ON suggestions TO skilltrace_server',
    },
    'audit-log-started': {
      'a deleted entry': unlogged("DELETE FROM audit_entries WHERE action = 'log.started'"),
      'a second start of the log': "INSERT INTO audit_entries (action, subject_type) VALUES ('log.started', 'log')",
    },
    'audit-origins': {
      'an unknown origin': "INSERT INTO audit_entries (origin_id, action, subject_type) VALUES (99, 'skill.deleted', 'skill')",
      'an origin of another time': `INSERT INTO audit_origins (via, recorded_at) VALUES ('command', now() - interval '1 day');
        INSERT INTO audit_entries (origin_id, action, subject_type) SELECT max(id), 'skill.deleted', 'skill' FROM audit_origins`,
    },
    'decisions-logged': {
      'a deleted entry': decidedNow + unlogged("DELETE FROM audit_entries WHERE subject_type = 'suggestion'"),
      'an entry of another decision':
        decidedNow + unlogged("UPDATE audit_entries SET action = 'suggestion.adjusted' WHERE action = 'suggestion.rejected'"),
    },
    'validations-logged': {
      'a deleted entry': `UPDATE employee_skills SET last_validated_at = now(); ${unlogged("DELETE FROM audit_entries WHERE subject_type = 'validated_skill'")}`,
      'a validation with disabled triggers':
        'ALTER TABLE employee_skills DISABLE TRIGGER USER; UPDATE employee_skills SET last_validated_at = now()',
    },
    'audit-append-only': {
      'a disabled trigger': 'ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only',
      'a trigger that does not fire in replica mode': 'ALTER TABLE audit_origins ENABLE TRIGGER audit_origins_append_only',
      'no trigger for changes of origins': 'DROP TRIGGER audit_origins_only_blanked ON audit_origins',
      'a trigger only for one column of origins': `DROP TRIGGER audit_origins_only_blanked ON audit_origins;
        CREATE TRIGGER audit_origins_only_blanked BEFORE UPDATE OF address ON audit_origins FOR EACH ROW EXECUTE FUNCTION refuse_change_of_origin();
        ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_only_blanked`,
      'a trigger function that rejects nothing':
        "CREATE OR REPLACE FUNCTION refuse_change_of_origin() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    },
    'audit-captures': {
      'a disabled trigger': 'ALTER TABLE profiles DISABLE TRIGGER profiles_audit_update',
      'a trigger that does not fire in replica mode': 'ALTER TABLE project_skills ENABLE TRIGGER project_skills_audit_delete',
      'no trigger': 'DROP TRIGGER suggestions_audit_insert ON suggestions',
      'a trigger with the function of another table': `DROP TRIGGER api_tokens_audit_update ON api_tokens;
        CREATE TRIGGER api_tokens_audit_update AFTER UPDATE ON api_tokens FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
        ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_update`,
      'a function that writes nothing':
        "CREATE OR REPLACE FUNCTION audit_profiles() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    },
    'audit-server-cannot-write': {
      'INSERT granted': 'GRANT INSERT ON audit_entries TO skilltrace_server',
      'one column granted': 'GRANT UPDATE (profile_id) ON audit_origins TO skilltrace_server',
      'TRUNCATE granted to PUBLIC': 'GRANT TRUNCATE ON audit_entries TO PUBLIC',
    },
    'erased-are-nobody': {
      'an erased person with a name': `ALTER TABLE profiles DROP CONSTRAINT profiles_erased_are_nobody;
        INSERT INTO profiles (email, name, deactivated_at, erased_at) VALUES ('dora@example.org', 'Dora', now(), now())`,
      'a remaining session': `${erasedPerson}; ALTER TABLE auth_sessions DISABLE TRIGGER USER;
        INSERT INTO auth_sessions (token, profile_id, expires_at) SELECT 'x', id, now() FROM profiles WHERE erased_at IS NOT NULL`,
      'remaining texts': `UPDATE assignments SET ended_at = greatest(started_at, now()); ${ERASE}
        WHERE id = (SELECT min(user_id) FROM progress_updates)`,
    },
    'joined-time': {
      'another date': unguarded(
        `UPDATE user_skill_signals SET created_at = ${movedTime('created_at', '-1 day')} WHERE signal_type = 'joined'`,
      ),
    },
    'completed-time': {
      'another date': unguarded(
        `UPDATE user_skill_signals SET created_at = ${movedTime('created_at', '-1 day')} WHERE signal_type = 'completed'`,
      ),
    },
    'update-by-member': { 'a deleted assignment': 'DELETE FROM assignments WHERE ended_at IS NULL' },
    'scope-declared': {
      'a skill that was never declared': `INSERT INTO skills (id, skill_name, category) OVERRIDING SYSTEM VALUE VALUES (99, 'Other', 'Test');
        ${unguarded('UPDATE user_skill_signals SET skill_id = 99 WHERE skill_id = 1')}`,
    },
    'update-complete': {
      'a deleted signal': unlogged(
        `UPDATE audit_entries SET recorded_at = ${movedTime('recorded_at', '-2 days')}; ${unguarded("DELETE FROM user_skill_signals WHERE skill_id = 1 AND signal_type = 'update'")}`,
      ),
    },
    'people-logged': { 'a planted admin': `ALTER TABLE profiles DISABLE TRIGGER USER; UPDATE profiles SET is_admin = true` },
    'projects-logged': {
      'another Tech Lead': 'ALTER TABLE projects DISABLE TRIGGER USER; UPDATE projects SET tech_lead_id = (SELECT max(id) FROM profiles)',
    },
    'skills-logged': { 'another name': "ALTER TABLE skills DISABLE TRIGGER USER; UPDATE skills SET skill_name = 'Other' WHERE id = 1" },
    'assignments-logged': {
      'another start': `ALTER TABLE assignments DISABLE TRIGGER USER; UPDATE assignments SET started_at = ${movedTime('started_at', '-1 day')}`,
    },
    'tokens-logged': {
      'a planted token': `INSERT INTO api_tokens (profile_id, name, token_hash) SELECT id, 'x', sha256('a') FROM profiles LIMIT 1; ALTER TABLE api_tokens DISABLE TRIGGER USER;
        INSERT INTO api_tokens (profile_id, name, token_hash) SELECT id, 'x', sha256('b') FROM profiles LIMIT 1`,
    },
    'revocations-logged': {
      'a revoked token that is valid again': `INSERT INTO api_tokens (profile_id, name, token_hash) SELECT id, 'x', sha256('a') FROM profiles LIMIT 1;
        UPDATE api_tokens SET revoked_at = now(); ALTER TABLE api_tokens DISABLE TRIGGER USER; UPDATE api_tokens SET revoked_at = NULL`,
    },
    'sign-ins-logged': {
      'a deleted password': `INSERT INTO auth_accounts (profile_id, provider_id, account_id, password) SELECT id, 'credential', id::text, 'x' FROM profiles LIMIT 1;
        ALTER TABLE auth_accounts DISABLE TRIGGER USER; DELETE FROM auth_accounts`,
    },
    'scope-logged': {
      'a removed skill': 'ALTER TABLE project_skills DISABLE TRIGGER USER; DELETE FROM project_skills WHERE skill_id = 1',
    },
    'merged-skills-unused': {
      'a declared skill': 'ALTER TABLE skills DISABLE TRIGGER USER; UPDATE skills SET is_active = false, merged_into_id = 2 WHERE id = 1',
    },
    'validators-logged': {
      'another validator': `ALTER TABLE employee_skills DISABLE TRIGGER USER; UPDATE employee_skills SET last_validated_by_id = NULL`,
      'a deleted validation': 'ALTER TABLE employee_skills DISABLE TRIGGER USER; DELETE FROM employee_skills',
    },
    'deciders-logged': {
      'another level': `${UNSTAY} UPDATE suggestions SET resolved_proficiency = 'NOVICE' WHERE status = 'APPROVED'`,
      'a deleted decision': "ALTER TABLE suggestions DISABLE TRIGGER USER; DELETE FROM suggestions WHERE status = 'APPROVED'",
    },
    'origins-used': { 'an origin without entries': "INSERT INTO audit_origins (via) VALUES ('command')" },
    'completed-projects': { 'completed without a time': withoutChecks('projects', 'UPDATE projects SET completed_at = NULL') },
  };

  it('has a case for every rule', () => {
    expect(Object.keys(damage).toSorted()).toEqual(ledgerChecks.map((check) => check.name).toSorted());
  });

  it.each(Object.entries(damage).flatMap(([check, cases]) => Object.entries(cases).map(([name, sql]) => [check, name, sql] as const)))(
    'as a violation of %s: %s',
    async (check, _name, sql) => {
      await asSuperuser(sql);
      const verification = await verifyLedger(db.database);
      expect(verification.ok).toBe(false);
      const found = verification.checks.find(({ name }) => name === check);
      expect(found?.violations).toBeGreaterThan(0);
      expect(found?.samples.length).toBeGreaterThan(0);
      expect(found?.samples.length).toBeLessThanOrEqual(5);
    },
  );
});

import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { closeToSessions } from '../../../test/citus-nodes.js';
import { factories } from '../../../test/factories.js';
import { peopleOnProject } from '../../../test/people-on-project.js';
import { withSuperuser } from '../../../test/superuser.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { translateDatabaseError } from '../../platform/errors/sqlstate.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { verifyLedger } from '../verify/verify-ledger.js';

const lead = { profileId: 1, isAdmin: true, via: 'token' } as const;
const PEOPLE = 12;
const UNAVAILABLE = 'The database does not respond right now. Nothing was saved. Try again shortly.';
/** The people whose updates are on the worker with this port. */
const ON_WORKER = `
  SELECT person::int AS person FROM unnest($1::bigint[]) person
    JOIN citus_shards s ON s.shardid = get_shard_id_for_distribution_column('progress_updates', person) WHERE s.nodeport = $2`;

describe.skipIf(inject('workerUrls').length === 0)('while one worker accepts no connections to the database', () => {
  const worker = inject('workerUrls')[0] ?? '';
  let db: TestDatabase;
  let name: string;
  let projectId: number;
  let there: number[];
  let elsewhere: number[];
  beforeAll(async () => {
    db = await createTestDatabase();
    name = new URL(db.ownerUrl).pathname.slice(1);
    const made = await peopleOnProject(db.database, PEOPLE);
    projectId = made.projectId;
    there = await withSuperuser(db.superuserUrl, async (superuser) =>
      (await superuser.query<{ person: number }>(ON_WORKER, [made.people, new URL(worker).port])).rows.map(({ person }) => person),
    );
    elsewhere = made.people.filter((person) => !there.includes(person));
    expect(Math.min(there.length, elsewhere.length)).toBeGreaterThan(0);
    await closeToSessions(worker, name);
  });
  const open = () => withSuperuser(worker, (superuser) => superuser.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`));
  afterEach(open);
  afterAll(() => db.drop());

  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (translateDatabaseError(error) as Error).message,
    );
  const post = (userId: number) => outcome(postProgressUpdate(db.database, lead, { projectId, userId, content: `of ${userId}` }));

  it('requests that need it are rejected as unavailable, the others are done, and all work when it is back', async () => {
    for (const userId of there) expect(await post(userId)).toBe(UNAVAILABLE);
    for (const userId of elsewhere) expect(await post(userId)).toBe('done');
    expect(await outcome(db.readDatabase.query('SELECT count(*) FROM user_skill_signals'))).toBe(UNAVAILABLE);
    expect(await outcome(factories(db.database).profile())).toBe(UNAVAILABLE);
    await open();
    for (const userId of there) expect(await post(userId)).toBe('done');
    const stored = await db.database.query<{ id: number }>('SELECT user_id AS id FROM progress_updates');
    expect(stored.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([...there, ...elsewhere].toSorted((a, b) => a - b));
    const broken = (await verifyLedger(db.database)).checks.filter(({ violations }) => violations > 0);
    expect(broken.map(({ name: rule, samples }) => ({ rule, samples }))).toEqual([]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { peopleOnProject } from '../../../test/people-on-project.js';
import { withSuperuser } from '../../../test/superuser.js';
import { urlOf } from '../../../test/template-database.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { takeCheckpoint } from '../checkpoints/take-checkpoint.js';
import { verifyLedger } from '../verify/verify-ledger.js';

const CLIENTS = 8;
const PEOPLE = 8;
const CHECKPOINTS = 3;
/** Begins like the names that Citus gives to the transactions of a coordinator. */
const UNFINISHED = 'citus_0_0_0_0';

describe.skipIf(inject('workerUrls').length === 0)('a spread ledger that people post to', () => {
  let db: TestDatabase;
  let projectId: number;
  let people: number[];
  beforeAll(async () => {
    db = await createTestDatabase();
    ({ projectId, people } = await peopleOnProject(db.database, PEOPLE));
  });
  afterAll(() => db.drop());

  const post = (userId: number, externalId: string) =>
    postProgressUpdate(db.database, { profileId: 1, isAdmin: true, via: 'token' }, { projectId, userId, content: externalId, externalId });
  async function postUntil(isOver: () => boolean, client: number): Promise<void> {
    for (let number = 0; !isOver(); number += 1) await post(people[client % PEOPLE] ?? 0, `${client}-${number}`);
  }
  const broken = async (against?: string) =>
    (await verifyLedger(db.database, { against })).checks
      .filter(({ name, violations }) => violations > 0 && name !== 'schema-as-shipped')
      .map(({ name, samples }) => ({ name, samples }));

  it('has no violations, and its checkpoints cover exactly the transactions of one moment', { timeout: 120_000 }, async () => {
    let isOver = false;
    const clients = Array.from({ length: CLIENTS }, (_, client) => postUntil(() => isOver, client));
    const roots: string[] = [];
    const found: unknown[] = [];
    try {
      for (let number = 0; number < CHECKPOINTS; number += 1) {
        roots.push((await takeCheckpoint(db.database))?.root ?? 'none');
        found.push(...(await broken()));
      }
    } finally {
      isOver = true;
      await Promise.all(clients);
    }
    for (const root of roots) found.push(...(await broken(root)));
    expect(found).toEqual([]);
  });

  it('still reports an update that has lost its key, and a key that has lost its update', async () => {
    await post(people[0] ?? 0, 'lost');
    await withSuperuser(db.superuserUrl, async (superuser) => {
      await superuser.query("UPDATE progress_update_keys SET update_id = update_id + 1000000 WHERE external_id = 'lost'");
    });
    expect(await broken()).toEqual([{ name: 'external-ids', samples: [`project ${projectId}, lost`, `project ${projectId}, lost`] }]);
    await withSuperuser(db.superuserUrl, async (superuser) => {
      await superuser.query("UPDATE progress_update_keys SET update_id = update_id - 1000000 WHERE external_id = 'lost'");
    });
  });

  it('gets a checkpoint only after the workers have committed what the coordinator has committed', async () => {
    const worker = new pg.Client({ connectionString: urlOf(inject('workerUrls')[0] ?? '', new URL(db.ownerUrl).pathname.slice(1)) });
    await worker.connect();
    await worker.query(`BEGIN; SELECT pg_current_xact_id(); PREPARE TRANSACTION '${UNFINISHED}'`);
    let isTaken = false;
    const taken = takeCheckpoint(db.database).finally(() => (isTaken = true));
    await sleep(1_000);
    const wasTaken = isTaken;
    await worker.query(`COMMIT PREPARED '${UNFINISHED}'`);
    await worker.end();
    expect(wasTaken).toBe(false);
    expect(await taken).toBeDefined();
  });
});

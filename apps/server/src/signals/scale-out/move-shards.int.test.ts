import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { peopleOnProject } from '../../../test/people-on-project.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { verifyLedger } from '../verify/verify-ledger.js';

const lead = { profileId: 1, isAdmin: true, via: 'token' } as const;
const CLIENTS = 4;
const MODES = ['force_logical', 'block_writes'];
const PEOPLE = 12;

/** Moves a shard, and with it those of the tables that are stored in the same way, from its worker to another one. */
const MOVE = `
  SELECT citus_move_shard_placement(s.shardid, s.nodename, s.nodeport, n.nodename, n.nodeport, shard_transfer_mode => $2::citus.shard_transfer_mode)
    FROM citus_shards s
    JOIN LATERAL (SELECT nodename, nodeport FROM pg_dist_node
                   WHERE groupid <> 0 AND (nodename, nodeport) <> (s.nodename, s.nodeport) ORDER BY nodeport LIMIT 1) n ON true
   WHERE s.shardid = $1`;
const SHARDS = 'SELECT DISTINCT get_shard_id_for_distribution_column($1, person)::text AS id FROM unnest($2::bigint[]) person ORDER BY 1';

describe.skipIf(inject('workerUrls').length === 0)('posts while shards move to another worker', () => {
  let db: TestDatabase;
  let projectId: number;
  let people: number[];
  beforeAll(async () => {
    db = await createTestDatabase();
    ({ projectId, people } = await peopleOnProject(db.database, PEOPLE));
  });
  afterAll(() => db.drop());

  const post = async (externalId: string) =>
    (
      await postProgressUpdate(db.database, lead, {
        projectId,
        userId: people[Number(externalId.split('-')[1]) % PEOPLE] ?? 0,
        content: externalId,
        externalId,
      })
    ).id;

  /** Posts one update after the other until `isOver`. */
  async function postUntil(isOver: () => boolean, client: number, acknowledged: Map<string, number>, rejected: Set<string>): Promise<void> {
    for (let number = client; !isOver(); number += 1) {
      const externalId = `${client}-${number}`;
      await post(externalId).then(
        (id) => acknowledged.set(externalId, id),
        () => rejected.add(externalId),
      );
    }
  }

  async function moveAll(superuser: pg.Client, acknowledged: ReadonlyMap<string, number>): Promise<number[]> {
    const { rows } = await superuser.query<{ id: string }>(SHARDS, ['progress_updates', people]);
    const keys = await superuser.query<{ id: string }>(
      "SELECT min(shardid)::text AS id FROM citus_shards WHERE table_name::text = 'progress_update_keys'",
    );
    const duringEach: number[] = [];
    for (const mode of MODES)
      for (const { id } of [...rows.slice(0, 3), ...keys.rows]) {
        const before = acknowledged.size;
        expect((await superuser.query(MOVE, [id, mode])).rowCount).toBe(1);
        duringEach.push(acknowledged.size - before);
      }
    return duringEach;
  }

  it('are stored once with their signals if they were acknowledged, and can be repeated if they were not', async () => {
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    const [acknowledged, rejected] = [new Map<string, number>(), new Set<string>()];
    let isOver = false;
    const clients = Array.from({ length: CLIENTS }, (_, client) => postUntil(() => isOver, client, acknowledged, rejected));
    const duringEach = await moveAll(superuser, acknowledged).finally(() => (isOver = true));
    await Promise.all(clients);
    await superuser.end();
    expect(duringEach.length).toBe(8);
    expect(duringEach.filter((count) => count > 0).length).toBeGreaterThan(4);

    for (const externalId of rejected) acknowledged.set(externalId, await post(externalId));
    for (const [externalId, id] of [...acknowledged].slice(0, 20)) expect(await post(externalId)).toBe(id);
    const stored = await db.database.query<{ key: string; id: number }>('SELECT external_id AS key, id FROM progress_updates');
    expect(stored.map(({ key, id }) => `${key} ${id}`).toSorted()).toEqual([...acknowledged].map(([key, id]) => `${key} ${id}`).toSorted());
    const signals = await db.database.query<{ id: number }>("SELECT source_id AS id FROM user_skill_signals WHERE source_type = 'update'");
    const expected = [...acknowledged.values()].flatMap((id) => [id, id, id]);
    expect(signals.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
    const broken = (await verifyLedger(db.database)).checks.filter(({ violations }) => violations > 0);
    expect(broken.map(({ name, samples }) => ({ name, samples }))).toEqual([]);
  });
});

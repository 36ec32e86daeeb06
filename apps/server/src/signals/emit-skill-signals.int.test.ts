import { DEFAULT_WEIGHTS } from '@skilltrace/domain/signals/signal';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { factories, readLedger } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { emitProjectSignals, emitSkillSignals, type SkillSignals } from './emit-skill-signals.js';

const JOINED_AT = '2023-01-01T00:00:00.000Z';
const POSTED_AT = '2023-02-01T00:00:00.000Z';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let owner: pg.Client;
let person: number;
let skillIds: [number, number];
let projectId: number;
let before: Awaited<ReturnType<typeof readLedger>>;

beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});
beforeEach(async () => {
  person = await make.profile();
  skillIds = [await make.skill(), await make.skill()];
  projectId = await make.project({ techLeadId: person, skillIds });
  await make.assignment({ profileId: person, projectId, startedAt: JOINED_AT });
  before = await readLedger(db.database);
});

const joined = (): Omit<SkillSignals, 'connection'> => ({
  userId: person,
  sourceType: 'project',
  sourceId: projectId,
  signalType: 'joined',
  skillIds,
});
const emit = (signals: Omit<SkillSignals, 'connection'>) =>
  db.database.transaction((connection) => emitSkillSignals({ ...signals, connection }));
const added = async () => {
  const known = new Set(before.map((signal) => JSON.stringify(signal)));
  return (await readLedger(db.database)).filter((signal) => !known.has(JSON.stringify(signal)));
};
const signal = (skill_id: number, fields = {}) => ({
  user_id: person,
  skill_id,
  source_type: 'project',
  source_id: projectId,
  signal_type: 'joined',
  weight: 1,
  created_at: JOINED_AT,
  ...fields,
});
/** Inserts an update without signals, which only the table owner can do. */
async function silentUpdate(userId: number, project = projectId): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO progress_updates (project_id, user_id, content, created_at) VALUES ($1, $2, 'work', $3) RETURNING id",
    [project, userId, POSTED_AT],
  );
  return Number(rows[0]?.id);
}
async function expectRejected(signals: Omit<SkillSignals, 'connection'>, state: string) {
  await expect(emit(signals)).rejects.toSatisfy((error) => sqlState(error) === state);
  expect(await added()).toEqual([]);
}

describe('emitSkillSignals', () => {
  test('adds one signal per skill at the time of the event and ignores duplicate skills', async () => {
    expect(await emit({ ...joined(), skillIds: [skillIds[1], skillIds[0], skillIds[1]] })).toBe(2);
    expect(await added()).toEqual(skillIds.map((id) => signal(id)));
  });

  test('adds signals for an update of the person', async () => {
    const sourceId = await silentUpdate(person);
    expect(await emit({ ...joined(), sourceType: 'update', signalType: 'update', sourceId })).toBe(2);
    expect(await added()).toEqual(
      skillIds.map((id) =>
        signal(id, { source_type: 'update', source_id: sourceId, signal_type: 'update', weight: 2, created_at: POSTED_AT }),
      ),
    );
  });

  test('uses the weight and the time of the event, even if they are passed in', async () => {
    await make.assignment({ profileId: person, projectId, startedAt: '2022-01-02T00:00:00.123Z', endedAt: '2022-02-02T00:00:00.000Z' });
    await emit({ ...joined(), skillIds: [skillIds[0]], weight: 1, createdAt: '2022-01-02T00:00:00.123Z' });
    await emit({ ...joined(), skillIds: [skillIds[1]], createdAt: JOINED_AT });
    expect(await added()).toEqual([signal(skillIds[0], { created_at: '2022-01-02T00:00:00.123Z' }), signal(skillIds[1])]);
  });

  test('uses the same default weights as the database', async () => {
    const rows = await db.database.query<{ type: 'joined'; weight: number }>(
      'SELECT type, default_signal_weight(type) AS weight FROM unnest(enum_range(NULL::signal_type)) AS type',
    );
    expect(Object.fromEntries(rows.map(({ type, weight }) => [type, weight]))).toEqual(DEFAULT_WEIGHTS);
  });

  test('adds nothing the second time and leaves existing signals unchanged', async () => {
    await emit(joined());
    const existing = await readLedger(db.database);
    expect(await emit({ ...joined(), weight: 1, createdAt: JOINED_AT })).toBe(0);
    expect(await readLedger(db.database)).toEqual(existing);
  });

  test('adds only missing signals', async () => {
    await emit({ ...joined(), skillIds: [skillIds[0]] });
    expect(await emit(joined())).toBe(1);
    expect(await added()).toEqual(skillIds.map((id) => signal(id)));
  });

  test('adds one set of signals for 20 concurrent calls', async () => {
    const counts = await Promise.all(
      Array.from({ length: 20 }, (_, n) => emit({ ...joined(), skillIds: n % 2 ? skillIds : skillIds.toReversed() })),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(2);
    expect(await added()).toEqual(skillIds.map((id) => signal(id)));
  });

  test('adds signals for many people in one statement', async () => {
    const other = await make.profile();
    await make.assignment({ profileId: other, projectId, startedAt: POSTED_AT });
    const people = [person, other].map((userId) => ({ userId, projectId, skillIds }));
    expect(await db.database.transaction((connection) => emitProjectSignals(connection, 'joined', people))).toBe(4);
    expect(await added()).toEqual([
      ...skillIds.map((id) => signal(id)),
      ...skillIds.map((id) => signal(id, { user_id: other, created_at: POSTED_AT })),
    ]);
  });
});

describe('emitSkillSignals does nothing', () => {
  test.each(['userId', 'sourceType', 'sourceId', 'signalType'] as const)('without %s', async (field) => {
    expect(await emit({ ...joined(), [field]: undefined })).toBe(0);
    expect(await emit({ ...joined(), [field]: null })).toBe(0);
    expect(await added()).toEqual([]);
  });

  test.each(['joined', 'update', 'completed'] as const)('for mentorship (%s) with skills passed in', async (signalType) => {
    expect(await emit({ ...joined(), sourceType: 'mentorship', signalType, context: 'technical_guidance' })).toBe(0);
    expect(await added()).toEqual([]);
  });

  test('for mentorship in direct calls of the database functions', async () => {
    await db.database.query("SELECT emit_skill_signals($1, 'mentorship', $2, 'joined', $3, 1, NULL)", [person, projectId, skillIds]);
    await db.database.query("SELECT emit_skill_signals_in_bulk($1, 'mentorship', $2, 'joined', $3, 1, $4)", [
      [person],
      [projectId],
      [skillIds[0]],
      [null],
    ]);
    expect(await added()).toEqual([]);
  });

  test('without skills', async () => {
    expect(await emit({ ...joined(), skillIds: [] })).toBe(0);
    expect(await emit({ ...joined(), skillIds: undefined })).toBe(0);
    expect(
      await db.database.transaction((connection) =>
        emitProjectSignals(connection, 'joined', [{ userId: person, projectId, skillIds: [] }]),
      ),
    ).toBe(0);
    expect(await added()).toEqual([]);
  });

  test('if the transaction is rolled back', async () => {
    const work = db.database.transaction(async (connection) => {
      expect(await emitSkillSignals({ ...joined(), connection })).toBe(2);
      throw new Error('afterwards');
    });
    await expect(work).rejects.toThrow('afterwards');
    expect(await added()).toEqual([]);
  });
});

describe('emitSkillSignals rejects and writes nothing for', () => {
  test('an undeclared or unknown skill among declared ones', async () => {
    await expectRejected({ ...joined(), skillIds: [...skillIds, await make.skill()] }, 'SK003');
    await expectRejected({ ...joined(), skillIds: [...skillIds, 999_999_999] }, 'SK003');
    await expectRejected(
      { ...joined(), sourceType: 'update', signalType: 'update', sourceId: await silentUpdate(person), skillIds: [await make.skill()] },
      'SK003',
    );
  });

  test('`joined` without an assignment', async () => {
    await expectRejected({ ...joined(), userId: await make.profile() }, 'SK002');
    await expectRejected({ ...joined(), userId: 999_999_999 }, 'SK002');
    await expectRejected({ ...joined(), sourceId: 999_999_999 }, 'SK002');
  });

  test('a `completed` signal of a project that is not completed', async () => {
    await expectRejected({ ...joined(), signalType: 'completed' }, 'SK002');
  });

  test('an update by another person or an unknown update', async () => {
    const update = { ...joined(), sourceType: 'update', signalType: 'update' } as const;
    await expectRejected({ ...update, sourceId: await silentUpdate(await make.profile()) }, 'SK002');
    await expectRejected({ ...update, sourceId: 999_999_999 }, 'SK002');
  });

  test('a source that does not emit this signal type', async () => {
    await expectRejected({ ...joined(), signalType: 'update' }, 'SK002');
    await expectRejected({ ...joined(), sourceType: 'update', sourceId: await silentUpdate(person) }, 'SK002');
  });

  test('a time that is not the time of the event, or a weight that is not the weight of the type', async () => {
    const update = { ...joined(), sourceType: 'update', signalType: 'update', sourceId: await silentUpdate(person) } as const;
    for (const createdAt of [new Date(Date.now() + 3_600_000).toISOString(), '2020-01-01T00:00:00.000Z', '2023-01-01T00:00:00.001Z']) {
      await expectRejected({ ...joined(), createdAt }, 'SK002');
      await expectRejected({ ...update, createdAt }, 'SK002');
    }
    for (const weight of [0, 2, 3, -1, 1_000_000]) await expectRejected({ ...joined(), weight }, 'SK002');
    await expectRejected({ ...update, weight: 1 }, 'SK002');
  });

  test('an update from before the person joined or after they left', async () => {
    const update = { ...joined(), sourceType: 'update', signalType: 'update' } as const;
    const elsewhere = await make.project({ techLeadId: person, skillIds });
    await make.assignment({ profileId: person, projectId: elsewhere, startedAt: '2023-01-15T00:00:00Z', endedAt: '2023-01-31T00:00:00Z' });
    const late = await silentUpdate(person, elsewhere);
    await expectRejected({ ...update, sourceId: late }, 'SK002');
    await make.assignment({ profileId: person, projectId: elsewhere, startedAt: '2023-02-01T00:00:01Z' });
    await expectRejected({ ...update, sourceId: late }, 'SK002');
    const bulk = 'SELECT emit_skill_signals_in_bulk($1, $2, $3, $4, $5, 2, $6)';
    const values = [[person], 'update', [late], 'update', [skillIds[0]], [null]];
    await expect(db.database.query(bulk, values)).rejects.toSatisfy((error) => sqlState(error) === 'SK002');
    await make.assignment({ profileId: person, projectId: elsewhere, startedAt: POSTED_AT, endedAt: '2023-02-01T00:00:00.500Z' });
    expect(await emit({ ...update, sourceId: late })).toBe(2);
  });

  test('a `completed` signal for a person who left before the completion', async () => {
    const done = await make.project({ techLeadId: person, skillIds });
    await make.assignment({ profileId: person, projectId: done, startedAt: JOINED_AT, endedAt: POSTED_AT });
    await db.database.query("UPDATE projects SET status = 'completed', completed_at = $2 WHERE id = $1", [
      done,
      '2023-02-01T00:00:00.001Z',
    ]);
    await expectRejected({ ...joined(), sourceId: done, signalType: 'completed' }, 'SK002');
    await expect(
      db.database.transaction((connection) => emitProjectSignals(connection, 'completed', [{ userId: person, projectId: done, skillIds }])),
    ).rejects.toSatisfy((error) => sqlState(error) === 'SK002');
    await db.database.query('UPDATE projects SET completed_at = $2 WHERE id = $1', [done, POSTED_AT]);
    expect(await emit({ ...joined(), sourceId: done, signalType: 'completed' })).toBe(2);
  });

  test('a group in which one person has no assignment', async () => {
    const people = [person, await make.profile()].map((userId) => ({ userId, projectId, skillIds }));
    await expect(db.database.transaction((connection) => emitProjectSignals(connection, 'joined', people))).rejects.toSatisfy(
      (error) => sqlState(error) === 'SK002',
    );
    expect(await added()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { ActivityQuery, Signal } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';
import { readActivity } from './read-activity.js';
import { organization, type Scope } from './signals-in-scope.js';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let root: Caller;
let person: number;
let colleague: number;
let skillIds: number[];
let project: number;
let other: number;
const SAME = '2026-02-02T08:00:00.000Z';

beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  root = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' };
  [person, colleague] = [await make.profile(), await make.profile()];
  skillIds = [await make.skill('A'), await make.skill('B'), await make.skill('C')];
  project = await make.project({ techLeadId: root.profileId, skillIds });
  other = await make.project({ techLeadId: root.profileId, skillIds: skillIds.slice(0, 1) });
  for (const profileId of [person, colleague]) {
    for (const projectId of [project, other]) await make.assignment({ profileId, projectId, startedAt: SAME });
  }
  const post = (userId: number, projectId: number, createdAt: string) =>
    postProgressUpdate(db.database, root, { userId, projectId, content: 'work', createdAt });
  // The first update has the same id as the first project. Its signal is recorded first but dated last.
  await post(person, other, '2026-03-03T08:00:00.000Z');
  await db.database.transaction((transaction) =>
    emitProjectSignals(transaction, 'joined', [{ userId: person, projectId: project, skillIds }]),
  );
  // 18 more signals with the same time as the three above.
  for (let count = 0; count < 6; count++) await post(person, project, SAME);
  await post(colleague, project, '2026-02-20T08:00:00.000Z');
});
afterAll(() => db.drop());

async function readAll(scope: Scope, query: ActivityQuery): Promise<Signal[]> {
  const all: Signal[] = [];
  let cursor: string | undefined;
  do {
    const page = await readActivity(db.readDatabase, scope, { ...query, cursor });
    expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 50);
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

describe('activity of a person', () => {
  it.each([1, 2, 7, 21, 22, 23])('returns each signal exactly once, newest first, in pages of %i', async (limit) => {
    const signals = await readAll({ of: 'person', id: person }, { limit });
    const expected = await db.database.query<{ id: number }>(
      'SELECT id FROM signal_ledger WHERE user_id = $1 ORDER BY created_at DESC, id DESC',
      [person],
    );
    expect(expected).toHaveLength(22);
    expect(signals.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it('returns the skill, source and times of each signal', async () => {
    const { items } = await readActivity(db.readDatabase, { of: 'person', id: person }, { limit: 1 });
    expect(items).toEqual([
      {
        id: expect.any(Number),
        userId: person,
        skillId: skillIds[0],
        name: 'A',
        sourceType: 'update',
        sourceId: expect.any(Number),
        signalType: 'update',
        createdAt: '2026-03-03T08:00:00.000Z',
        recordedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
  });

  it('filters by skill, source and time', async () => {
    const count = async (query: ActivityQuery) => (await readAll({ of: 'person', id: person }, query)).length;
    expect(await count({ skillId: skillIds[0] })).toBe(8);
    expect(await count({ sourceType: 'project' })).toBe(3);
    expect(await count({ sourceType: 'update', skillId: skillIds[1], limit: 4 })).toBe(6);
    expect(await count({ sourceType: 'mentorship' })).toBe(0);
    expect(await count({ from: SAME, to: '2026-03-03T08:00:00.000Z' })).toBe(21);
    expect(await count({ to: SAME })).toBe(0);
    expect(await count({ asOf: '2026-01-01T00:00:00.000Z' })).toBe(0);
  });

  it('rejects an invalid cursor', async () => {
    await expect(readActivity(db.readDatabase, organization, { cursor: 'x' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ path: 'cursor' }],
    });
  });
});

describe('activity of a project', () => {
  it('lists only signals from the project, from all people', async () => {
    const signals = await readAll({ of: 'project', id: project }, { limit: 7 });
    expect(signals).toHaveLength(24);
    expect(signals.slice(0, 3).map(({ userId }) => userId)).toEqual([colleague, colleague, colleague]);
    expect((await readAll({ of: 'project', id: other }, {})).map(({ userId, name }) => ({ userId, name }))).toEqual([
      { userId: person, name: 'A' },
    ]);
  });

  it('keeps signals of people who left the project', async () => {
    await db.database.query('UPDATE assignments SET ended_at = now() WHERE profile_id = $1 AND project_id = $2', [colleague, project]);
    expect(await readAll({ of: 'project', id: project }, {})).toHaveLength(24);
  });

  it('does not confuse an update with a project that has the same id', async () => {
    expect(await db.database.query('SELECT project_id FROM progress_updates WHERE id = $1', [project])).toEqual([{ project_id: other }]);
    expect(await readAll({ of: 'project', id: other }, {})).toHaveLength(1);
    expect(await readAll({ of: 'project', id: project }, { sourceType: 'project' })).toHaveLength(3);
  });
});

describe('activity of the organization', () => {
  it('lists the signals of all people', async () => {
    const signals = await readAll(organization, { limit: 7 });
    expect(signals).toHaveLength(25);
    expect(new Set(signals.map(({ id }) => id)).size).toBe(25);
  });
});

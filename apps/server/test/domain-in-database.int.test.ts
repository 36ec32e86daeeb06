import { LONGEST_UPDATE } from '@skilltrace/domain/limits';
import { MENTORSHIP_STATUSES, SESSION_FOCUSES } from '@skilltrace/domain/mentorship/session';
import { PROJECT_STATUSES } from '@skilltrace/domain/projects/life-cycle';
import { DEFAULT_WEIGHTS, SIGNAL_SOURCE_TYPES, SIGNAL_TYPES } from '@skilltrace/domain/signals/signal';
import { freeTextProblem } from '@skilltrace/domain/text/free-text';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { SKILL_PROPOSAL_STATUSES } from '@skilltrace/domain/taxonomy/skill-proposal';
import { SUGGESTION_SOURCES, SUGGESTION_STATUSES } from '@skilltrace/domain/validation/suggestion';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { propertyRuns } from './property-runs.js';
import { factories } from './factories.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

describe('enum types of the database', () => {
  it.each([
    ['proficiency_level', PROFICIENCY_LEVELS],
    ['suggestion_source', SUGGESTION_SOURCES],
    ['suggestion_status', SUGGESTION_STATUSES],
    ['session_focus', SESSION_FOCUSES],
    ['mentorship_status', MENTORSHIP_STATUSES],
    ['skill_proposal_status', SKILL_PROPOSAL_STATUSES],
    ['project_status', PROJECT_STATUSES],
    ['signal_source_type', SIGNAL_SOURCE_TYPES],
    ['signal_type', SIGNAL_TYPES],
  ])('%s has the values of the domain, in the same order', async (type, values) => {
    const rows = await db.database.query<{ value: string }>(
      'SELECT enumlabel AS value FROM pg_enum WHERE enumtypid = $1::regtype ORDER BY enumsortorder',
      [type],
    );
    expect(rows.map(({ value }) => value)).toEqual(values);
  });
});

it('default_signal_weight returns the weight of the domain for every signal type', async () => {
  const rows = await db.database.query<{ type: keyof typeof DEFAULT_WEIGHTS; weight: number }>(
    'SELECT type, default_signal_weight(type) AS weight FROM unnest(enum_range(NULL::signal_type)) AS type',
  );
  expect(Object.fromEntries(rows.map(({ type, weight }) => [type, weight]))).toEqual(DEFAULT_WEIGHTS);
});

it('progress_updates accepts the same text lengths as the domain, for any characters', async () => {
  const make = factories(db.database);
  const userId = await make.profile();
  const projectId = await make.project({ techLeadId: userId });
  await make.assignment({ profileId: userId, projectId });
  const isAccepted = async (content: string) => {
    const posting = db.database.query('SELECT FROM post_progress_update($1, $2, $3, NULL, NULL, 2)', [projectId, userId, content]);
    return posting.then(
      () => true,
      (error: { code: string }) => (error.code === '23514' ? false : Promise.reject(error)),
    );
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('a', 'é', 'ß', '漢', '😀', 'e\u0301'),
      fc.constantFrom(0, 1, LONGEST_UPDATE / 2, LONGEST_UPDATE / 2 + 1, LONGEST_UPDATE - 1, LONGEST_UPDATE, LONGEST_UPDATE + 1),
      async (character, count) => {
        const text = character.repeat(count);
        expect(await isAccepted(text)).toBe(freeTextProblem(text, 1, LONGEST_UPDATE) === undefined);
      },
    ),
    { numRuns: propertyRuns(20) },
  );
});

// If the projects are copied to several machines, the statement gives the time (`projects_inactive_since.sql`).
it.skipIf(inject('workerUrls').length > 0)('a statement that archives a project cannot give it another end than now', async () => {
  const make = factories(db.database);
  const projectId = await make.project({ techLeadId: await make.profile() });
  const [archived] = await db.database.query<{ isNow: boolean }>(
    `UPDATE projects SET status = 'archived', inactive_since = '2001-01-01' WHERE id = $1
     RETURNING inactive_since = date_trunc('milliseconds', now()) AS "isNow"`,
    [projectId],
  );
  expect(archived).toEqual({ isNow: true });
});

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { momentumBucket } from '@skilltrace/contract';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';
import { organization } from './signals-in-scope.js';

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const DAY = 86_400_000;
const instant = fc.integer({ min: Date.now() - 400 * DAY, max: Date.now() - DAY }).map((at) => new Date(at).toISOString());
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

// The statements of the organization differ from those of a person, for speed. If only one person has signals, both must agree.
it('the charts of an organization in which one person works are the charts of that person', async () => {
  const make = factories(db.database);
  const person = await make.profile({ isAdmin: true });
  const skills = [await make.skill(), await make.skill(), await make.skill()];
  const projects = [
    await make.project({ techLeadId: person, skillIds: skills }),
    await make.project({ techLeadId: person, skillIds: skills.slice(1) }),
  ];
  for (const projectId of projects) await make.assignment({ profileId: person, projectId });
  const pasts: string[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: instant, project: fc.nat(1) }), { maxLength: 4 }),
      maybe(instant),
      maybe(instant),
      fc.constantFrom(...momentumBucket.options),
      maybe(fc.nat()),
      instant,
      async (posts, from, to, bucket, past, now) => {
        for (const { at, project } of posts) {
          const update = { userId: person, projectId: projects[project] ?? 0, content: 'work', createdAt: at };
          await postProgressUpdate(db.database, { profileId: person, isAdmin: true, via: 'token' }, update);
        }
        const asOf = past === undefined || pasts.length === 0 ? undefined : pasts[past % pasts.length];
        const range = from !== undefined && to !== undefined && from >= to ? { from: to, asOf } : { from, to, asOf };
        const charts = (scope: typeof organization | { of: 'person'; id: number }) =>
          Promise.all([
            readDistribution(db.readDatabase, scope, range),
            readMomentum(db.readDatabase, scope, { ...range, bucket }, now),
            readSummary(db.readDatabase, scope, { asOf }),
          ]);
        expect(await charts(organization)).toEqual(await charts({ of: 'person', id: person }));
        pasts.push(new Date(Date.now() - 1).toISOString());
      },
    ),
    { numRuns: propertyRuns(30) },
  );
});

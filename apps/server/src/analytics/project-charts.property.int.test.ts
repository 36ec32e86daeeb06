import { Readable } from 'node:stream';
import { GROWING_FROM, STRONG_FROM } from '@skilltrace/domain/signals/readiness';
import { DEFAULT_WEIGHTS } from '@skilltrace/domain/signals/signal';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { importProgressUpdates } from '../progress-updates/import-progress-updates.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';
import { readActivity } from './read-activity.js';
import { readCoverage } from './read-coverage.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';

const DAY = 86_400_000;
const STARTED = '2020-01-01T00:00:00.000Z';
const FIRST = Date.parse('2026-01-01T00:00:00Z');
const [PEOPLE, SKILLS, PROJECTS] = [3, 4, 3];

/** A signal of the model: the event says from which project it came, not the ledger. */
interface Signal {
  projectId: number;
  userId: number;
  skillId: number;
  source: 'project' | 'update';
  createdAt: string;
}

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const index = (below: number) => fc.nat(below - 1);
const instant = fc.integer({ min: FIRST, max: FIRST + 40 * DAY }).map((at) => new Date(at).toISOString());
const event = fc.oneof(
  fc.record({ kind: fc.constant('post'), person: index(PEOPLE), project: index(PROJECTS), at: instant }),
  // Sixteen are more than a skill needs to be strong.
  fc.record({
    kind: fc.constant('import'),
    person: index(PEOPLE),
    project: index(PROJECTS),
    times: fc.constantFrom(1, 4, 16).chain((length) => fc.array(instant, { minLength: length, maxLength: length })),
  }),
  fc.record({ kind: fc.constant('join'), person: index(PEOPLE), project: index(PROJECTS), at: fc.constant(STARTED) }),
  fc.record({ kind: fc.constant('declare'), person: index(PEOPLE), project: index(PROJECTS), at: instant, skill: index(SKILLS) }),
);
const query = fc.record({
  project: index(PROJECTS),
  past: fc.option(fc.nat(), { nil: undefined }),
  from: fc.option(instant, { nil: undefined }),
  to: fc.option(instant, { nil: undefined }),
});

const bySkill = (signals: readonly Signal[]) =>
  [...new Set(signals.map(({ skillId }) => skillId))].map(
    (skillId) => [skillId, signals.filter((signal) => signal.skillId === skillId)] as const,
  );
const times = (signals: readonly Signal[]) => signals.map(({ createdAt }) => createdAt).toSorted();

it('the charts of a project count the signals whose event happened on it', async () => {
  const make = factories(db.database);
  const admin = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' } as const;
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => make.profile()));
  const skills = await Promise.all(Array.from({ length: SKILLS }, () => make.skill()));
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 12 }), fc.array(query, { minLength: 1, maxLength: 3 }), async (events, queries) => {
      const projects: number[] = [];
      const declared = new Map<number, Set<number>>();
      for (let number = 0; number < PROJECTS; number += 1) {
        const skillIds = skills.slice(number, number + 2);
        const id = await make.project({ techLeadId: admin.profileId, skillIds });
        projects.push(id);
        declared.set(id, new Set(skillIds));
        for (const profileId of people) await make.assignment({ profileId, projectId: id, startedAt: STARTED });
      }
      const known: Signal[] = [];
      const pasts: { asOf: string; signals: number }[] = [];

      const happen = async (happened: (typeof events)[number]) => {
        const [userId, projectId] = [people[happened.person] ?? 0, projects[happened.project] ?? 0];
        const scope = declared.get(projectId) ?? new Set();
        if ('skill' in happened) {
          const skillId = skills[happened.skill] ?? 0;
          const isDeclared = scope.delete(skillId);
          if (!isDeclared) scope.add(skillId);
          const change = isDeclared
            ? 'DELETE FROM project_skills WHERE project_id = $1 AND skill_id = $2'
            : 'INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)';
          await db.database.query(change, [projectId, skillId]);
          return;
        }
        const moments = 'times' in happened ? happened.times : [happened.at];
        if ('times' in happened) {
          const lines = moments.map((createdAt) =>
            JSON.stringify({ projectId, userId, content: 'work', createdAt, externalId: `${known.length}/${Math.random()}` }),
          );
          await importProgressUpdates(db.database, Readable.from([lines.join('\n')]));
        } else if (happened.kind === 'join') {
          const joined = [{ userId, projectId, skillIds: [...scope] }];
          await db.database.transaction((transaction) => emitProjectSignals(transaction, 'joined', joined));
        } else {
          await postProgressUpdate(db.database, admin, { projectId, userId, content: 'work', createdAt: happened.at });
        }
        const source = happened.kind === 'join' ? 'project' : 'update';
        for (const skillId of scope) {
          const isKnown = known.some(
            (signal) =>
              signal.source === 'project' && signal.projectId === projectId && signal.userId === userId && signal.skillId === skillId,
          );
          if (source === 'update' || !isKnown)
            for (const createdAt of moments) known.push({ projectId, userId, skillId, source, createdAt });
        }
      };
      for (const happened of events) {
        await happen(happened);
        await new Promise((resolve) => setTimeout(resolve, 2));
        const { now } = singleRow(
          await db.database.query<{ now: string }>("SELECT date_trunc('milliseconds', clock_timestamp()) - interval '1 ms' AS now"),
        );
        pasts.push({ asOf: now, signals: known.length });
      }

      for (const { project, past, ...bounds } of queries) {
        const id = projects[project] ?? 0;
        const { asOf, signals: count } = (past === undefined ? undefined : pasts[past % pasts.length]) ?? { signals: known.length };
        const { from, to } =
          bounds.from !== undefined && bounds.to !== undefined && bounds.from > bounds.to ? { from: bounds.to, to: bounds.from } : bounds;
        if (from !== undefined && from === to) continue;
        const all = known.slice(0, count).filter(({ projectId }) => projectId === id);
        const within = all.filter(({ createdAt }) => (from === undefined || createdAt >= from) && (to === undefined || createdAt < to));
        const scope = { of: 'project', id } as const;

        const weight = (signals: readonly Signal[]) =>
          signals.reduce((sum, { source }) => sum + DEFAULT_WEIGHTS[source === 'project' ? 'joined' : 'update'], 0);
        const distribution = await readDistribution(db.readDatabase, scope, { asOf, from, to });
        expect(new Map(distribution.items.map(({ skillId, name: _, category: _category, ...item }) => [skillId, item]))).toEqual(
          new Map(
            bySkill(within).map(([skillId, of]) => [
              skillId,
              {
                signals: of.length,
                share: Math.round((weight(of) / weight(within)) * 1_000_000) / 1_000_000,
                bySource: {
                  project: of.filter(({ source }) => source === 'project').length,
                  update: of.filter(({ source }) => source === 'update').length,
                },
                firstSignalAt: times(of)[0],
                lastSignalAt: times(of).at(-1),
              },
            ]),
          ),
        );

        const summary = await readSummary(db.readDatabase, scope, { asOf });
        expect(
          new Map(
            summary.items.map(({ skillId, signals, lastSignalAt, transition }) => [skillId, [signals, lastSignalAt, transition?.at]]),
          ),
        ).toEqual(
          new Map(
            bySkill(all).map(([skillId, of]) => {
              const reached = of.length >= STRONG_FROM ? STRONG_FROM : of.length >= GROWING_FROM ? GROWING_FROM : undefined;
              return [skillId, [of.length, times(of).at(-1), reached === undefined ? undefined : times(of)[reached - 1]]];
            }),
          ),
        );

        const { items } = await readActivity(db.readDatabase, scope, { asOf, from, to, limit: 200 });
        expect(
          items.map(({ userId, skillId, sourceType, createdAt }) => `${createdAt} ${userId} ${skillId} ${sourceType}`).toSorted(),
        ).toEqual(within.map(({ userId, skillId, source, createdAt }) => `${createdAt} ${userId} ${skillId} ${source}`).toSorted());

        const coverage = await readCoverage(db.readDatabase, db.readDatabase, admin, id, { asOf });
        expect(
          new Map(
            coverage.items.map(({ skillId, signals, people: named }) => [
              skillId,
              [signals, named?.map(({ profileId }) => profileId).toSorted()],
            ]),
          ),
        ).toEqual(
          new Map(
            [...(declared.get(id) ?? [])].map((skillId) => {
              const of = all.filter((signal) => signal.skillId === skillId);
              return [skillId, [of.length, [...new Set(of.map(({ userId }) => userId))].toSorted()]];
            }),
          ),
        );

        const range = { from: from ?? new Date(FIRST).toISOString(), to: to ?? new Date(FIRST + 41 * DAY).toISOString() };
        if (range.from >= range.to) continue;
        const momentum = await readMomentum(db.readDatabase, scope, { asOf, ...range, bucket: 'day', timeZone: 'UTC' });
        const inRange = all.filter(({ createdAt }) => createdAt >= range.from && createdAt < range.to);
        expect(new Map(momentum.series.map(({ skillId, counts }) => [skillId, counts]))).toEqual(
          new Map(
            bySkill(inRange).map(([skillId, of]) => [
              skillId,
              momentum.buckets.map((start) => of.filter(({ createdAt }) => createdAt.slice(0, 10) === start.slice(0, 10)).length),
            ]),
          ),
        );
      }
    }),
    { numRuns: propertyRuns(15) },
  );
});

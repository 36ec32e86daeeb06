import type { Decision, ResolveSuggestionsResult } from '@skilltrace/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { resolveSuggestions } from './resolve-suggestions.js';

const LEVELS = ['NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'] as const;

let api: TestApi;
let make: ReturnType<typeof factories>;
let people: number[];
let leads: number[];

// Eight leads, and three people who are each on the projects of all of them.
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  people = [await make.profile(), await make.profile(), await make.profile()];
  leads = [];
  for (let lead = 0; lead < 8; lead += 1) {
    const id = await make.profile();
    leads.push(id);
    const projectId = await make.project({ techLeadId: id });
    for (const profileId of people) await make.assignment({ profileId, projectId });
  }
});
afterAll(() => api.close());

const resolveAs = (lead: number, decisions: Decision[]) =>
  resolveSuggestions(api.database, { profileId: leads[lead] ?? 0, isAdmin: false, via: 'token' }, decisions);
const decide = (suggestionId: number, action: Decision['action'], adjustedProficiency?: string): Decision => ({
  suggestionId,
  action,
  adjustedProficiency,
  comment: 'Not used for a year.',
});

interface Kept {
  id: number;
  source: string;
  status: string;
  by: number | null;
  at: string | null;
  resolved: string | null;
  validated: string | null;
  validatedBy: number | null;
  validatedAt: string | null;
}

/** Creates suggestions of both sources for these people, in mixed order. Each skill is validated as NOVICE. */
async function suggest(count: number): Promise<number[]> {
  const rows = await api.database.query<{ id: number }>(
    `WITH made AS (
       INSERT INTO skills (skill_name, category) SELECT gen_random_uuid()::text, 'Test' FROM generate_series(1, $1::int) RETURNING id
     ), asked AS (
       SELECT made.id AS skill_id, ($2::bigint[])[1 + row_number() OVER () % 3] AS profile_id, row_number() OVER () AS place FROM made
     ), validated AS (
       INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
       SELECT profile_id, skill_id, 'NOVICE', '2024-01-01' FROM asked
     )
     INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
     SELECT profile_id, skill_id, 'ADVANCED', (CASE WHEN place % 2 = 0 THEN 'SYSTEM_FLAG' ELSE 'SELF_REPORT' END)::suggestion_source FROM asked
     RETURNING id`,
    [count, people],
  );
  return rows.map(({ id }) => id);
}

const keptOf = (ids: number[]) =>
  api.database.query<Kept & Record<string, unknown>>(
    `SELECT s.id, s.source, s.status, s.resolved_by_id AS "by", s.resolved_at AS "at", s.resolved_proficiency AS resolved,
            e.proficiency_level AS validated, e.last_validated_by_id AS "validatedBy", e.last_validated_at AS "validatedAt"
       FROM suggestions s LEFT JOIN employee_skills e USING (profile_id, skill_id) WHERE s.id = ANY ($1) ORDER BY s.id`,
    [ids],
  );

/** The expected row for a decision that was reported as applied, or for a suggestion that no one decided. */
function expected(kept: Kept, reported: { lead: number; action: string; level: string | null } | undefined): Partial<Kept> {
  if (!reported) return { status: 'PENDING', by: null, at: null, resolved: null, validated: 'NOVICE', validatedBy: null };
  const by = leads[reported.lead] ?? 0;
  if (reported.action !== 'REJECT') {
    const status = reported.action === 'APPROVE' ? 'APPROVED' : 'ADJUSTED';
    return { status, by, resolved: reported.level, validated: reported.level, validatedBy: by, validatedAt: kept.at };
  }
  return kept.source === 'SYSTEM_FLAG'
    ? { status: 'REJECTED', by, resolved: 'NOVICE', validated: null }
    : { status: 'REJECTED', by, resolved: null, validated: 'NOVICE', validatedBy: null };
}

/** Checks that every suggestion was decided at most once, and that the rows match the reported decisions. */
async function expectReportedDecisions(ids: number[], answers: { lead: number; result: ResolveSuggestionsResult }[]): Promise<void> {
  const applied = new Map<number, { lead: number; action: string; level: string | null }>();
  for (const { lead, result } of answers) {
    for (const { suggestionId, action, proficiencyLevel } of result.processed) {
      expect(applied.has(suggestionId)).toBe(false);
      applied.set(suggestionId, { lead, action, level: proficiencyLevel });
    }
  }
  for (const kept of await keptOf(ids)) expect(kept).toMatchObject(expected(kept, applied.get(kept.id)));
}

describe('two simultaneous Tech Leads', () => {
  test('decide each suggestion once, and the slower one gets ALREADY_PROCESSED, even in opposite order', async () => {
    for (let round = 0; round < 12; round += 1) {
      const ids = await suggest(30);
      const [one, other] = await Promise.all([
        resolveAs(
          0,
          ids.slice(0, 24).map((id) => decide(id, 'APPROVE')),
        ),
        resolveAs(
          1,
          ids
            .slice(6)
            .toReversed()
            .map((id) => decide(id, 'ADJUST_LEVEL', 'EXPERT')),
        ),
      ]);
      const codes = [...one.errors, ...other.errors].map(({ code }) => code);
      expect(codes).toEqual(Array.from({ length: 18 }, () => 'ALREADY_PROCESSED'));
      expect(one.processed.length + other.processed.length).toBe(30);
      await expectReportedDecisions(ids, [
        { lead: 0, result: one },
        { lead: 1, result: other },
      ]);
    }
  });

  test('cannot both approve and reject the same suggestion', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [id = 0] = await suggest(1);
      const answers = await Promise.all(
        (['APPROVE', 'REJECT'] as const).map(async (action, lead) => ({ lead, result: await resolveAs(lead, [decide(id, action)]) })),
      );
      expect(answers.filter(({ result }) => result.success)).toHaveLength(1);
      await expectReportedDecisions([id], answers);
    }
  });
});

test('a Tech Lead who sends the same batch twice decides it once', async () => {
  for (let round = 0; round < 8; round += 1) {
    const ids = await suggest(10);
    const decisions = ids.map((id) => decide(id, 'APPROVE'));
    const answers = (await Promise.all([resolveAs(0, decisions), resolveAs(0, decisions)])).map((result) => ({ lead: 0, result }));
    expect(answers.map(({ result }) => result.processed.length).toSorted((a, b) => a - b)).toEqual([0, 10]);
    await expectReportedDecisions(ids, answers);
  }
});

test('simultaneous requests with the same Idempotency-Key get the same response', async () => {
  const ids = await suggest(5);
  const token = await api.tokenOf(leads[0] ?? 0);
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      api.call('POST', '/api/validation_inbox/resolve', {
        token,
        headers: { 'idempotency-key': 'at once' },
        body: { decisions: ids.map((id) => decide(id, 'REJECT')) },
      }),
    ),
  );
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 200, body: { success: true } });
});

// An import writes validated skills in order and then adds suggestions. With another lock order here, or with suggestions written
// before validated skills, the two transactions would deadlock.
test('decisions do not deadlock with a running import', async () => {
  const IMPORT = `
    UPDATE employee_skills e SET proficiency_level = 'INTERMEDIATE' FROM suggestions s
     WHERE s.id = $1 AND e.profile_id = s.profile_id AND e.skill_id = s.skill_id RETURNING e.skill_id`;
  const ADD = `
    INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
    SELECT profile_id, skill_id, 'EXPERT', 'SELF_REPORT' FROM suggestions WHERE id = $1
    ON CONFLICT (profile_id, skill_id) WHERE status = 'PENDING' DO NOTHING RETURNING id`;
  const rows = await api.database.query<{ id: number; source: string }>(
    'SELECT id, source FROM suggestions WHERE id = ANY ($1) ORDER BY profile_id, skill_id',
    [await suggest(12)],
  );
  const [first = 0, ...later] = rows.map(({ id }) => id);
  const flagged = rows.findLast(({ source }) => source === 'SYSTEM_FLAG')?.id ?? 0;
  expect(later).toContain(flagged);
  let decided: Promise<ResolveSuggestionsResult> | undefined;
  await api.database.transaction(async (transaction) => {
    expect(await transaction.query(IMPORT, [first])).toHaveLength(1);
    decided = resolveAs(0, [decide(flagged, 'REJECT'), decide(first, 'APPROVE')]);
    await untilWaiting(api.database);
    expect(await transaction.query(IMPORT, [flagged])).toHaveLength(1);
    for (const id of [first, flagged]) expect(await transaction.query(ADD, [id])).toEqual([]);
  });
  expect(await decided).toMatchObject({ success: true, processed: [{ suggestionId: flagged }, { suggestionId: first }] });
  const kept = new Map((await keptOf([first, flagged])).map((row) => [row.id, row]));
  expect(kept.get(first)).toMatchObject({ status: 'APPROVED', validated: 'ADVANCED' });
  expect(kept.get(flagged)).toMatchObject({ status: 'REJECTED', resolved: 'INTERMEDIATE', validated: null });
});

test('random decisions of eight simultaneous Tech Leads are stored exactly as they were reported', async () => {
  const ledger = await readLedger(api.database);
  const one = fc.record({
    place: fc.nat({ max: 11 }),
    action: fc.constantFrom('APPROVE' as const, 'ADJUST_LEVEL' as const, 'REJECT' as const),
    level: fc.constantFrom(...LEVELS, '', 'GURU', undefined),
  });
  const batches = fc.array(fc.array(one, { minLength: 1, maxLength: 12 }), { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(batches, async (wanted) => {
      const ids = await suggest(12);
      const answers = await Promise.all(
        wanted.map(async (batch, lead) => {
          const decisions = batch.map(({ place, action, level }) => decide(ids[place] ?? 0, action, level));
          const result = await resolveAs(lead, decisions);
          const distinct = new Set(decisions.map(({ suggestionId }) => suggestionId));
          expect(result.processed.length + result.errors.length).toBe(distinct.size);
          return { lead, result };
        }),
      );
      await expectReportedDecisions(ids, answers);
    }),
    { numRuns: propertyRuns(10) },
  );
  expect(await readLedger(api.database)).toEqual(ledger);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type Answer, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { untilWaiting } from '../../test/until-waiting.js';
import type { Transaction } from '../platform/database/connection.js';
import { PrismaService } from '../platform/database/prisma.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';
import { flagBatch } from '../stale-skill-flagging/flag-batch.js';

const ROUNDS = 6;

let api: TestApi;
let make: ReturnType<typeof factories>;
let [lead, asAdmin, asLead] = [0, '', ''];

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  lead = await make.profile();
  asAdmin = await api.tokenOf(await make.profile({ isAdmin: true }));
  asLead = await api.tokenOf(lead);
});
afterAll(() => api.close());

const rows = <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) => api.database.query<Row>(sql, values);
const merge = (id: number, intoSkillId: number) => api.call('POST', `/api/skills/${id}/merge`, { token: asAdmin, body: { intoSkillId } });
const nameOf = async (id: number) =>
  (await rows<{ name: string }>('SELECT skill_name AS name FROM skills WHERE id = $1', [id]))[0]?.name ?? '';
const statusOf = ({ status }: Answer) => status;

/** A project that declares the first skill, and a member whose tag it is. */
async function scene() {
  const [from, into] = [await make.skill(), await make.skill()];
  const projectId = await make.project({ techLeadId: lead, skillIds: [from] });
  const profileId = await make.profile();
  await make.assignment({ profileId, projectId, tags: [await nameOf(from)] });
  return { from, into, projectId, profileId };
}

/** After both changes: no row is about the merged skill, and the ledgers are consistent. */
async function expectNothingLeft(from: number): Promise<void> {
  for (const sql of [
    'SELECT FROM project_skills WHERE skill_id = $1',
    'SELECT FROM employee_skills WHERE skill_id = $1',
    "SELECT FROM suggestions WHERE skill_id = $1 AND status = 'PENDING'",
    'SELECT FROM assignments a JOIN skills k ON a.tags @> ARRAY[k.skill_name] WHERE k.id = $1 AND a.ended_at IS NULL',
  ])
    expect(await rows(sql, [from]), sql).toEqual([]);
}

describe('a merge that runs simultaneously with', () => {
  test('posting and assigning leaves every signal in the scope that was declared at that moment', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { from, into, projectId, profileId } = await scene();
      const token = await api.tokenOf(profileId);
      const newcomers = await Promise.all([make.profile(), make.profile()]);
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, (_, index) =>
          api.call('POST', '/api/progress_updates', { token, body: { projectId, content: `Update ${index}` } }),
        ),
        merge(from, into),
        ...newcomers.map((id) =>
          api.call('POST', `/api/projects/${projectId}/assignments`, { token: asLead, body: { profileId: id, role: 'Dev', tags: [] } }),
        ),
      ]);
      expect(answers.map(statusOf)).toEqual([201, 201, 201, 201, 200, 201, 201]);
      const signals = await rows<{ source: string; skillId: number }>(
        `SELECT source_type || ' ' || user_id || ' ' || source_id AS source, skill_id AS "skillId" FROM signal_ledger WHERE project_id = $1`,
        [projectId],
      );
      // Each event has exactly one signal: for the one skill or the other.
      expect(new Set(signals.map(({ source }) => source)).size).toBe(6);
      expect(signals).toHaveLength(6);
      expect(signals.every(({ skillId }) => skillId === from || skillId === into)).toBe(true);
      await expectNothingLeft(from);
    }
  });

  test('a decision validates the one skill or the other, and loses nothing', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { from, into, profileId } = await scene();
      const [suggestion] = await rows<{ id: number }>(
        "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT') RETURNING id",
        [profileId, from],
      );
      const decisions = [{ suggestionId: suggestion?.id, action: 'APPROVE' }];
      const [merged, decided] = await Promise.all([
        merge(from, into),
        api.call('POST', '/api/validation_inbox/resolve', { token: asLead, body: { decisions } }),
      ]);
      expect([merged.status, decided.body.success]).toEqual([200, true]);
      expect(await rows('SELECT skill_id FROM employee_skills WHERE profile_id = $1', [profileId])).toEqual([{ skill_id: into }]);
      await expectNothingLeft(from);
    }
  });

  test('reports, declarations and renames ends without a use of the merged skill and without a deadlock', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { from, into, projectId, profileId } = await scene();
      const other = await make.project({ techLeadId: lead });
      const token = await api.tokenOf(profileId);
      const put = (id: number, skillIds: number[]) => api.call('PUT', `/api/projects/${id}/skills`, { token: asLead, body: { skillIds } });
      const answers = await Promise.all([
        put(other, [from, into]),
        put(projectId, [from]),
        api.call('POST', '/api/suggestions', { token, body: { skillId: from, suggestedProficiency: 'NOVICE' } }),
        merge(from, into),
        api.call('PATCH', `/api/skills/${into}`, { token: asAdmin, body: { name: `Renamed ${into}`, aliases: [`Alias ${into}`] } }),
        api.call('PATCH', `/api/skills/${from}`, { token: asAdmin, body: { aliases: [`Alias ${from}`] } }),
      ]);
      for (const status of answers.map(statusOf)) expect([200, 201, 409]).toContain(status);
      if (answers[3]?.status === 200) await expectNothingLeft(from);
    }
  });

  test('the opposite merge leaves one of the two skills', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { from, into } = await scene();
      const answers = await Promise.all([merge(from, into), merge(into, from), merge(from, into)]);
      expect(answers.map(statusOf).toSorted()).toEqual([200, 409, 409]);
    }
  });
});

/** Whether the merge waits while the transaction of `work` is open. Afterwards it succeeds. */
async function expectToWaitFor(
  from: number,
  into: number,
  work: (transaction: Transaction, merging: () => Promise<void>) => Promise<void>,
) {
  let merged: Promise<Answer> | undefined;
  await api.database.transaction((transaction) =>
    work(transaction, async () => {
      merged = merge(from, into);
      expect(await Promise.race([merged.then(statusOf), sleep(500, 'waits')])).toBe('waits');
    }),
  );
  expect((await merged)?.status).toBe(200);
}

test('a merge waits for a person who is posting on a project that declares the skill', async () => {
  const { from, into, projectId, profileId } = await scene();
  await expectToWaitFor(from, into, async (transaction, merging) => {
    await transaction.query('SELECT FROM projects WHERE id = $1 FOR KEY SHARE', [projectId]);
    await merging();
    await transaction.query("SELECT * FROM post_progress_update($1, $2, 'Posted meanwhile', NULL, NULL, 2)", [projectId, profileId]);
  });
  expect(await rows('SELECT skill_id FROM signal_ledger WHERE project_id = $1', [projectId])).toEqual([{ skill_id: from }]);
});

test('a merge waits for an assignment that is being added, and renames its tag too', async () => {
  const { from, into } = await scene();
  const projectId = await make.project({ techLeadId: lead });
  const profileId = await make.profile();
  await expectToWaitFor(from, into, async (transaction, merging) => {
    await transaction.query("INSERT INTO assignments (profile_id, project_id, role, tags) VALUES ($1, $2, 'Dev', ARRAY[$3])", [
      profileId,
      projectId,
      await nameOf(from),
    ]);
    await merging();
  });
  expect(await rows('SELECT tags FROM assignments WHERE project_id = $1', [projectId])).toEqual([{ tags: [await nameOf(into)] }]);
});

test('a merge waits for a decision on a suggestion about the skill', async () => {
  const { from, into, profileId } = await scene();
  const pending = await rows<{ id: number }>(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT') RETURNING id",
    [profileId, from],
  );
  await expectToWaitFor(from, into, async (transaction, merging) => {
    const [decided] = await transaction.query<{ at: string }>('SELECT resolved_at AS at FROM suggestions WHERE id = $1 FOR UPDATE', [
      pending[0]?.id,
    ]);
    expect(decided).toEqual({ at: null });
    await merging();
    // The foreign key of the level does not wait for the merge.
    await transaction.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
       VALUES ($1, $2, 'EXPERT', date_trunc('milliseconds', now()), $3)`,
      [profileId, from, lead],
    );
    await transaction.query(
      `UPDATE suggestions SET status = 'APPROVED', resolved_at = date_trunc('milliseconds', now()), resolved_by_id = $2, resolved_proficiency = 'EXPERT'
        WHERE id = $1`,
      [pending[0]?.id, lead],
    );
  });
  expect(await rows('SELECT skill_id FROM employee_skills WHERE profile_id = $1', [profileId])).toEqual([{ skill_id: into }]);
});

test('a project that still declares the skill in an uncommitted change does not declare a merged skill afterwards', async () => {
  const { from, into } = await scene();
  const other = await make.project({ techLeadId: lead });
  let merged: Promise<Answer> | undefined;
  await api.database.transaction(async (transaction) => {
    await transaction.query('SELECT change_in_turn()');
    await transaction.query('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [other, from]);
    merged = merge(from, into);
    await untilWaiting(api.database);
  });
  expect((await merged)?.status).toBe(200);
  await expectNothingLeft(from);
});

test('the nightly job that meets a merge flags the other skill', async () => {
  const { from, into, profileId } = await scene();
  await rows(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'NOVICE', '2020-01-01')",
    [profileId, from],
  );
  const prisma = new PrismaService(api.database);
  try {
    let flagged: Promise<unknown> | undefined;
    await api.database.transaction(async (transaction) => {
      // The state of a merge that is about to commit.
      await transaction.query('SELECT FROM skills WHERE id = $1 FOR UPDATE', [from]);
      flagged = flagBatch(prisma, { after: BigInt(profileId - 1), upTo: BigInt(profileId) }, new Date(), false);
      await untilWaiting(api.database);
      await transaction.query('UPDATE skills SET is_active = false, merged_into_id = $2 WHERE id = $1', [from, into]);
      await transaction.query('UPDATE employee_skills SET skill_id = $2 WHERE skill_id = $1', [from, into]);
      await transaction.query('UPDATE assignments SET tags = ARRAY[$2] WHERE profile_id = $1', [profileId, await nameOf(into)]);
      await transaction.query('DELETE FROM project_skills WHERE skill_id = $1', [from]);
    });
    expect(await flagged).toMatchObject({ suggestionsCreated: 1 });
    expect(await rows("SELECT skill_id FROM suggestions WHERE profile_id = $1 AND status = 'PENDING'", [profileId])).toEqual([
      { skill_id: into },
    ]);
  } finally {
    await prisma.$disconnect();
  }
});

test('the ledgers are consistent after all of these', async () => {
  const { checks } = await verifyLedger(api.database);
  expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
});

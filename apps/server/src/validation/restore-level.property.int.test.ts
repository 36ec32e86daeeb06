import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { propertyRuns } from '../../test/property-runs.js';
import { approve, reject } from '../../test/suggestions.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { listDecisions } from './list-decisions.js';
import { resolveSuggestions } from './resolve-suggestions.js';
import { restoreLevel } from './restore-level.js';

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const step = fc.oneof(
  fc.record({ does: fc.constant('report' as const), level: fc.constantFrom('NOVICE', 'ADVANCED', 'EXPERT'), isApproved: fc.boolean() }),
  fc.record({ does: fc.constant('reject the flag' as const) }),
  fc.record({ does: fc.constant('approve the flag' as const) }),
  fc.record({ does: fc.constant('restore' as const), which: fc.nat() }),
);

/** What the ledger of one person and skill should contain. Each withdrawal is open until it is restored or the skill is decided again. */
interface Model {
  level: string | null;
  withdrawals: { suggestionId: number; level: string; isOpen: boolean }[];
}

it('restores exactly the withdrawals that no later validation or restoration followed, in any order of decisions', async () => {
  const make = factories(db.database);
  const lead = await make.profile({ isAdmin: true });
  const caller = { profileId: lead, isAdmin: true, via: 'token' as const };
  const skillId = await make.skill();
  const suggest = async (profileId: number, source: string, level: string) =>
    singleRow(
      await db.database.query<{ id: number }>(
        'INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, $3, $4) RETURNING id',
        [profileId, skillId, level, source],
      ),
    ).id;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const profileId = await make.profile();
      const model: Model = { level: null, withdrawals: [] };
      const decide = async (decision: ReturnType<typeof approve>) => {
        expect((await resolveSuggestions(db.database, caller, [decision])).errors).toEqual([]);
        // Decisions of one millisecond have no order.
        await sleep(2);
      };
      const validate = (level: string) => {
        model.level = level;
        for (const withdrawal of model.withdrawals) withdrawal.isOpen = false;
      };
      for (const one of steps) {
        if (one.does === 'report') {
          const id = await suggest(profileId, 'SELF_REPORT', one.level);
          await decide(one.isApproved ? approve(id) : reject(id));
          if (one.isApproved) validate(one.level);
        } else if (one.does !== 'restore') {
          if (model.level === null) continue;
          const suggestionId = await suggest(profileId, 'SYSTEM_FLAG', model.level);
          if (one.does === 'approve the flag') {
            await decide(approve(suggestionId));
            validate(model.level);
          } else {
            await decide(reject(suggestionId));
            for (const withdrawal of model.withdrawals) withdrawal.isOpen = false;
            model.withdrawals.push({ suggestionId, level: model.level, isOpen: true });
            model.level = null;
          }
        } else if (model.withdrawals.length > 0) {
          const withdrawal = model.withdrawals[one.which % model.withdrawals.length];
          if (!withdrawal) continue;
          const restored = await restoreLevel(db.database, caller, withdrawal.suggestionId).then(
            ({ proficiencyLevel }) => proficiencyLevel,
            (error: { code?: string }) => error.code,
          );
          expect(restored).toBe(withdrawal.isOpen ? withdrawal.level : 'CONFLICT');
          if (withdrawal.isOpen) validate(withdrawal.level);
        }
      }
      const [row] = await db.database.query<{ level: string }>(
        'SELECT proficiency_level AS level FROM employee_skills WHERE profile_id = $1 AND skill_id = $2',
        [profileId, skillId],
      );
      expect(row?.level ?? null).toBe(model.level);
      const { items } = await listDecisions(db.database, caller, { limit: 50 });
      const offered = items.filter((item) => item.profileId === profileId && item.mayRestore).map(({ suggestionId }) => suggestionId);
      expect(offered).toEqual(model.withdrawals.filter(({ isOpen }) => isOpen).map(({ suggestionId }) => suggestionId));
    }),
    { numRuns: propertyRuns(30) },
  );
});

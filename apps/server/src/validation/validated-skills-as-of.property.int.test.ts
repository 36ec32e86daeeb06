import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { betweenRecordings } from '../../test/between-recordings.js';
import { factories } from '../../test/factories.js';
import { propertyRuns } from '../../test/property-runs.js';
import { withSuperuser } from '../../test/superuser.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';

const [PEOPLE, SKILLS] = [3, 3];

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const change = fc.record({
  kind: fc.constantFrom('validate', 'validate', 'withdraw'),
  person: fc.nat(PEOPLE - 1),
  skill: fc.nat(SKILLS - 1),
  level: fc.constantFrom('NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'),
  /** Imported validations are older than their entry in the audit log. */
  daysAgo: fc.constantFrom(0, 0, 30, 400),
});

interface Level {
  profileId: number;
  skillId: number;
  level: string;
}
const LEVELS = 'profile_id AS "profileId", skill_id AS "skillId", proficiency_level AS level';
const inOrder = (levels: readonly Level[]) => levels.toSorted((a, b) => a.profileId - b.profileId || a.skillId - b.skillId);
it('shows the validated skills of each time in the past as the table had them then, for any people and skills', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), fc.boolean(), async (changes, selects) => {
      const make = factories(db.database);
      const people = await Promise.all(Array.from({ length: PEOPLE }, () => make.profile()));
      const skills = await Promise.all(Array.from({ length: SKILLS }, () => make.skill()));
      const seen: { at: string; levels: Level[] }[] = [];
      for (const { kind, person, skill, level, daysAgo } of changes) {
        const pair = [people[person], skills[skill]];
        if (kind === 'withdraw') await db.database.query('DELETE FROM employee_skills WHERE profile_id = $1 AND skill_id = $2', pair);
        else
          await db.database.query(
            `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
             VALUES ($1, $2, $3, date_trunc('milliseconds', now()) - make_interval(days => $4))
             ON CONFLICT (profile_id, skill_id) DO UPDATE
                SET proficiency_level = excluded.proficiency_level, last_validated_at = excluded.last_validated_at`,
            [...pair, level, daysAgo],
          );
        const at = await betweenRecordings(db.database);
        const levels = await db.database.query<Level>(`SELECT ${LEVELS} FROM employee_skills WHERE profile_id = ANY ($1)`, [people]);
        seen.push({ at, levels });
      }
      const [chosenPeople, chosenSkills] = selects ? [people.slice(1), skills.slice(0, 2)] : [people, null];
      const isChosen = ({ profileId, skillId }: Level) =>
        chosenPeople.includes(profileId) && (chosenSkills === null || chosenSkills.includes(skillId));
      for (const { at, levels } of seen)
        expect(
          inOrder(
            await db.readDatabase.query<Level>(`SELECT ${LEVELS} FROM validated_skills_as_of($1, $2, $3)`, [
              at,
              chosenPeople,
              chosenSkills,
            ]),
          ),
        ).toEqual(inOrder(levels.filter(isChosen)));
    }),
    { numRuns: propertyRuns(15) },
  );
});

it('shows a level that is older than the audit log from the entry that changed it, or from the table', async () => {
  const make = factories(db.database);
  const [person, changed, unchanged] = [await make.profile(), await make.skill(), await make.skill()];
  await db.database.query(
    `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
     SELECT $1, skill_id, 'NOVICE', '2026-01-01' FROM unnest($2::bigint[]) skill_id`,
    [person, [changed, unchanged]],
  );
  await withSuperuser(db.superuserUrl, async (superuser) => {
    await superuser.query('ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only');
    await superuser.query('DELETE FROM audit_entries WHERE profile_id = $1', [person]);
    await superuser.query('ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_append_only');
  });
  const at = await betweenRecordings(db.database);
  await db.database.query("UPDATE employee_skills SET proficiency_level = 'EXPERT' WHERE profile_id = $1 AND skill_id = $2", [
    person,
    changed,
  ]);
  const levelsAt = async (time: string) =>
    inOrder(await db.readDatabase.query<Level>(`SELECT ${LEVELS} FROM validated_skills_as_of($1, $2, NULL)`, [time, [person]])).map(
      ({ level }) => level,
    );
  expect(await levelsAt(at)).toEqual(['NOVICE', 'NOVICE']);
  expect(await levelsAt(await betweenRecordings(db.database))).toEqual(['EXPERT', 'NOVICE']);
  expect(await levelsAt('2025-12-31T00:00:00Z')).toEqual([]);
});

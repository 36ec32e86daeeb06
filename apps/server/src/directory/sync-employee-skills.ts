import type { DirectoryEmployeeSkill } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import { findPeople } from './find-people.js';
import { findSkills } from './find-skills.js';
import type { SectionTally } from './section-tally.js';

interface ValidationRow {
  profileId: number;
  skillId: number;
  proficiencyLevel: string;
  lastValidatedAt: string;
  lastValidatedById: number | null;
}

const STANDING = `
  SELECT profile_id AS "profileId", skill_id AS "skillId", proficiency_level AS "proficiencyLevel",
         last_validated_at AS "lastValidatedAt", last_validated_by_id AS "lastValidatedById"
    FROM employee_skills WHERE (profile_id, skill_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))`;
// What a lead withdrew, and when: an older validation in the file does not bring it back.
const WITHDRAWN = `
  SELECT profile_id AS "profileId", skill_id AS "skillId", max(resolved_at) AS "withdrawnAt"
    FROM suggestions
   WHERE source = 'SYSTEM_FLAG' AND status = 'REJECTED' AND (profile_id, skill_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))
   GROUP BY 1, 2`;
// Waits for whoever is just deciding about one of them.
const LOCK = `
  SELECT FROM employee_skills WHERE (profile_id, skill_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))
   ORDER BY profile_id, skill_id FOR UPDATE`;
// The conditions again: a lead may have decided since it was looked up.
const UPSERT = `
  INSERT INTO employee_skills AS standing (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
  SELECT "profileId", "skillId", "proficiencyLevel", "lastValidatedAt", "lastValidatedById"
    FROM jsonb_to_recordset($1::jsonb) AS r("profileId" bigint, "skillId" bigint, "proficiencyLevel" proficiency_level, "lastValidatedAt" timestamptz, "lastValidatedById" bigint)
   WHERE NOT EXISTS (SELECT FROM suggestions g WHERE g.profile_id = "profileId" AND g.skill_id = "skillId" AND g.source = 'SYSTEM_FLAG'
                        AND g.status = 'REJECTED' AND g.resolved_at >= "lastValidatedAt")
   ORDER BY 1, 2
  ON CONFLICT (profile_id, skill_id) DO UPDATE
     SET proficiency_level = excluded.proficiency_level, last_validated_at = excluded.last_validated_at, last_validated_by_id = excluded.last_validated_by_id
   WHERE standing.last_validated_at <= excluded.last_validated_at`;

/**
 * Brings the validation ledger in line, by person and skill. A newer validation that stands is kept, and a newer
 * withdrawal: nobody but a lead brings a skill back. Emits nothing.
 */
export async function syncEmployeeSkills(
  transaction: Transaction,
  entries: readonly DirectoryEmployeeSkill[],
  now: string,
  tally: SectionTally,
): Promise<void> {
  const people = await findPeople(
    transaction,
    entries.flatMap(({ email, lastValidatedByEmail }) => [email, lastValidatedByEmail ?? email]),
  );
  const skills = await findSkills(
    transaction,
    entries.map((entry) => entry.skill),
  );
  const wanted = tally
    .distinct(entries, ({ email, skill }) => `${email} ${skill}`)
    .flatMap(({ index, entry }) => {
      const [person, skill] = [people.get(entry.email), skills.get(entry.skill)];
      const validator = entry.lastValidatedByEmail === undefined ? undefined : people.get(entry.lastValidatedByEmail);
      const problem = !person
        ? (['NOT_FOUND', 'There is no such person.'] as const)
        : !skill
          ? (['NOT_FOUND', 'There is no such skill.'] as const)
          : entry.lastValidatedAt > now
            ? (['VALIDATION_FAILED', 'lastValidatedAt must not lie in the future'] as const)
            : entry.lastValidatedByEmail === entry.email
              ? (['VALIDATION_FAILED', 'Nobody validates their own skills.'] as const)
              : entry.lastValidatedByEmail !== undefined && !validator
                ? (['NOT_FOUND', 'There is no person with the validator’s address.'] as const)
                : undefined;
      if (problem) tally.reject(index, problem[0], problem[1]);
      return problem || !person || !skill ? [] : [{ entry, profileId: person.id, skillId: skill.id, validatorId: validator?.id }];
    });
  const rows = await transaction.query<ValidationRow & Record<string, unknown>>(STANDING, pairs(wanted));
  const standing = new Map<string, ValidationRow>(rows.map((row) => [`${row.profileId} ${row.skillId}`, row]));
  const decided = await transaction.query<Pair & { withdrawnAt: string }>(WITHDRAWN, pairs(wanted));
  const withdrawn = new Map(decided.map((row) => [`${row.profileId} ${row.skillId}`, row.withdrawnAt]));

  const changed: ValidationRow[] = [];
  for (const {
    entry: { proficiencyLevel, lastValidatedAt },
    profileId,
    skillId,
    validatorId,
  } of wanted) {
    const before = standing.get(`${profileId} ${skillId}`);
    const withdrawnAt = withdrawn.get(`${profileId} ${skillId}`);
    // Who confirmed an earlier level did not confirm this one.
    const lastValidatedById = validatorId ?? (before?.lastValidatedAt === lastValidatedAt ? before.lastValidatedById : null);
    const same =
      before?.lastValidatedAt === lastValidatedAt &&
      before.proficiencyLevel === proficiencyLevel &&
      before.lastValidatedById === lastValidatedById;
    const isOlder = (before && before.lastValidatedAt > lastValidatedAt) || (withdrawnAt !== undefined && withdrawnAt >= lastValidatedAt);
    if (same || isOlder) {
      tally.unchanged += 1;
      continue;
    }
    if (before) tally.updated += 1;
    else tally.created += 1;
    changed.push({ profileId, skillId, proficiencyLevel, lastValidatedAt, lastValidatedById });
  }
  if (changed.length === 0) return;
  await transaction.query(LOCK, pairs(changed));
  await transaction.query(UPSERT, [JSON.stringify(changed)]);
}

interface Pair {
  profileId: number;
  skillId: number;
}

const pairs = (rows: readonly Pair[]): [number[], number[]] => [rows.map((row) => row.profileId), rows.map((row) => row.skillId)];

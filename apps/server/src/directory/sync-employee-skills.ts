import type { DirectoryEmployeeSkill } from '@skilltrace/contract';
import type { DirectoryRun } from './directory-run.js';
import { referredPerson, referredSkill } from './references.js';
import { findPeople } from './find-people.js';
import { findSkills } from './find-skills.js';
import { refuse, refuseField, type Refusal } from './refusal.js';
import { groupBy, type Entry, type SectionTally } from './section-tally.js';

interface Pair {
  profileId: number;
  skillId: number;
}

interface ImportedValidation extends Pair {
  proficiencyLevel: string;
  lastValidatedAt: string;
  importedValidatorId: number | null;
}

interface KnownValidation extends ImportedValidation {
  isImported: boolean;
}

const KNOWN = `
  SELECT profile_id AS "profileId", skill_id AS "skillId", proficiency_level AS "proficiencyLevel", last_validated_at AS "lastValidatedAt",
         imported_validator_id AS "importedValidatorId", imported_at IS NOT NULL AS "isImported"
    FROM employee_skills WHERE (profile_id, skill_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))`;
const NOT_RESTORED = `NOT EXISTS (
     SELECT FROM withdrawn_levels w WHERE w.profile_id = g.profile_id AND w.suggestion_id = g.id AND w.restored_at IS NOT NULL)`;
// Skills that a Tech Lead withdrew, with the time. After a restoration, the import may change the level as before. A decision about a merged skill
// counts for the skill that remains, by which the import finds its names.
const WITHDRAWN = `
  SELECT g.profile_id AS "profileId", coalesce(k.merged_into_id, k.id) AS "skillId", max(g.resolved_at) AS "withdrawnAt"
    FROM suggestions g JOIN skills k ON k.id = g.skill_id
   WHERE g.source = 'SYSTEM_FLAG' AND g.status = 'REJECTED' AND ${NOT_RESTORED}
     AND (g.profile_id, coalesce(k.merged_into_id, k.id)) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))
   GROUP BY 1, 2`;
// Waits for concurrent decisions about these skills.
const LOCK = `
  SELECT FROM employee_skills WHERE (profile_id, skill_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))
   ORDER BY profile_id, skill_id FOR UPDATE`;
// Repeats the conditions, because a Tech Lead may have decided since the look-up.
const UPSERT = `
  INSERT INTO employee_skills AS known (profile_id, skill_id, proficiency_level, last_validated_at, imported_at, imported_validator_id)
  SELECT "profileId", "skillId", "proficiencyLevel", "lastValidatedAt", date_trunc('milliseconds', now()), "importedValidatorId"
    FROM jsonb_to_recordset($1::jsonb) AS r("profileId" bigint, "skillId" bigint, "proficiencyLevel" proficiency_level, "lastValidatedAt" timestamptz, "importedValidatorId" bigint)
   WHERE NOT EXISTS (SELECT FROM suggestions g JOIN skills k ON k.id = g.skill_id
                      WHERE g.profile_id = "profileId" AND coalesce(k.merged_into_id, k.id) = "skillId" AND g.source = 'SYSTEM_FLAG' AND g.status = 'REJECTED'
                        AND ${NOT_RESTORED})
   ORDER BY 1, 2
  ON CONFLICT (profile_id, skill_id) DO UPDATE
     SET proficiency_level = excluded.proficiency_level, last_validated_at = excluded.last_validated_at,
         imported_at = excluded.imported_at, imported_validator_id = excluded.imported_validator_id
   WHERE known.imported_at IS NOT NULL`;

/**
 * Imports validations by person and skill. If a file has several for the same skill, the newest one counts. They are marked as
 * imported and have no decider. A file with any dates cannot change what a Tech Lead decided or restore what a Tech Lead
 * withdrew. Entries about the people on whose behalf the file is imported are rejected. Emits no signals.
 */
export async function syncEmployeeSkills(run: DirectoryRun, entries: readonly Entry<DirectoryEmployeeSkill>[]): Promise<void> {
  const { transaction } = run;
  const tally = run.tally.employeeSkills;
  const wanted = newestOfEach(tally, await resolve(run, entries));
  const rows = await transaction.query<KnownValidation & Record<string, unknown>>(KNOWN, pairs(wanted));
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const decisions = await transaction.query<Pair & { withdrawnAt: string }>(WITHDRAWN, pairs(wanted));
  const withdrawn = new Map(decisions.map((row) => [keyOf(row), row.withdrawnAt]));

  const changed: ImportedValidation[] = [];
  for (const { index, ...validation } of wanted) {
    const before = known.get(keyOf(validation));
    const outcome = outcomeOf(validation, before, withdrawn.get(keyOf(validation)));
    if (outcome === 'keep') tally.unchanged += 1;
    else if (outcome !== 'write') tally.reject(index, outcome);
    else {
      if (before) tally.updated += 1;
      else tally.created += 1;
      // The validator of an earlier level did not confirm this one.
      const importedValidatorId =
        validation.importedValidatorId ?? (before?.lastValidatedAt === validation.lastValidatedAt ? before.importedValidatorId : null);
      changed.push({ ...validation, importedValidatorId });
    }
  }
  if (changed.length === 0) return;
  await transaction.query(LOCK, pairs(changed));
  await transaction.query(UPSERT, [JSON.stringify(changed)]);
}

type Wanted = ImportedValidation & { index: number };

async function resolve(run: DirectoryRun, entries: readonly Entry<DirectoryEmployeeSkill>[]): Promise<Wanted[]> {
  const people = await findPeople(
    run.transaction,
    entries.flatMap(({ fields: { email, lastValidatedByEmail } }) => [email, lastValidatedByEmail ?? email]),
  );
  const skills = await findSkills(
    run,
    entries.map(({ fields }) => fields.skill),
  );
  return entries.flatMap(({ index, fields }) => {
    const { email, proficiencyLevel, lastValidatedAt, lastValidatedByEmail } = fields;
    const person = referredPerson(run, people, email);
    const skill = referredSkill(run, skills, fields.skill);
    const validator =
      lastValidatedByEmail === undefined ? undefined : referredPerson(run, people, lastValidatedByEmail, 'lastValidatedByEmail');
    const refusal =
      person.refusal ??
      skill.refusal ??
      validator?.refusal ??
      refusalOfSelf(run, person.found.id) ??
      (lastValidatedAt > run.now
        ? refuseField('lastValidatedAt', 'must not be in the future')
        : validator?.found?.id === person.found.id
          ? refuse('VALIDATION_FAILED', 'People cannot validate their own skills.', { field: 'lastValidatedByEmail' })
          : undefined);
    if (refusal) run.tally.employeeSkills.reject(index, refusal);
    if (refusal || !person.found || !skill.found) return [];
    const importedValidatorId = validator?.found?.id ?? null;
    return [{ index, profileId: person.found.id, skillId: skill.found.id, proficiencyLevel, lastValidatedAt, importedValidatorId }];
  });
}

/** Returns why an entry about this person is rejected: people cannot import validations of their own skills. */
export function refusalOfSelf({ actingProfileIds }: DirectoryRun, profileId: number): Refusal | undefined {
  if (!actingProfileIds.has(profileId)) return undefined;
  return refuse('FORBIDDEN', 'The file is imported on behalf of this person, and people cannot import their own skills.', {
    field: 'email',
  });
}

/** Keeps the newest validation for each person and skill. Older ones count as unchanged, as they would in a separate file. */
function newestOfEach(tally: SectionTally, wanted: readonly Wanted[]): Wanted[] {
  return [...groupBy(wanted, keyOf).values()].flatMap((group) => {
    const latest = group.reduce((at, { lastValidatedAt }) => (lastValidatedAt > at ? lastValidatedAt : at), '');
    const [first, ...copies] = group
      .filter(({ lastValidatedAt }) => lastValidatedAt === latest)
      .map(({ index, ...fields }) => ({ index, fields }));
    tally.unchanged += group.length - 1 - copies.length;
    return first ? tally.agreed([first, ...copies], 'validated skill').map(({ index, fields }) => ({ index, ...fields })) : [];
  });
}

function outcomeOf(
  { proficiencyLevel, lastValidatedAt, importedValidatorId }: ImportedValidation,
  before: KnownValidation | undefined,
  withdrawnAt: string | undefined,
): 'keep' | 'write' | Refusal {
  const decidedAt = before && !before.isImported ? before.lastValidatedAt : withdrawnAt;
  const newestAt = [before?.lastValidatedAt, withdrawnAt]
    .flatMap((at) => at ?? [])
    .toSorted()
    .at(-1);
  if (newestAt !== undefined && newestAt > lastValidatedAt) return 'keep';
  if (decidedAt !== undefined) {
    if (before?.lastValidatedAt === lastValidatedAt && before.proficiencyLevel === proficiencyLevel) return 'keep';
    const params = { at: decidedAt };
    return before && !before.isImported
      ? refuse('CONFLICT', 'A Tech Lead decided about this skill at {at}. An import cannot change this.', { params })
      : refuse('CONFLICT', 'A Tech Lead withdrew this skill at {at}. An import cannot change this.', { params });
  }
  const isSame =
    before?.lastValidatedAt === lastValidatedAt &&
    before.proficiencyLevel === proficiencyLevel &&
    (importedValidatorId ?? before.importedValidatorId) === before.importedValidatorId;
  return isSame ? 'keep' : 'write';
}

const keyOf = ({ profileId, skillId }: Pair): string => `${profileId} ${skillId}`;
const pairs = (rows: readonly Pair[]): [number[], number[]] => [rows.map((row) => row.profileId), rows.map((row) => row.skillId)];

import type { DirectorySuggestion, ErrorCode } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import { findPeople } from './find-people.js';
import { findSkills } from './find-skills.js';
import type { SectionTally } from './section-tally.js';

type SuggestionRow = Required<Pick<DirectorySuggestion, 'suggestedProficiency' | 'source' | 'createdAt'>> & {
  profileId: number;
  skillId: number;
};
interface Standing {
  isKnown: boolean;
  validated: string | null;
}

// In the order of the entries. "isKnown": one waits, whatever its source, or this one was decided already.
const STANDING = `
  SELECT e.proficiency_level AS validated, EXISTS (
         SELECT FROM suggestions g
          WHERE g.profile_id = r."profileId" AND g.skill_id = r."skillId"
            AND (g.status = 'PENDING' OR (g.source = r.source
                 AND CASE WHEN r."createdAt" IS NULL THEN g.suggested_proficiency = r."suggestedProficiency" ELSE g.created_at >= r."createdAt" END))
         ) AS "isKnown"
    FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("profileId" bigint, "skillId" bigint, source suggestion_source,
           "suggestedProficiency" proficiency_level, "createdAt" timestamptz)) WITH ORDINALITY
           AS r("profileId", "skillId", source, "suggestedProficiency", "createdAt", place)
    LEFT JOIN employee_skills e ON e.profile_id = r."profileId" AND e.skill_id = r."skillId"
   ORDER BY r.place`;
// A report or the nightly job may have been first since it was looked up: the one that waits then is left as it is.
const INSERT = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, created_at)
  SELECT "profileId", "skillId", "suggestedProficiency", source, "createdAt"
    FROM jsonb_to_recordset($1::jsonb) AS r("profileId" bigint, "skillId" bigint, "suggestedProficiency" proficiency_level, source suggestion_source, "createdAt" timestamptz)
   ORDER BY 1, 2
  ON CONFLICT (profile_id, skill_id) WHERE status = 'PENDING' DO NOTHING
  RETURNING id`;

/**
 * Adds what waits for a lead's decision, as PENDING. A suggestion that is known is left as it is, whatever was decided:
 * one that waits for the person and skill, or a decided one of the same source that is as recent (where the entry says
 * no time: of the same level). Never validates a skill, and emits nothing.
 */
export async function syncSuggestions(
  transaction: Transaction,
  entries: readonly DirectorySuggestion[],
  now: string,
  tally: SectionTally,
): Promise<void> {
  const people = await findPeople(
    transaction,
    entries.map((entry) => entry.email),
  );
  const skills = await findSkills(
    transaction,
    entries.map((entry) => entry.skill),
  );
  const wanted = tally
    .distinct(entries, ({ email, skill }) => `${email} ${skill}`)
    .flatMap(({ index, entry }) => {
      const [person, skill] = [people.get(entry.email), skills.get(entry.skill)];
      if (!person) tally.reject(index, 'NOT_FOUND', 'There is no such person.');
      else if (!skill) tally.reject(index, 'NOT_FOUND', 'There is no such skill.');
      else if (entry.createdAt !== undefined && entry.createdAt > now)
        tally.reject(index, 'VALIDATION_FAILED', 'createdAt must not lie in the future');
      else return [{ index, entry, person, skill, source: entry.source ?? ('SELF_REPORT' as const) }];
      return [];
    });
  const standing = await transaction.query<Standing & Record<string, unknown>>(STANDING, [
    JSON.stringify(wanted.map(({ entry, person, skill, source }) => ({ ...entry, profileId: person.id, skillId: skill.id, source }))),
  ]);

  const added: SuggestionRow[] = [];
  wanted.forEach(({ index, entry, person, skill, source }, place) => {
    const { isKnown = false, validated = null } = standing[place] ?? {};
    // What is known first: approving made it validated, and people leave; that is no reason to reject the same file later.
    const problem = isKnown ? undefined : reasonAgainst({ hasLeft: person.hasLeft, isActive: skill.isActive, source, entry, validated });
    if (isKnown) tally.unchanged += 1;
    else if (problem) tally.reject(index, ...problem);
    else
      added.push({
        profileId: person.id,
        skillId: skill.id,
        suggestedProficiency: entry.suggestedProficiency,
        source,
        createdAt: entry.createdAt ?? now,
      });
  });
  if (added.length === 0) return;
  const inserted = await transaction.query(INSERT, [JSON.stringify(added)]);
  tally.created += inserted.length;
  tally.unchanged += added.length - inserted.length;
}

function reasonAgainst(about: {
  hasLeft: boolean;
  isActive: boolean;
  source: SuggestionRow['source'];
  entry: DirectorySuggestion;
  validated: string | null;
}): [ErrorCode, string] | undefined {
  if (about.hasLeft) return ['CONFLICT', 'This person has left.'];
  if (!about.isActive) return ['SKILL_INACTIVE', 'This skill is not in use any more.'];
  if (about.source === 'SELF_REPORT' && about.validated === about.entry.suggestedProficiency)
    return ['ALREADY_VALIDATED', 'This skill is validated at that level already.'];
  if (about.source === 'SYSTEM_FLAG' && about.validated === null)
    return ['CONFLICT', 'Only a validated skill can be due again; this one is not validated.'];
  return undefined;
}

import type { DirectorySuggestion } from '@skilltrace/contract';
import { isStale, STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { DirectoryRun } from './directory-run.js';
import { referredPerson, referredSkill } from './references.js';
import { findPeople } from './find-people.js';
import { findSkills } from './find-skills.js';
import { refuse, refuseField, type Refusal } from './refusal.js';
import type { Entry } from './section-tally.js';
import { refusalOfSelf } from './sync-employee-skills.js';

type SuggestionRow = Required<Pick<DirectorySuggestion, 'suggestedProficiency' | 'source' | 'createdAt'>> & {
  profileId: number;
  skillId: number;
};
interface Known {
  isKnown: boolean;
  validated: string | null;
  lastValidatedAt: string | null;
  isTagged: boolean;
}

// Rows are in the order of the entries. "isKnown" means that a suggestion is pending, from any source, or that this one was
// already decided, also about a skill that was merged into this one.
const KNOWN = `
  SELECT e.proficiency_level AS validated, e.last_validated_at AS "lastValidatedAt",
         EXISTS (SELECT FROM core_stack c WHERE c.profile_id = r."profileId" AND c.skill_id = r."skillId") AS "isTagged",
         EXISTS (
         SELECT FROM suggestions g JOIN skills k ON k.id = g.skill_id
          WHERE g.profile_id = r."profileId" AND coalesce(k.merged_into_id, k.id) = r."skillId"
            AND (g.status = 'PENDING' OR (g.source = r.source
                 AND CASE WHEN r."createdAt" IS NULL THEN g.suggested_proficiency = r."suggestedProficiency" ELSE g.created_at >= r."createdAt" END))
         ) AS "isKnown"
    FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("profileId" bigint, "skillId" bigint, source suggestion_source,
           "suggestedProficiency" proficiency_level, "createdAt" timestamptz)) WITH ORDINALITY
           AS r("profileId", "skillId", source, "suggestedProficiency", "createdAt", place)
    LEFT JOIN employee_skills e ON e.profile_id = r."profileId" AND e.skill_id = r."skillId"
   ORDER BY r.place`;
// A self-report or the nightly job may have inserted a pending suggestion since the look-up. It stays unchanged.
const INSERT = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, created_at)
  SELECT "profileId", "skillId", "suggestedProficiency", source, "createdAt"
    FROM jsonb_to_recordset($1::jsonb) AS r("profileId" bigint, "skillId" bigint, "suggestedProficiency" proficiency_level, source suggestion_source, "createdAt" timestamptz)
   ORDER BY 1, 2
  ON CONFLICT (profile_id, skill_id) WHERE status = 'PENDING' DO NOTHING
  RETURNING id`;

/**
 * Adds pending suggestions. An entry is ignored if a suggestion for the person and skill is pending, or if one of the same
 * source was already decided that is as recent (if the entry has no time: that has the same level). Never validates a skill and
 * emits no signals. Entries about the people on whose behalf the file is imported are rejected.
 */
export async function syncSuggestions(run: DirectoryRun, entries: readonly Entry<DirectorySuggestion>[]): Promise<void> {
  const { transaction, now } = run;
  const tally = run.tally.suggestions;
  const people = await findPeople(
    transaction,
    entries.map(({ fields }) => fields.email),
  );
  const skills = await findSkills(
    run,
    entries.map(({ fields }) => fields.skill),
  );
  const referring = entries.flatMap(({ index, fields }) => {
    const person = referredPerson(run, people, fields.email);
    const skill = referredSkill(run, skills, fields.skill);
    const refusal =
      person.refusal ??
      skill.refusal ??
      refusalOfSelf(run, person.found.id) ??
      (fields.createdAt !== undefined && fields.createdAt > now ? refuseField('createdAt', 'must not be in the future') : undefined);
    if (refusal) tally.reject(index, refusal);
    if (refusal || !person.found || !skill.found) return [];
    const { suggestedProficiency, createdAt, source = 'SELF_REPORT' } = fields;
    const suggested = { profileId: person.found.id, skillId: skill.found.id, suggestedProficiency, source, createdAt };
    return [{ index, fields: { ...suggested, hasLeft: person.found.hasLeft, isActive: skill.found.isActive } }];
  });
  const wanted = tally.consistent(referring, ({ profileId, skillId }) => `${profileId} ${skillId}`, 'suggestion');
  const known = await transaction.query<Known & Record<string, unknown>>(KNOWN, [JSON.stringify(wanted.map(({ fields }) => fields))]);

  const added: SuggestionRow[] = [];
  for (const [place, { index, fields }] of wanted.entries()) {
    const { isKnown = false, ...current } = known[place] ?? {};
    // Checks known suggestions first: after an approval the skill is validated, and people leave, but importing the same file
    // again must not reject them.
    const refusal = isKnown ? undefined : reasonAgainst({ ...fields, ...current, flaggedAt: fields.createdAt ?? now });
    if (isKnown) tally.unchanged += 1;
    else if (refusal) tally.reject(index, refusal);
    else added.push({ ...fields, createdAt: fields.createdAt ?? now });
  }
  if (added.length === 0) return;
  const inserted = await transaction.query(INSERT, [JSON.stringify(added)]);
  tally.created += inserted.length;
  tally.unchanged += added.length - inserted.length;
}

interface Suggested extends Partial<Omit<Known, 'isKnown'>> {
  hasLeft: boolean;
  isActive: boolean;
  source: SuggestionRow['source'];
  suggestedProficiency: SuggestionRow['suggestedProficiency'];
  flaggedAt: string;
}

function reasonAgainst({ hasLeft, isActive, source, suggestedProficiency, flaggedAt, ...current }: Suggested): Refusal | undefined {
  if (hasLeft) return refuse('CONFLICT', 'This person has left.', { field: 'email' });
  if (!isActive) return refuse('SKILL_INACTIVE', 'This skill is inactive.', { field: 'skill' });
  if (source === 'SELF_REPORT') {
    if (current.validated !== suggestedProficiency) return undefined;
    return refuse('ALREADY_VALIDATED', 'This skill is already validated at that level.');
  }
  // A SYSTEM_FLAG must be one that the nightly job would have created at that time.
  if (!current.lastValidatedAt) return refuse('CONFLICT', 'A SYSTEM_FLAG requires a validated skill, and this skill is not validated.');
  if (!isStale(current.lastValidatedAt, new Date(flaggedAt)))
    return refuse('CONFLICT', 'A SYSTEM_FLAG requires a validation that was older than {days} days at that time.', {
      params: { days: STALE_AFTER_DAYS },
    });
  if (!current.isTagged)
    return refuse('CONFLICT', 'A SYSTEM_FLAG requires an active assignment of the person that is tagged with the skill.');
  return undefined;
}

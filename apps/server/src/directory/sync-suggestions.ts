import type { DirectorySuggestion, ErrorCode } from '@skilltrace/contract';
import { isStale, STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { DirectoryRun } from './directory-run.js';
import { referredPerson, referredSkill } from './references.js';
import { findPeople } from './find-people.js';
import { findSkills } from './find-skills.js';
import type { Entry, Refusal } from './section-tally.js';
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

// In the order of the entries. "isKnown": one is pending, whatever its source, or this one was decided already.
const KNOWN = `
  SELECT e.proficiency_level AS validated, e.last_validated_at AS "lastValidatedAt",
         EXISTS (SELECT FROM core_stack c WHERE c.profile_id = r."profileId" AND c.skill_id = r."skillId") AS "isTagged",
         EXISTS (
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
// A report or the nightly job may have been first since it was looked up: the pending one is then left as it is.
const INSERT = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, created_at)
  SELECT "profileId", "skillId", "suggestedProficiency", source, "createdAt"
    FROM jsonb_to_recordset($1::jsonb) AS r("profileId" bigint, "skillId" bigint, "suggestedProficiency" proficiency_level, source suggestion_source, "createdAt" timestamptz)
   ORDER BY 1, 2
  ON CONFLICT (profile_id, skill_id) WHERE status = 'PENDING' DO NOTHING
  RETURNING id`;

/**
 * Adds suggestions as PENDING. One that is known is left as it is, whatever was decided: a pending one for the person and
 * skill, or a decided one of the same source that is as recent (where the entry gives no time: of the same level). Never
 * validates a skill, says nothing about the people in whose name the file is applied, and emits nothing.
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
      (fields.createdAt !== undefined && fields.createdAt > now
        ? reject('VALIDATION_FAILED', 'The field createdAt must not be in the future.', 'createdAt')
        : undefined);
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
    const { isKnown = false, ...standing } = known[place] ?? {};
    // Known ones come first: approving one validates the skill, and people leave; that is no reason to reject the same file later.
    const refusal = isKnown ? undefined : reasonAgainst({ ...fields, ...standing, flaggedAt: fields.createdAt ?? now });
    if (isKnown) tally.unchanged += 1;
    else if (refusal) tally.reject(index, refusal);
    else added.push({ ...fields, createdAt: fields.createdAt ?? now });
  }
  if (added.length === 0) return;
  const inserted = await transaction.query(INSERT, [JSON.stringify(added)]);
  tally.created += inserted.length;
  tally.unchanged += added.length - inserted.length;
}

const reject = (code: ErrorCode, message: string, field?: string): Refusal => ({
  code,
  message,
  ...(field === undefined ? {} : { field }),
});

interface Suggested extends Partial<Omit<Known, 'isKnown'>> {
  hasLeft: boolean;
  isActive: boolean;
  source: SuggestionRow['source'];
  suggestedProficiency: SuggestionRow['suggestedProficiency'];
  flaggedAt: string;
}

function reasonAgainst({ hasLeft, isActive, source, suggestedProficiency, flaggedAt, ...standing }: Suggested): Refusal | undefined {
  if (hasLeft) return reject('CONFLICT', 'This person has left.', 'email');
  if (!isActive) return reject('SKILL_INACTIVE', 'This skill is inactive.', 'skill');
  if (source === 'SELF_REPORT') {
    if (standing.validated !== suggestedProficiency) return undefined;
    return reject('ALREADY_VALIDATED', 'This skill is already validated at that level.');
  }
  // A SYSTEM_FLAG is what the nightly job would have created at that time.
  if (!standing.lastValidatedAt) return reject('CONFLICT', 'A SYSTEM_FLAG is about a validated skill, and this one is not validated.');
  if (!isStale(standing.lastValidatedAt, new Date(flaggedAt)))
    return reject('CONFLICT', `A SYSTEM_FLAG is about a validation older than ${STALE_AFTER_DAYS} days, and this one was not older then.`);
  if (!standing.isTagged)
    return reject(
      'CONFLICT',
      'A SYSTEM_FLAG is about a skill that an active assignment of the person is tagged with, and this one is not.',
    );
  return undefined;
}

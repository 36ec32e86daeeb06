import type { SkillMerge } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { DomainError, invalid, notFound } from '../platform/errors/domain-error.js';

const FIND = `
  SELECT s.id, s.skill_name AS name, s.is_active AS "isActive", m.skill_name AS "mergedInto"
    FROM skills s LEFT JOIN skills m ON m.id = s.merged_into_id WHERE s.id = ANY ($1::bigint[])`;
const COUNTS = `
  SELECT (SELECT count(*) FROM project_skills ps WHERE ps.skill_id = $1) AS "projectsDeclaring",
         (SELECT count(*) FROM assignments a JOIN skills k ON k.id = $1 WHERE a.ended_at IS NULL AND a.tags @> ARRAY[k.skill_name]) AS "activeAssignmentsTagged",
         l.moved AS "levelsMoved", l.ended AS "levelsEnded",
         (SELECT count(*) FROM suggestions g WHERE g.skill_id = $1 AND g.status = 'PENDING') AS "suggestionsMoved",
         (SELECT count(*) FROM suggestions_before_merge($1, $2)) AS "suggestionsToDecide"
    FROM (SELECT count(*) FILTER (WHERE moves) AS moved, count(*) FILTER (WHERE NOT moves) AS ended FROM levels_of_merge($1, $2)) l`;
const SIGNALS = 'SELECT count(*) AS signals FROM signal_ledger WHERE skill_id = $1';

/** The two skills of a merge. */
export interface Merge {
  skill: MergedSkill;
  into: MergedSkill;
}

interface MergedSkill extends Record<string, unknown> {
  id: number;
  name: string;
  isActive: boolean;
  mergedInto: string | null;
}

/**
 * Finds the two skills.
 *
 * @throws NOT_FOUND; VALIDATION_FAILED for the same skill; CONFLICT for a skill that was already merged; SKILL_INACTIVE if the other one
 *   is not active
 */
export async function findMerge(connection: Pick<Connection, 'query'>, skillId: number, intoSkillId: number): Promise<Merge> {
  const found = await connection.query<MergedSkill>(FIND, [[skillId, intoSkillId]]);
  const skill = found.find(({ id }) => id === skillId);
  const into = found.find(({ id }) => id === intoSkillId);
  if (!skill || !into) throw notFound('skill');
  if (skill === into) throw invalid('intoSkillId', 'must be another skill');
  if (skill.mergedInto !== null)
    throw new DomainError('CONFLICT', 'This skill was already merged into {skillName}.', { params: { skillName: skill.mergedInto } });
  if (!into.isActive)
    throw new DomainError('SKILL_INACTIVE', 'The skill {skillName} is no longer active.', { params: { skillName: into.name } });
  return { skill, into };
}

/** Counts what the merge changes, except for signals, which stay. */
export async function countMerge(connection: Pick<Connection, 'query'>, { skill, into }: Merge): Promise<Omit<SkillMerge, 'signals'>> {
  const counts = singleRow(
    await connection.query<Omit<SkillMerge, 'signals' | 'skillId' | 'intoSkillId'> & Record<string, unknown>>(COUNTS, [skill.id, into.id]),
  );
  return { skillId: skill.id, intoSkillId: into.id, ...counts };
}

/** Counts the signals of a skill. */
export async function countSignals(connection: Pick<Connection, 'query'>, skillId: number): Promise<number> {
  return singleRow(await connection.query<{ signals: number }>(SIGNALS, [skillId])).signals;
}

/** Previews what merging a skill into another one would change now. @throws the same errors as `mergeSkill`, except for pending suggestions */
export async function previewMerge(ledger: Pick<Connection, 'query'>, skillId: number, intoSkillId: number): Promise<SkillMerge> {
  const merge = await findMerge(ledger, skillId, intoSkillId);
  return { ...(await countMerge(ledger, merge)), signals: await countSignals(ledger, skillId) };
}

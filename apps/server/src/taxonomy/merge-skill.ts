import type { SkillMerge } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { countMerge, countSignals, findMerge, type Merge } from './preview-merge.js';
import { blockWritersOfAssignments, renameTag } from './rename-tag.js';

// An import looks up names long before it uses the skills. It takes this lock first, too.
const WAIT_FOR_IMPORTS = "SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(hashtext('directory sync'))";
const DECLARING = 'SELECT project_id AS id FROM project_skills WHERE skill_id = $1 ORDER BY project_id';
const LOCK_PROJECTS = 'SELECT FROM projects WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE';
// A change of aliases locks the table before the row of the skill.
const LOCK_TABLE = 'LOCK TABLE skills IN ROW EXCLUSIVE MODE';
// Waits for declarations and reports of the skill, and blocks new ones, but not the foreign keys of decisions.
const LOCK_SKILLS = 'SELECT FROM skills WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE';
const LOCK_SUGGESTIONS = `
  SELECT FROM suggestions WHERE skill_id = ANY ($1::bigint[]) AND status = 'PENDING' ORDER BY profile_id, id FOR UPDATE`;
const LOCK_LEVELS = 'SELECT FROM employee_skills WHERE skill_id = ANY ($1::bigint[]) ORDER BY profile_id, skill_id FOR UPDATE';
// Waits for every transaction that added a row about one of the skills, such as the nightly job, and blocks new rows.
const LOCK_REFERENCES = 'SELECT FROM skills WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE';

const REDIRECT = "UPDATE skills SET merged_into_id = $2, updated_at = date_trunc('milliseconds', now()) WHERE merged_into_id = $1";
const MERGE = `
  UPDATE skills SET merged_into_id = $2, is_active = false, updated_at = date_trunc('milliseconds', now()) WHERE id = $1`;
const DECLARE = `
  INSERT INTO project_skills (project_id, skill_id) SELECT project_id, $2::bigint FROM project_skills WHERE skill_id = $1 ON CONFLICT DO NOTHING`;
const UNDECLARE = 'DELETE FROM project_skills WHERE skill_id = $1';
const MOVE_LEVELS = `
  UPDATE employee_skills e SET skill_id = $2 FROM levels_of_merge($1, $2) l WHERE e.skill_id = $1 AND l.profile_id = e.profile_id AND l.moves`;
const END_LEVELS = 'DELETE FROM employee_skills WHERE skill_id = $1';
const MOVE_SUGGESTIONS = 'SELECT move_pending_suggestions($1)';

/**
 * Merges a skill into another one, in one transaction: the projects that declare it declare the other one, the tags of assignments that
 * have not ended are renamed, and validated levels and pending suggestions move. Where a decision about the other skill exists, that
 * decision stays, and the level of the merged skill ends; the audit log keeps it. The merged skill becomes inactive, and its names lead
 * to the other one. Signals and decisions stay with the skill that they are about. A skill that was merged into this one earlier
 * is now merged into the other one.
 *
 * @throws NOT_FOUND, VALIDATION_FAILED and SKILL_INACTIVE as `findMerge`; ALREADY_PENDING if suggestions must be decided first; CONFLICT for
 *   a skill that was already merged, or if other transactions use the skills for more than ten seconds
 */
export async function mergeSkill(connection: Connection, skillId: number, intoSkillId: number): Promise<SkillMerge> {
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    // Checked again under the locks, which hold up other people.
    await findMerge(transaction, skillId, intoSkillId);
    await lock(transaction, skillId, intoSkillId);
    const merge = await findMerge(transaction, skillId, intoSkillId);
    const counts = await countMerge(transaction, merge);
    if (counts.suggestionsToDecide > 0)
      throw new DomainError('ALREADY_PENDING', 'Some pending suggestions must be decided before the merge: {count}.', {
        params: { count: counts.suggestionsToDecide },
      });
    await write(transaction, merge);
    return { ...counts, signals: await countSignals(transaction, skillId) };
  });
}

/** Locks in the order of all other writers (`lock-project.ts`): projects, assignments, skills, suggestions, levels. */
async function lock(transaction: Transaction, skillId: number, intoSkillId: number): Promise<void> {
  const skills = [[skillId, intoSkillId]];
  await transaction.query(WAIT_FOR_IMPORTS);
  const declaring = await projectsDeclaring(transaction, skillId);
  await transaction.query(LOCK_PROJECTS, [declaring]);
  await blockWritersOfAssignments(transaction);
  await transaction.query(LOCK_TABLE);
  await transaction.query(LOCK_SKILLS, skills);
  // A project that declared the skill in the meantime is not locked, and a person may be posting on it.
  if ((await projectsDeclaring(transaction, skillId)).some((id) => !declaring.includes(id)))
    throw new DomainError('CONFLICT', 'Another request is changing this right now. Try again.');
  await transaction.query(LOCK_SUGGESTIONS, skills);
  await transaction.query(LOCK_LEVELS, skills);
  await transaction.query(LOCK_REFERENCES, skills);
}

async function projectsDeclaring(transaction: Transaction, skillId: number): Promise<number[]> {
  return (await transaction.query<{ id: number }>(DECLARING, [skillId])).map(({ id }) => id);
}

async function write(transaction: Transaction, { skill, into }: Merge): Promise<void> {
  // First the skills: the audit log and the moves of levels and suggestions depend on the merge.
  await transaction.query(REDIRECT, [skill.id, into.id]);
  await transaction.query(MERGE, [skill.id, into.id]);
  await transaction.query(DECLARE, [skill.id, into.id]);
  await transaction.query(UNDECLARE, [skill.id]);
  await renameTag(transaction, skill.name, into.name);
  await transaction.query(MOVE_LEVELS, [skill.id, into.id]);
  await transaction.query(END_LEVELS, [skill.id]);
  await transaction.query(MOVE_SUGGESTIONS, [skill.id]);
}

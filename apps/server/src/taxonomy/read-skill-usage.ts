import type { SkillUsage } from '@skilltrace/contract';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { notFound } from '../platform/errors/domain-error.js';

// Tags are counted with the same condition as in a rename, which includes assignments of archived projects that have not ended.
const USAGE = `
  SELECT k.id AS "skillId",
         (SELECT count(*) FROM assignments a WHERE a.ended_at IS NULL AND a.tags @> ARRAY[k.skill_name]) AS "activeAssignmentsTagged",
         (SELECT count(*) FROM project_skills ps JOIN projects p ON p.id = ps.project_id
           WHERE ps.skill_id = k.id AND p.status = 'active') AS "projectsDeclaring",
         (SELECT count(*) FROM employee_skills v WHERE v.skill_id = k.id) AS "peopleValidated",
         (SELECT count(*) FROM suggestions s WHERE s.skill_id = k.id AND s.status = 'PENDING') AS "pendingSuggestions",
         (SELECT count(*) FROM signal_ledger l WHERE l.skill_id = $1) AS signals
    FROM skills k WHERE k.id = $1`;

/** Counts the current uses of a skill, which a rename would change and a deactivation would leave behind. @throws NOT_FOUND */
export async function readSkillUsage(ledger: ReadDatabase, id: number): Promise<SkillUsage> {
  const [usage] = await ledger.query<SkillUsage>(USAGE, [id]);
  if (!usage) throw notFound('skill');
  return usage;
}

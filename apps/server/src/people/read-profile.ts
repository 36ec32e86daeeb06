import type { CurrentAssignment, PendingSkill, Profile, ProfileWithSkills, ValidatedSkill } from '@skilltrace/contract';
import { skillTiers } from '@skilltrace/domain/validation/core-stack';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { notFound } from '../platform/errors/domain-error.js';
import { PROFILE_COLUMNS } from './profile-row.js';

// One statement saves round trips and reads a consistent state, so that no skill is both pending and just decided.
const READ = {
  name: 'read_profile',
  text: `
    SELECT ${PROFILE_COLUMNS}, erased_at AS "erasedAt",
      (SELECT coalesce(json_agg(json_build_object(
           'skillId', s.id, 'skillName', s.skill_name, 'category', s.category, 'isActive', s.is_active,
           'proficiencyLevel', e.proficiency_level, 'lastValidatedAt', e.last_validated_at,
           'lastValidatedBy', CASE WHEN v.id IS NOT NULL THEN json_build_object('id', v.id, 'name', v.name) END,
           'imported', CASE WHEN e.imported_at IS NOT NULL THEN json_build_object('validator',
             CASE WHEN i.id IS NOT NULL THEN json_build_object('id', i.id, 'name', i.name) END) END
         ) ORDER BY in_register(s.skill_name), s.id), '[]')
         FROM employee_skills e JOIN skills s ON s.id = e.skill_id LEFT JOIN profiles v ON v.id = e.last_validated_by_id
         LEFT JOIN profiles i ON i.id = e.imported_validator_id
        WHERE e.profile_id = $1) AS validated,
      (SELECT coalesce(json_agg(json_build_object(
           'suggestionId', g.id, 'skillId', s.id, 'skillName', s.skill_name, 'category', s.category,
           'source', g.source, 'suggestedProficiency', g.suggested_proficiency, 'createdAt', g.created_at
         ) ORDER BY in_register(s.skill_name), s.id), '[]')
         FROM suggestions g JOIN skills s ON s.id = g.skill_id
        WHERE g.profile_id = $1 AND g.status = 'PENDING'
          AND ($2 OR g.id IN (SELECT suggestion_id FROM suggestion_routes WHERE profile_id = $1 AND tech_lead_id = $3))) AS pending,
      (SELECT coalesce(json_agg(json_build_object(
           'assignmentId', a.id, 'projectId', a.project_id, 'projectName', a.project_name, 'role', a.role, 'tags', a.tags,
           'startedAt', a.started_at, 'techLead', json_build_object('id', l.id, 'name', l.name, 'isActive', l.deactivated_at IS NULL),
           'assignedBy', CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'name', b.name) END
         ) ORDER BY in_register(a.project_name), a.project_id), '[]')
         FROM active_assignments a JOIN profiles l ON l.id = a.tech_lead_id LEFT JOIN profiles b ON b.id = a.assigned_by_id
        WHERE a.profile_id = $1) AS "currentAssignments"
      FROM profiles WHERE id = $1`,
};

type ProfileRow = Profile & {
  erasedAt: string | null;
  validated: ValidatedSkill[];
  pending: PendingSkill[];
  currentAssignments: CurrentAssignment[];
};

/**
 * Reads a person's profile page: header, skill tiers and current assignments, all from the same moment. Skills are ordered by
 * name. The access rule has already checked access to the validated skills. This function decides which account data and
 * pending suggestions are included.
 *
 * @throws NOT_FOUND
 */
export async function readProfile(connection: Connection, caller: Caller, id: number): Promise<ProfileWithSkills> {
  const seesAccount = caller.isAdmin || caller.profileId === id;
  const [row] = await connection.query<ProfileRow>(READ, [id, seesAccount, caller.profileId]);
  if (!row) throw notFound('person');
  const { validated, pending, currentAssignments, email, isAdmin, sharesValidatedSkills, language } = row;
  const { name, title, avatarUrl, isActive, createdAt, erasedAt } = row;
  const tiers = skillTiers(
    validated.map((skill) => ({ ...skill, lastValidatedAt: isoTime(skill.lastValidatedAt) })),
    currentAssignments.flatMap(({ tags }) => tags),
  );
  return {
    // Named one by one, so that a new column is not sent to people who may not see it.
    id,
    name,
    title,
    avatarUrl,
    isActive,
    createdAt,
    erasedAt,
    ...(seesAccount && { email, isAdmin, sharesValidatedSkills, language }),
    skills: { ...tiers, pending: pending.map((skill) => ({ ...skill, createdAt: isoTime(skill.createdAt) })) },
    currentAssignments: currentAssignments.map((assignment) => ({ ...assignment, startedAt: isoTime(assignment.startedAt) })),
  };
}

/** Converts the time format that PostgreSQL uses in JSON (`2026-01-31T09:00:00+00:00`). */
function isoTime(value: string): string {
  return new Date(value).toISOString();
}

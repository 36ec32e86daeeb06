import type { Statement } from '../platform/database/connection.js';
import { EVIDENCE_OF_PERSON } from './evidence-statement.js';

// Assignments with somebody to decide: nobody decides about themselves, and whoever left decides nothing.
const ELIGIBLE = `
  assignments a JOIN projects p ON p.id = a.project_id AND p.status = 'active' AND p.tech_lead_id <> a.profile_id
    JOIN profiles l ON l.id = p.tech_lead_id AND l.deactivated_at IS NULL`;

const PENDING = 'g.id, g.skill_id, g.source, g.suggested_proficiency, g.created_at';

const SHOWN_TO_TECH_LEAD = `
  SELECT led.profile_id, led.name, led.avatar_url, led.project_id, led.project_name, led.place, led.role, ${PENDING}
    FROM led JOIN suggestions g ON g.profile_id = led.profile_id AND g.status = 'PENDING'
    JOIN skills k ON k.id = g.skill_id
   WHERE k.skill_name = ANY (led.tags)
      OR NOT EXISTS (SELECT FROM ${ELIGIBLE} WHERE a.profile_id = g.profile_id AND a.ended_at IS NULL AND k.skill_name = ANY (a.tags))`;

const SHOWN_TO_ADMINS = `
  SELECT r.id, r.name, r.avatar_url, NULL, NULL, NULL, NULL, ${PENDING}
    FROM profiles r JOIN suggestions g ON g.profile_id = r.id AND g.status = 'PENDING'
   WHERE r.id <> $1 AND r.erased_at IS NULL
     AND NOT EXISTS (SELECT FROM ${ELIGIBLE} WHERE a.profile_id = r.id AND a.ended_at IS NULL)`;

const inbox = (shown: string) => `
  WITH led AS MATERIALIZED (
    SELECT p.id AS project_id, p.name AS project_name, dense_rank() OVER (ORDER BY in_register(p.name), p.id) AS place,
           r.id AS profile_id, r.name, r.avatar_url, a.role, a.tags
      FROM ${ELIGIBLE} JOIN profiles r ON r.id = a.profile_id WHERE p.tech_lead_id = $1 AND a.ended_at IS NULL
  ), shown AS (${shown}
  ), waiting AS MATERIALIZED (
    SELECT h.profile_id, h.name, h.avatar_url, array_agg(h.skill_id) AS skill_ids, array_agg(e.last_validated_at) AS validated_ats,
           json_agg(json_build_object(
               'projectId', h.project_id, 'projectName', h.project_name, 'place', h.place, 'role', h.role,
               'id', h.id, 'skillId', h.skill_id, 'skillName', k.skill_name, 'category', k.category, 'source', h.source,
               'suggestedProficiency', h.suggested_proficiency, 'currentProficiency', e.proficiency_level,
               'lastValidatedAt', e.last_validated_at,
               'lastValidatedBy', CASE WHEN v.id IS NOT NULL THEN json_build_object('id', v.id, 'name', v.name) END,
               'imported', CASE WHEN e.imported_at IS NOT NULL THEN json_build_object('validator',
                 CASE WHEN i.id IS NOT NULL THEN json_build_object('id', i.id, 'name', i.name) END) END,
               'createdAt', h.created_at
             ) ORDER BY in_register(k.skill_name), h.id) AS suggestions
      FROM shown h JOIN skills k ON k.id = h.skill_id
      LEFT JOIN employee_skills e ON e.profile_id = h.profile_id AND e.skill_id = h.skill_id
      LEFT JOIN profiles v ON v.id = e.last_validated_by_id
      LEFT JOIN profiles i ON i.id = e.imported_validator_id
     GROUP BY h.profile_id, h.name, h.avatar_url
  )
  SELECT w.profile_id AS "profileId", w.name, w.avatar_url AS "avatarUrl", w.suggestions, e.figures, e.recent
    FROM waiting w CROSS JOIN ${EVIDENCE_OF_PERSON} e
   ORDER BY in_register(w.name), w.profile_id`;

/**
 * What `$1` has to decide, a row a person, by name: their suggestions by name of the skill, once for each project where
 * `$1` sees them, and the evidence. One statement, so that all of it is of one moment. `$2` as in `evidence-statement.ts`.
 */
export const INBOX_OF_TECH_LEAD: Statement = { name: 'inbox_of_tech_lead', text: inbox(SHOWN_TO_TECH_LEAD) };

/** The same for an admin, with the suggestions that no Tech Lead sees, which have no project. */
export const INBOX_OF_ADMIN: Statement = { name: 'inbox_of_admin', text: inbox(`${SHOWN_TO_TECH_LEAD} UNION ALL ${SHOWN_TO_ADMINS}`) };

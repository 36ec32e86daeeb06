import type { Statement } from '../platform/database/connection.js';
import { ASKED, EVIDENCE_OF_PERSON } from './evidence-statement.js';

const PENDING = 'g.skill_id, g.source, g.suggested_proficiency, g.created_at';

const SHOWN_TO_TECH_LEAD = `
  SELECT g.profile_id, r.name, r.avatar_url, g.project_id, g.project_name,
         dense_rank() OVER (ORDER BY in_register(g.project_name), g.project_id) AS place, g.role, g.suggestion_id AS id, ${PENDING}
    FROM suggestion_routes g JOIN profiles r ON r.id = g.profile_id WHERE g.tech_lead_id = $1`;

const SHOWN_TO_ADMINS = `
  SELECT r.id, r.name, r.avatar_url, NULL, NULL, NULL, NULL, g.id, ${PENDING}
    FROM profiles r JOIN suggestions g ON g.profile_id = r.id AND g.status = 'PENDING'
   WHERE r.id <> $1 AND r.erased_at IS NULL
     AND NOT EXISTS (SELECT FROM active_assignments a JOIN project_leads l USING (project_id)
                      WHERE a.profile_id = r.id AND l.profile_id <> r.id)`;

const inbox = (shown: string) => `
  WITH ${ASKED}, shown AS (${shown}
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
    FROM waiting w CROSS JOIN asked CROSS JOIN ${EVIDENCE_OF_PERSON} e
   ORDER BY in_register(w.name), w.profile_id`;

/**
 * The suggestions that `$1` can decide, one row per person, ordered by name, with the evidence. The suggestions of a person are
 * ordered by skill name and repeated for each project where `$1` sees them. One statement, so that everything is from the same
 * snapshot. `$2` as in `evidence-statement.ts`.
 */
export const INBOX_OF_TECH_LEAD: Statement = { name: 'inbox_of_tech_lead', text: inbox(SHOWN_TO_TECH_LEAD) };

/** The same for an admin, including the suggestions that no Tech Lead sees. These have no project. */
export const INBOX_OF_ADMIN: Statement = { name: 'inbox_of_admin', text: inbox(`${SHOWN_TO_TECH_LEAD} UNION ALL ${SHOWN_TO_ADMINS}`) };

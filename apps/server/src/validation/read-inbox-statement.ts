import type { Statement } from '../platform/database/connection.js';
import { EVIDENCE } from './evidence-statement.js';

// Assignments with somebody to decide: nobody decides about themselves, and whoever left decides nothing.
const ELIGIBLE = `
  assignments a JOIN projects p ON p.id = a.project_id AND p.status = 'active' AND p.tech_lead_id <> a.profile_id
    JOIN profiles l ON l.id = p.tech_lead_id AND l.deactivated_at IS NULL`;

const SHOWN_TO_TECH_LEAD = `
  SELECT led.project_id, led.project_name, led.role, g.id, g.profile_id, g.skill_id
    FROM led JOIN suggestions g ON g.profile_id = led.profile_id AND g.status = 'PENDING'
    JOIN skills k ON k.id = g.skill_id
   WHERE k.skill_name = ANY (led.tags)
      OR NOT EXISTS (SELECT FROM ${ELIGIBLE} WHERE a.profile_id = g.profile_id AND a.ended_at IS NULL AND k.skill_name = ANY (a.tags))`;

const SHOWN_TO_ADMINS = `
  SELECT NULL, NULL, NULL, g.id, g.profile_id, g.skill_id
    FROM suggestions g
   WHERE g.status = 'PENDING' AND g.profile_id <> $1
     AND NOT EXISTS (SELECT FROM ${ELIGIBLE} WHERE a.profile_id = g.profile_id AND a.ended_at IS NULL)`;

const inbox = (shown: string) => `
  WITH led AS MATERIALIZED (
    SELECT p.id AS project_id, p.name AS project_name, a.profile_id, a.role, a.tags
      FROM ${ELIGIBLE} WHERE p.tech_lead_id = $1 AND a.ended_at IS NULL
  ), shown AS MATERIALIZED (${shown}
  ), pairs AS MATERIALIZED (
    SELECT DISTINCT g.profile_id, g.skill_id, e.last_validated_at
      FROM shown g LEFT JOIN employee_skills e ON e.profile_id = g.profile_id AND e.skill_id = g.skill_id
  ), ${EVIDENCE}
  SELECT h.project_id AS "projectId", h.project_name AS "projectName", h.role,
         r.id AS "profileId", r.name, r.avatar_url AS "avatarUrl",
         g.id AS "suggestionId", k.id AS "skillId", k.skill_name AS "skillName", k.category, g.source,
         g.suggested_proficiency AS "suggestedProficiency", e.proficiency_level AS "currentProficiency",
         e.last_validated_at AS "lastValidatedAt", v.id AS "validatorId", v.name AS "validatorName", g.created_at AS "createdAt",
         coalesce(f.signals, 0) AS signals, coalesce(f.since_validation, 0) AS "signalsSinceValidation", f.last_at AS "lastSignalAt",
         f.weekly, n.signals AS recent
    FROM shown h
    JOIN suggestions g ON g.profile_id = h.profile_id AND g.id = h.id
    JOIN profiles r ON r.id = h.profile_id
    JOIN skills k ON k.id = h.skill_id
    LEFT JOIN employee_skills e ON e.profile_id = h.profile_id AND e.skill_id = h.skill_id
    LEFT JOIN profiles v ON v.id = e.last_validated_by_id
    LEFT JOIN evidence f ON f.profile_id = h.profile_id AND f.skill_id = h.skill_id
    LEFT JOIN recent n ON n.profile_id = h.profile_id AND n.skill_id = h.skill_id
   ORDER BY h.project_id IS NULL, h.project_name, h.project_id, r.name, r.id, k.skill_name, g.id`;

/**
 * One statement, so that suggestions and evidence are of one moment: a row for each suggestion and place where `$1` sees
 * it, in the order in which it is shown; the rows of no project come last. `$2` as in `evidence-statement.ts`.
 */
export const INBOX_OF_TECH_LEAD: Statement = { name: 'inbox_of_tech_lead', text: inbox(SHOWN_TO_TECH_LEAD) };

/** The same for an admin, with the suggestions that no Tech Lead sees. */
export const INBOX_OF_ADMIN: Statement = { name: 'inbox_of_admin', text: inbox(`${SHOWN_TO_TECH_LEAD} UNION ALL ${SHOWN_TO_ADMINS}`) };

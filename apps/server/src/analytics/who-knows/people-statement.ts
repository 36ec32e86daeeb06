import { activeThen, forEachSight, LEVELS_OF_THEM, SIGNALS } from './visible-knowledge.js';

// $5 how many of the skills a person must know, $6 the lowest level, $7 the time since which there must be a signal, $8 availability,
// $9 and $10 the position after which the page begins, $11 the number of rows.
//
// A signal before $7 neither fulfills the condition nor is the latest fact about a person with a later one, so that a part of the index is enough.
const people = (signals: string, levels: string) => `
  WITH known AS (
    SELECT profile_id, e.last_at, v.proficiency_level, v.last_validated_at
      FROM (SELECT user_id AS profile_id, skill_id, max(created_at) AS last_at
              FROM signal_ledger
             WHERE ${SIGNALS} AND ${signals} AND ($7::timestamptz IS NULL OR created_at >= $7::timestamptz)
             GROUP BY user_id, skill_id) e
      FULL JOIN (SELECT profile_id, skill_id, proficiency_level, last_validated_at FROM (${levels}) l WHERE ${LEVELS_OF_THEM}) v
        USING (profile_id, skill_id)
  ), fitting AS (
    SELECT profile_id, max(greatest(last_at, last_validated_at)) AS recent_at
      FROM known
     GROUP BY profile_id
    HAVING count(*) FILTER (WHERE ($6::proficiency_level IS NULL OR proficiency_level >= $6::proficiency_level)
                              AND ($7::timestamptz IS NULL OR last_at IS NOT NULL)) >= $5::int
  ), listed AS MATERIALIZED (
    SELECT p.id, p.name, p.title, f.recent_at
      FROM fitting f JOIN profiles p ON p.id = f.profile_id
     WHERE p.erased_at IS NULL AND (p.deactivated_at IS NULL OR p.deactivated_at > $2::timestamptz)
       AND ($8::boolean IS NULL OR $8::boolean = NOT EXISTS (SELECT FROM assignment_periods a WHERE a.profile_id = p.id AND ${activeThen('a')}))
       AND (f.recent_at, p.id) < (coalesce($9::timestamptz, 'infinity'), coalesce($10::bigint, 0))
     ORDER BY f.recent_at DESC, p.id DESC
     LIMIT $11
  )
  SELECT l.id AS "profileId", l.name, l.title, l.recent_at AS "recentAt",
         coalesce((SELECT json_agg(json_build_object('projectId', a.project_id, 'name', a.project_name, 'role', a.role)
                                   ORDER BY a.started_at, a.project_id)
                     FROM assignment_periods a WHERE a.profile_id = l.id AND ${activeThen('a')}), '[]') AS "currentProjects"
    FROM listed l
   ORDER BY l.recent_at DESC, l.id DESC`;

/** One page of the people who know the skills, most recent first, among all people or among some. */
export const PEOPLE = forEachSight(people);

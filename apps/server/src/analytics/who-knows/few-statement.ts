// For each skill, the people who can fulfill the conditions in it, if a few rows show all of them: those with the level, or else those with a signal since
// the time, or else those with a signal or a level. $1 the skills, $2 the asOf, $3 the lowest level, $4 the time since which there must be a signal, $5
// how many rows of signals and of levels are few.
const few = (levels: string) => `
  SELECT asked.skill_id AS "skillId", p.people, p.signals <= $5::int AND p.levels <= $5::int AS "areAll"
    FROM unnest($1::bigint[]) AS asked(skill_id)
   CROSS JOIN LATERAL (
     SELECT coalesce(array_agg(DISTINCT profile_id), '{}') AS people, count(*) FILTER (WHERE of_signal) AS signals,
            count(*) FILTER (WHERE NOT of_signal) AS levels
       FROM ((SELECT user_id AS profile_id, true AS of_signal
                FROM signal_ledger s
               WHERE s.skill_id = asked.skill_id AND $3::proficiency_level IS NULL AND ($4::timestamptz IS NULL OR created_at >= $4::timestamptz)
                 AND ($2::timestamptz IS NULL OR recorded_at <= $2::timestamptz)
               LIMIT $5::int + 1)
              UNION ALL
             (SELECT profile_id, false
                FROM ${levels} v
               WHERE v.skill_id = asked.skill_id AND ($3::proficiency_level IS NOT NULL OR $4::timestamptz IS NULL)
                 AND ($3::proficiency_level IS NULL OR v.proficiency_level >= $3::proficiency_level)
               LIMIT $5::int + 1)) found) p`;

export const FEW = { text: few('employee_skills') };
export const FEW_THEN = { text: few('validated_skills_as_of($2::timestamptz, NULL, ARRAY[asked.skill_id])') };

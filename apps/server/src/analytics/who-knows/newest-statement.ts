// The people of the newest facts about the skills. $1 the skills, $2 the asOf, $3 the time after which the page begins, $4 the time since which there must
// be a signal, $5 how many facts. Facts of the same time as the last one are included, so that everyone else has only older facts.
const newest = (levels: string) => `
  SELECT coalesce(array_agg(DISTINCT profile_id), '{}') AS people, count(*) < $5::int AS "areAll"
    FROM (SELECT f.at, f.profile_id
            FROM unnest($1::bigint[]) AS asked(skill_id)
           CROSS JOIN LATERAL (
             (SELECT created_at AS at, user_id AS profile_id
                FROM signal_ledger s
               WHERE s.skill_id = asked.skill_id AND ($3::timestamptz IS NULL OR created_at <= $3::timestamptz)
                 AND ($4::timestamptz IS NULL OR created_at >= $4::timestamptz) AND ($2::timestamptz IS NULL OR recorded_at <= $2::timestamptz)
               ORDER BY created_at DESC FETCH FIRST ($5::int) ROWS WITH TIES)
             UNION ALL
             (SELECT last_validated_at, profile_id
                FROM ${levels} v
               WHERE v.skill_id = asked.skill_id AND ($3::timestamptz IS NULL OR last_validated_at <= $3::timestamptz)
               ORDER BY last_validated_at DESC FETCH FIRST ($5::int) ROWS WITH TIES)) f
           ORDER BY f.at DESC FETCH FIRST ($5::int) ROWS WITH TIES) newest`;

export const NEWEST = { text: newest('employee_skills') };
export const NEWEST_THEN = { text: newest('validated_skills_as_of($2::timestamptz, NULL, ARRAY[asked.skill_id])') };

/** What the ledger had recorded at the time `$1` of signals in the last `$2` days before it. Days have 24 hours. */
export const EXERCISED_RECENTLY = `l.created_at >= coalesce($1::timestamptz, now()) - $2::int * interval '24 hours'
           AND ($1::timestamptz IS NULL OR l.recorded_at <= $1::timestamptz)`;

const inWords = (people: string) => `CASE coalesce(${people}, 0) WHEN 0 THEN 'none' WHEN 1 THEN 'one' ELSE 'several' END`;
const onlyPerson = (people: string, person: string) =>
  `(SELECT json_build_object('profileId', o.id, 'name', o.name) FROM profiles o WHERE ${people} = 1 AND o.id = ${person})`;

/** The columns of a skill `d`, with the people who have it validated (`v`) and who exercised it (`e`): their number and one of them. */
export const SKILL_RISK = `
         d.id AS "skillId", d.skill_name AS name, d.category,
         ${inWords('v.people')} AS validated, ${onlyPerson('v.people', 'v.person')} AS "onlyValidated",
         ${inWords('e.people')} AS exercised, ${onlyPerson('e.people', 'e.person')} AS "onlyExercised"`;
export const IS_AT_RISK = '(coalesce(v.people, 0) <= 1 OR coalesce(e.people, 0) <= 1)';

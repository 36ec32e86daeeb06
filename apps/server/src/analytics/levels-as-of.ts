/**
 * Selects validated levels as of a time in the past, for arrays of people and of skills (NULL: all), in a statement that also reads signals. Use it in
 * a materialized WITH.
 *
 * The condition is always true. A Citus cluster sends a statement about one person to the worker with the signals of that person, which has no audit
 * log. Because of this condition, it reads the levels on the coordinator first: the validated skills are only there.
 */
export const levelsAsOf = (asOf: string, people: string, skills: string): string => `
    SELECT profile_id, skill_id, proficiency_level, last_validated_at
      FROM validated_skills_as_of(${asOf}, ${people}, ${skills})
     WHERE NOT EXISTS (SELECT FROM employee_skills WHERE false)`;

/**
 * The validated levels as of $1, from the audit log. Materialized, because the workers of a spread ledger cannot run the function. A
 * statement reads them as `past` instead of `employee_skills`.
 */
export const PAST_LEVELS = 'past AS MATERIALIZED (SELECT * FROM validated_skills_as_of($1, NULL, NULL))';

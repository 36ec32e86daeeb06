/** The columns of a skill in the format of the contract, without its aliases. */
export const SKILL_COLUMNS = 'id, skill_name AS name, category, is_active AS "isActive", description';

/** Its aliases, in a SELECT from `skills`. Citus does not allow this subquery in a RETURNING. */
export const ALIASES =
  'ARRAY(SELECT f.name FROM skill_former_names f WHERE f.skill_id = skills.id ORDER BY in_register(f.name)) AS aliases';

/** The columns of a skill in the format of the contract, without its aliases. */
export const SKILL_COLUMNS = 'id, skill_name AS name, category, is_active AS "isActive", description';

/** Its aliases, and the skill that it was merged into, in a SELECT from `skills`. Citus does not allow these subqueries in a RETURNING. */
export const ALIASES_AND_MERGE = `
  ARRAY(SELECT f.name FROM skill_former_names f WHERE f.skill_id = skills.id ORDER BY in_register(f.name)) AS aliases,
  (SELECT json_build_object('id', m.id, 'name', m.skill_name) FROM skills m WHERE m.id = skills.merged_into_id) AS "mergedInto"`;

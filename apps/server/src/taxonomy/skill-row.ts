/** The columns of a skill as the contract shows them. */
export const SKILL_COLUMNS = 'id, skill_name AS name, category, is_active AS "isActive"';

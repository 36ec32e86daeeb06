/**
 * The people whose charts a caller who is no admin may see, as SQL: the caller, and whoever is active on a project that
 * the caller leads. It says for many what `mayReadPerson` says for one.
 *
 * @param caller the place of the bound parameter that holds the caller's id, such as `$4`
 */
export function peopleVisibleTo(caller: `$${number}`): string {
  return `
    SELECT ${caller}::bigint AS profile_id
    UNION
    SELECT a.profile_id
      FROM projects p JOIN assignments a ON a.project_id = p.id
     WHERE p.tech_lead_id = ${caller} AND p.status = 'active' AND a.ended_at IS NULL`;
}

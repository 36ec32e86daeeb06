/** Selects saved views in the format of the contract from `v`. */
export const SAVED_VIEW = `
  SELECT v.id, v.name, v.path, v.search,
         CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS project,
         json_build_object('id', o.id, 'name', o.name) AS owner, v.created_at AS "createdAt"`;

/** The relations of these names, after `FROM … v`. */
export const WITH_NAMES_OF_VIEW = 'JOIN profiles o ON o.id = v.profile_id LEFT JOIN projects p ON p.id = v.project_id';
